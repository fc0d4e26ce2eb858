"""Finds the words that a rule's sentence is looked for by, all of them in one pass over a text.

Five readers look for some sixty such words, and most texts hold a handful.
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

_EVERY: set[str] = set()


class Keywords:
    """The words of one reader.

    It is made at import: a text is searched for the words of all readers at once.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        _EVERY.update(self._words)

    def word_places(self, text: str, first: int = 0) -> list[tuple[int, str]]:
        """(offset, word) of each from `first` on, in the order of the text; one may begin inside
        another.
        """
        return [
            (at, word)
            for at, word in _words_in(text, len(_EVERY))
            if at >= first and word in self._words
        ]


@lru_cache(maxsize=8)
def _words_in(text: str, known: int) -> tuple[tuple[int, str], ...]:
    """Every word that stands in a text; `known` words there are, so that one more is looked for
    again.
    """
    del known
    words = tuple(sorted(_EVERY))
    found = _word_automaton(words).find_matches_as_indexes(text, overlapping=True)
    return tuple(sorted((start, words[which]) for which, start, _ in found))


@cache
def _word_automaton(words: tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick(words, store_patterns=False)
