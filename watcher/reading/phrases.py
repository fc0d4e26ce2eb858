"""Many fixed phrases found in a text in one pass, the longest at each place. Knows no meaning.

`re` looks for two characters that could begin a phrase; only where they do is a table asked, so the cost grows with the
text and hardly with the number of phrases.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at text[start:end]."""

    start: int
    end: int
    phrase: str


class PhraseIndex:
    """Phrases of two characters or more, searched together."""

    def __init__(self, phrases: Iterable[str]) -> None:
        known = {phrase for phrase in phrases if len(phrase) > 1}
        self._by_head: dict[str, list[str]] = {}
        for phrase in sorted(known, key=len, reverse=True):
            self._by_head.setdefault(phrase[:2], []).append(phrase)
        first, second = (re.escape("".join(sorted({phrase[at] for phrase in known}))) for at in (0, 1))
        self._heads = re.compile(f"[{first}](?=[{second}])" if known else r"(?!)")

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """The phrases in text[start:end] from left to right, at each place the longest; none overlaps another."""
        end = len(text) if end is None else min(end, len(text))
        by_head, done = self._by_head, start
        for match in self._heads.finditer(text, start, end):
            at = match.start()
            phrases = by_head.get(text[at : at + 2])
            if phrases is None or at < done:
                continue
            for phrase in phrases:
                if text.startswith(phrase, at, end):
                    done = at + len(phrase)
                    yield Hit(at, done, phrase)
                    break
