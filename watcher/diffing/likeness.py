"""How alike two clauses are, and which pairs are worth asking about. Scores texts; pairs nothing.

The score is the Dice coefficient of character bigrams: unlike edit distance it does not reward the common characters
that any two Chinese legal texts share (measured on real amendments: unrelated articles 0.05-0.3, amended ones from 0.5).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

Bigrams = Counter[str]

# Above this many comparisons of whole clauses, only those that share rare bigrams are made: linear in the text.
_ALL_PAIRS: Final = 400
_POSTINGS: Final = 12  # a bigram that more clauses than this share tells nothing
_CANDIDATES: Final = 6
_SHORT: Final = 24
_FEW: Final = 12
_DISCOUNT: Final = 0.75
_SCORED: Final = 2


def bigrams(key: str) -> Bigrams:
    return Counter(map(str.__add__, key, key[1:])) if len(key) > 1 else Counter(key)


class Text:
    """A folded clause with its bigrams, counted when first asked for."""

    def __init__(self, key: str) -> None:
        self.key = key

    @cached_property
    def grams(self) -> Bigrams:
        return bigrams(self.key)

    @cached_property
    def sample(self) -> set[str]:
        """Trigrams that begin with every fourth character of Unicode: chosen by content, so two texts choose alike."""
        key = self.key
        if len(key) < _SHORT:
            return {key[at : at + 2] for at in range(max(1, len(key) - 1))}
        return {key[at : at + 3] for at, character in enumerate(key) if ord(character) % 4 == 0}

    @property
    def size(self) -> int:
        return max(1, len(self.key) - 1)


def shared(one: Text, other: Text) -> int:
    """How many bigrams the two have in common, repeats counted."""
    few, many = (one.grams, other.grams) if len(one.grams) <= len(other.grams) else (other.grams, one.grams)
    return sum(min(count, many[gram]) for gram, count in few.items() if gram in many)


def likeness(one: Text, other: Text) -> float:
    """0 to 1: 2 × shared bigrams / all bigrams. In a few characters one edit spoils most bigrams: there single
    characters count too, at a discount.
    """
    pairs = 2 * shared(one, other) / (one.size + other.size)
    if min(one.size, other.size) >= _FEW:
        return pairs
    both = (Counter(one.key) & Counter(other.key)).total()
    return max(pairs, _DISCOUNT * 2 * both / (len(one.key) + len(other.key) or 1))


def candidates(old: Sequence[Text], new: Sequence[Text]) -> list[tuple[int, int]]:
    """Pairs (old index, new index) that may be alike: all of a small field, the likeliest few a clause of a large."""
    if len(old) * len(new) <= _ALL_PAIRS:
        return [(i, j) for j in range(len(new)) for i in range(len(old))]
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(old):
        for gram in text.sample:
            postings[gram].append(i)
    return list(_voted(old, new, postings))


def _voted(old: Sequence[Text], new: Sequence[Text], postings: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    for j, text in enumerate(new):
        votes: Counter[int] = Counter()
        for gram in text.sample:
            holders = postings.get(gram, ())
            if 0 < len(holders) <= _POSTINGS:
                votes.update(holders)
        likely = sorted(votes, key=lambda i: (-votes[i], i))[:_CANDIDATES]
        yield from ((i, j) for i in _nearest(old, likely, text.key))


def _nearest(old: Sequence[Text], likely: list[int], key: str) -> list[int]:
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - heavy, and most comparisons end before it

    return sorted(likely, key=lambda i: (-Indel.normalized_similarity(old[i].key, key), i))[:_SCORED]
