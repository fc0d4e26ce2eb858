"""Many fixed phrases found in a text in one pass, the longest at each place. Knows no meaning.

Aho and Corasick's automaton: the cost grows with the text, not with the number of phrases.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """A phrase at text[start:end]."""

    start: int
    end: int
    phrase: str


class PhraseIndex:
    """Phrases of two characters or more, searched together."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = tuple(sorted({phrase for phrase in phrases if len(phrase) > 1}))
        self._automaton = AhoCorasick(
            self._phrases, matchkind=MatchKind.LeftmostLongest, store_patterns=False
        )

    def find_phrases(
        self, text: str, start: int = 0, end: int | None = None
    ) -> Iterator[PhraseHit]:
        """The phrases in text[start:end] from left to right, at each place the longest; none
        overlaps another.
        """
        for which, first, stop in self._automaton.find_matches_as_indexes(text[start:end]):
            yield PhraseHit(start + first, start + stop, self._phrases[which])
