"""Which pairs of clauses are worth comparing: all of a few, the likeliest of many. Scores by what is cheap to count.

A field is a run of clauses on either side that nothing pairs yet. A small one is compared in full; a larger one by the
bigrams its clauses share; the largest by a sample of rare trigrams, so that the work grows with the text and not with
the product of both sides.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from watcher.diffing.likeness import Text

_ALL: Final = 400  # pairs
_INDEXED: Final = 90_000  # pairs: 300 clauses rewritten
_KEPT: Final = 6  # candidates a clause
_SHARED_BY: Final = 12  # a sampled trigram that more clauses share tells nothing
_NEAREST: Final = 2
_SHORT: Final = 24  # characters: too few to sample from

Grams = Callable[[Text], Collection[str]]


def candidates(old: Sequence[Text], new: Sequence[Text]) -> list[tuple[int, int]]:
    """Pairs (index in old, index in new) that may be alike, new by new."""
    field = len(old) * len(new)
    if field <= _ALL:
        return [(i, j) for j in range(len(new)) for i in range(len(old))]
    if field <= _INDEXED:
        return [(i, j) for j, likely in enumerate(_voted(old, new, _bigrams, len(old))) for i in likely]
    return [
        (i, j) for j, likely in enumerate(_voted(old, new, _sample, _SHARED_BY)) for i in _nearest(old, new[j], likely)
    ]


def _voted(old: Sequence[Text], new: Sequence[Text], grams: Grams, most: int) -> Iterator[list[int]]:
    """For each new clause the old ones that share most with it, for their size."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(old):
        for gram in grams(text):
            holders[gram].append(i)
    for text in new:
        votes: Counter[int] = Counter()
        for gram in grams(text):
            if 0 < len(holders.get(gram, ())) <= most:
                votes.update(holders[gram])
        shares = {i: count / (old[i].size + text.size) for i, count in votes.items()}
        yield sorted(shares, key=lambda i: (-shares[i], i))[:_KEPT]


def _bigrams(text: Text) -> Collection[str]:
    return text.grams.keys()


def _sample(text: Text) -> Collection[str]:
    """Trigrams that begin with every fourth character of Unicode: chosen by content, so two texts choose alike."""
    key = text.key
    if len(key) < _SHORT:
        return {key[at : at + 2] for at in range(max(1, len(key) - 1))}
    return {key[at : at + 3] for at, character in enumerate(key) if ord(character) % 4 == 0}


def _nearest(old: Sequence[Text], text: Text, likely: list[int]) -> list[int]:
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - heavy, and most comparisons end before it

    return sorted(likely, key=lambda i: (-Indel.normalized_similarity(old[i].key, text.key), i))[:_NEAREST]
