"""Which clause of the old text is which of the new one. Pairs keys; what a pair means is not decided here.

Equal clauses are found by hashing and become anchors, as in a patience diff; between the anchors the likeliest pairs
in order are chosen; what is left over on both sides may pair across the text. Nothing grows with the product of the
two lengths: large fields are thinned by an index (see `likeness.candidates`).
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from watcher.diffing.likeness import Text, candidates, likeness

Pair = tuple[int, int]
Allowed = Callable[[int, int], bool]
Texts = tuple[Sequence[Text], Sequence[Text]]

# Least likeness to call two clauses one: between anchors, alone between anchors, and far apart.
_LIKE: Final = 0.4
_ALONE: Final = 0.3
_FAR: Final = 0.6


class Alignment:
    """`new_of[i]` is the index in the new text of old clause i, -1 for none; `old_of` the reverse."""

    def __init__(self, olds: int, news: int) -> None:
        self.new_of = [-1] * olds
        self.old_of = [-1] * news

    def join(self, i: int, j: int) -> None:
        self.new_of[i], self.old_of[j] = j, i

    def pairs(self) -> list[Pair]:
        return [(i, j) for i, j in enumerate(self.new_of) if j >= 0]

    def join_equal(self, old: Sequence[str], new: Sequence[str]) -> None:
        """Join unpaired clauses of equal key: where a key stands equally often on both sides, first to first."""
        where: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for i, j in enumerate(self.new_of):
            if j < 0:
                where[old[i]][0].append(i)
        for j, i in enumerate(self.old_of):
            if i < 0:
                where[new[j]][1].append(j)
        for olds, news in where.values():
            if len(olds) == len(news):
                for i, j in zip(olds, news, strict=True):
                    self.join(i, j)
        self._spread(old, new)

    def _spread(self, old: Sequence[str], new: Sequence[str]) -> None:
        """From every pair outwards: a neighbour that equals the pair's other neighbour is paired too."""
        for step in (1, -1):
            for i, j in self.pairs()[::step]:
                after, beside = i + step, j + step
                while (
                    0 <= after < len(old)
                    and 0 <= beside < len(new)
                    and self.new_of[after] < 0
                    and self.old_of[beside] < 0
                    and old[after] == new[beside]
                ):
                    self.join(after, beside)
                    after, beside = after + step, beside + step

    def gaps(self, backbone: Sequence[Pair]) -> Iterator[tuple[list[int], list[int]]]:
        """The unpaired clauses of both sides between neighbours of the backbone."""
        edges = [(-1, -1), *backbone, (len(self.new_of), len(self.old_of))]
        for (i, j), (k, m) in zip(edges, edges[1:], strict=False):
            if k - i > 1 and m - j > 1:
                olds = [x for x in range(i + 1, k) if self.new_of[x] < 0]
                news = [x for x in range(j + 1, m) if self.old_of[x] < 0]
                if olds and news:
                    yield olds, news


def heaviest_chain(edges: Sequence[tuple[int, int, float]]) -> list[Pair]:
    """The heaviest set of (old, new, weight) that runs forward on both sides. n log n in the number of edges."""
    tails: list[int] = []  # new indexes, rising
    best: list[tuple[float, int]] = []  # weight of the best chain ending there or before, and its last edge
    back = [-1] * len(edges)
    order = sorted(range(len(edges)), key=lambda e: (edges[e][0], -edges[e][1]))
    for e in order:
        _, j, weight = edges[e]
        at = bisect_right(tails, j - 1)
        total, back[e] = (best[at - 1][0] + weight, best[at - 1][1]) if at else (weight, -1)
        after = bisect_right(tails, j)
        if after and best[after - 1][0] >= total:
            continue
        stop = after
        while stop < len(tails) and best[stop][0] <= total:
            stop += 1
        start = after - 1 if after and tails[after - 1] == j else after
        tails[start:stop] = [j]
        best[start:stop] = [(total, e)]
    chain = []
    e = best[-1][1] if best else -1
    while e >= 0:
        chain.append(edges[e][:2])
        e = back[e]
    return chain[::-1]


def backbone(alignment: Alignment, weights: Sequence[int]) -> list[Pair]:
    """The heaviest pairs that keep their order; a pair outside of it has moved. `weights` are of old clauses."""
    pairs = alignment.pairs()
    if all(a[1] < b[1] for a, b in zip(pairs, pairs[1:], strict=False)):
        return pairs
    return heaviest_chain([(i, j, 1 + weights[i]) for i, j in pairs])


def join_alike(alignment: Alignment, texts: Texts, weights: Sequence[int], allowed: Allowed) -> None:
    """Pair what is alike but not equal: first in order between the anchors, then across the text."""
    old, new = texts
    for olds, news in list(alignment.gaps(backbone(alignment, weights))):
        for i, j in _likeliest(olds, news, texts, allowed):
            alignment.join(i, j)
    for olds, news in list(alignment.gaps(backbone(alignment, weights))):
        if len(olds) == len(news) == 1:
            i, j = olds[0], news[0]
            if allowed(i, j) and likeness(old[i], new[j]) >= _ALONE:
                alignment.join(i, j)
    _join_far(alignment, texts, allowed)


def _likeliest(olds: list[int], news: list[int], texts: Texts, allowed: Allowed) -> list[Pair]:
    """Weights are squared, so that one good pair outweighs two poor ones across it."""
    scored = _scored(olds, news, texts)
    return heaviest_chain([(i, j, score * score) for i, j, score in scored if score >= _LIKE and allowed(i, j)])


def _scored(olds: list[int], news: list[int], texts: Texts) -> Iterator[tuple[int, int, float]]:
    old, new = texts
    for a, b in candidates([old[i] for i in olds], [new[j] for j in news]):
        i, j = olds[a], news[b]
        yield i, j, likeness(old[i], new[j])


def _join_far(alignment: Alignment, texts: Texts, allowed: Allowed) -> None:
    olds = [i for i, j in enumerate(alignment.new_of) if j < 0]
    news = [j for j, i in enumerate(alignment.old_of) if i < 0]
    scored = sorted((-score, i, j) for i, j, score in _scored(olds, news, texts) if score >= _FAR)
    for _, i, j in scored:
        if alignment.new_of[i] < 0 and alignment.old_of[j] < 0 and allowed(i, j):
            alignment.join(i, j)
