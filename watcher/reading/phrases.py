"""Many fixed phrases found in a text in one pass, the longest at each place. Knows no meaning.

Each phrase is searched by two neighbouring characters of it that are rare in policy texts: `re` finds where such a pair
may stand, and only there a table is asked. The cost grows with the text and hardly with the number of phrases.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from config import catalogue


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at text[start:end]."""

    start: int
    end: int
    phrase: str


class PhraseIndex:
    """Phrases of two characters or more, searched together."""

    def __init__(self, phrases: Iterable[str]) -> None:
        common = catalogue.words("common_characters")["characters"]
        weight = {char: len(common) - rank for rank, char in enumerate(common)}
        first: set[str] = set()
        second: set[str] = set()
        self._by_pair: dict[str, list[tuple[str, int]]] = {}
        # short phrases leave no choice; longer ones then take a pair that is looked for already, or a rare one
        for phrase in sorted(
            {phrase for phrase in phrases if len(phrase) > 1}, key=lambda phrase: (len(phrase), phrase)
        ):
            costs = [
                (0 if a in first else weight.get(a, 0)) + (0 if b in second else weight.get(b, 0) / 3)
                for a, b in pairwise(phrase)
            ]
            at = costs.index(min(costs))
            first.add(phrase[at])
            second.add(phrase[at + 1])
            self._by_pair.setdefault(phrase[at : at + 2], []).append((phrase, at))
        heads, tails = (re.escape("".join(sorted(chars))) for chars in (first, second))
        self._pairs = re.compile(f"[{heads}](?=[{tails}])" if first else r"(?!)")

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """The phrases in text[start:end] from left to right, at each place the longest; none overlaps another."""
        end = len(text) if end is None else min(end, len(text))
        by_pair = self._by_pair
        found: list[tuple[int, int, str]] = []
        for match in self._pairs.finditer(text, start, end):
            at = match.start()
            for phrase, offset in by_pair.get(text[at : at + 2], ()):
                if at - offset >= start and text.startswith(phrase, at - offset, end):
                    found.append((at - offset, -len(phrase), phrase))
        done = start
        for begin, size, phrase in sorted(found):
            if begin >= done:
                done = begin - size
                yield Hit(begin, done, phrase)
