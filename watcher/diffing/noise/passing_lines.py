"""Lines of a text that pass with the hour: counters, countdowns, clocks, adverts, comments.

They are left out where two texts are compared, and named in the ledger. The wordings are data
(passing_lines.toml); a line with any other word in it is none.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from store.records import SuppressionRule
from watcher.diffing.noise.folding import BLANKS
from watcher.patterns import deferred

_LONGEST: Final = 120  # characters of such a line
_BETWEEN: Final = deferred(f"[{re.escape(BLANKS)}|｜·•♥♡👍⭐★☆]+")
_TEXT_BEFORE: Final = 3  # lines of the document that stand before the visitors' own


@dataclass(frozen=True, slots=True)
class PassingLine:
    """A wording, the rule that names it, a line it understands, and the reason why it passes."""

    rule: SuppressionRule
    wording: re.Pattern[str]
    sample: str
    reason: str
    ends_the_text: bool = False


@cache
def passing_lines() -> tuple[PassingLine, ...]:
    """The wordings, read on first use."""
    raw = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple(
        PassingLine(
            SuppressionRule[line["rule"]],
            re.compile(line["wording"], re.IGNORECASE),
            line["sample"],
            line["reason"],
            bool(line.get("ends_the_text")),
        )
        for line in raw["line"]
    )


def rule_of_line(text: str) -> SuppressionRule | None:
    """The rule of a line that is nothing but passing pieces, that of its first; else None."""
    first = _first_piece(text)
    return first.rule if first else None


def _first_piece(text: str) -> PassingLine | None:
    if len(text) > _LONGEST:
        return None
    bare = _BETWEEN.sub("", text)
    at, first = 0, None
    while at < len(bare):
        found = _longest_piece(bare, at)
        if found is None:
            return None
        at, first = found[0], first or found[1]
    return first


def _longest_piece(text: str, start: int) -> tuple[int, PassingLine] | None:
    """The end of the longest wording that stands at a place, and the wording."""
    longest: tuple[int, PassingLine] | None = None
    for line in passing_lines():
        found = line.wording.match(text, start)
        if found and found.end() > (longest[0] if longest else start):
            longest = found.end(), line
    return longest


def without_passing(lines: Sequence[str]) -> list[str]:
    """The lines without those that pass, and without all that visitors wrote below them."""
    kept: list[str] = []
    for line in lines:
        piece = _first_piece(line)
        if piece is None:
            kept.append(line)
        elif piece.ends_the_text and len(kept) >= _TEXT_BEFORE:
            break
    return kept
