"""Which pairs of clauses are worth comparing: all of a few, the likeliest of many.

Scores by what is cheap to count.

A field is a run of clauses on either side that nothing pairs yet. A small one is compared in full;
a larger one by the bigrams its clauses share; the largest by a sample of rare trigrams, so that the
work grows with the text and not with the product of both sides.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Final

from watcher.diffing.pairing.clause_likeness import Text

_ALL: Final = 400  # pairs
_INDEXED: Final = 90_000  # pairs: 300 clauses rewritten
_KEPT: Final = 5  # candidates a clause
_SHARED_BY: Final = 12  # a sampled trigram that more clauses share tells nothing
_NEAREST: Final = 2
_FARTHEST: Final = 0.3  # less of the characters in order: no likeness of bigrams worth counting


def candidates(old: Sequence[Text], new: Sequence[Text]) -> list[tuple[int, int]]:
    """Pairs (index in old, index in new) that may be alike, new by new."""
    field = len(old) * len(new)
    if field <= _ALL:
        return [(i, j) for j in range(len(new)) for i in range(len(old))]
    if field <= _INDEXED:
        return list(_indexed(old, new))
    return list(_sampled(old, new))


def _indexed(old: Sequence[Text], new: Sequence[Text]) -> Iterator[tuple[int, int]]:
    """For each new clause the old ones that share most bigrams with it, for their size."""
    for j, votes in enumerate(
        _votes([text.grams for text in old], [text.grams for text in new], len(old))
    ):
        size = new[j].size
        shares = {i: count / (old[i].size + size) for i, count in votes.items()}
        yield from ((i, j) for i in sorted(shares, key=lambda i: (-shares[i], i))[:_KEPT])


def _sampled(old: Sequence[Text], new: Sequence[Text]) -> Iterator[tuple[int, int]]:
    """For each new clause the nearest of the old ones that share most rare trigrams with it."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - heavy, and most comparisons end before it

    for j, votes in enumerate(
        _votes([text.sample for text in old], [text.sample for text in new], _SHARED_BY)
    ):
        key = new[j].key
        likely = sorted(votes, key=lambda i: (-votes[i], i))[:_KEPT]
        nearest = {
            i: Indel.normalized_similarity(old[i].key, key, score_cutoff=_FARTHEST) for i in likely
        }
        ranked = sorted(likely, key=lambda i: (-nearest[i], i))[:_NEAREST]
        yield from ((i, j) for i in ranked if nearest[i])


def _votes(
    old: Sequence[Collection[str]], new: Sequence[Collection[str]], most: int
) -> Iterator[Counter[int]]:
    """For each new clause how many grams each old one shares with it; grams that more than `most`
    share do not vote.
    """
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for i, grams in enumerate(old):
        for gram in grams:
            holders[gram].append(i)
    telling = {gram: clauses for gram, clauses in holders.items() if len(clauses) <= most}
    for grams in new:
        yield Counter(chain.from_iterable([telling[gram] for gram in grams if gram in telling]))
