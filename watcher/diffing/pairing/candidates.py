"""Names the pairs of clauses that are worth comparing: all of a few, the likeliest of many.

Scores by what is cheap to count.

A field is a run of clauses on either side that nothing pairs yet. A small one is compared in full;
a larger one by the bigrams its clauses share; the largest by a sample of rare trigrams, so that the
work grows with the text and not with the product of both sides.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from watcher.diffing.pairing.clause_likeness import ClauseText

_ALL: Final = 400  # pairs
_INDEXED: Final = 90_000  # pairs: 300 clauses rewritten
_KEPT: Final = 5  # candidates a clause
_SHARED_BY: Final = 12  # a sampled trigram that more clauses share tells nothing
_NEAREST: Final = 2
_FARTHEST: Final = 0.3  # less of the characters in order: no likeness of bigrams worth counting


def candidate_pairs(old: Sequence[ClauseText], new: Sequence[ClauseText]) -> list[tuple[int, int]]:
    """Pairs (index in old, index in new) that may be alike, new by new."""
    field = len(old) * len(new)
    if field <= _ALL:
        return [(i, j) for j in range(len(new)) for i in range(len(old))]
    if field <= _INDEXED:
        return list(_pairs_by_bigrams(old, new))
    return list(_pairs_by_sample(old, new))


def _pairs_by_bigrams(
    old: Sequence[ClauseText], new: Sequence[ClauseText]
) -> Iterator[tuple[int, int]]:
    """For each new clause the old ones that share most bigrams with it, for their size."""
    ours = [text.grams for text in old]
    theirs = [text.grams for text in new]
    for j, votes in enumerate(_count_shared(ours, theirs, len(old))):
        size = new[j].size
        shares = {i: count / (old[i].size + size) for i, count in votes.items()}
        for i in _highest(shares, _KEPT):
            yield i, j


def _pairs_by_sample(
    old: Sequence[ClauseText], new: Sequence[ClauseText]
) -> Iterator[tuple[int, int]]:
    """For each new clause the nearest of the old ones that share most rare trigrams with it."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - heavy, and most comparisons end before

    ours = [text.sample for text in old]
    theirs = [text.sample for text in new]
    for j, votes in enumerate(_count_shared(ours, theirs, _SHARED_BY)):
        key = new[j].key
        nearest: dict[int, float] = {}
        for i in _highest(votes, _KEPT):
            nearest[i] = Indel.normalized_similarity(old[i].key, key, score_cutoff=_FARTHEST)
        for i in _highest(nearest, _NEAREST):
            if nearest[i]:
                yield i, j


def _highest(scores: Mapping[int, float], most: int) -> list[int]:
    """The keys with the highest scores; of equal ones the first."""
    return sorted(scores, key=lambda i: (-scores[i], i))[:most]


def _count_shared(
    old: Sequence[Collection[str]], new: Sequence[Collection[str]], most: int
) -> Iterator[Counter[int]]:
    """For each new clause how many grams each old one shares with it.

    Grams that more than `most` share do not vote.
    """
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for i, grams in enumerate(old):
        for gram in grams:
            holders[gram].append(i)
    telling = {gram: clauses for gram, clauses in holders.items() if len(clauses) <= most}
    for grams in new:
        yield Counter(chain.from_iterable([telling[gram] for gram in grams if gram in telling]))
