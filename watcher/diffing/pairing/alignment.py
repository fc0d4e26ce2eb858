"""Finds for a clause of the old text the one of the new text that it lives on as.

Pairs keys; what a pair means is not decided here.

Equal clauses are found by hashing and become anchors, as in a patience diff; between the anchors
the likeliest pairs in order are chosen; what is left over on both sides may pair across the text
(see `distant_pairs`). Nothing grows with the product of the two lengths: large fields are thinned
by an index (see `candidates`).
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from watcher.diffing.pairing.candidates import candidate_pairs
from watcher.diffing.pairing.clause_likeness import ClauseText, likeness, share_contained

Pair = tuple[int, int]
Keys = Mapping[int, str]
Allowed = Callable[[int, int], bool]  # may (old clause, new clause) be one
Texts = tuple[Mapping[int, ClauseText], Mapping[int, ClauseText]]

# Least likeness to call two clauses one: between anchors, alone between anchors, and beside others
# there.
_LIKE: Final = 0.4
_ALONE: Final = 0.3
_APART: Final = 0.35
_CLEAR: Final = 1.5  # times the likeness of any other pair that has one of the two
_FEW: Final = 36  # pairs of a small gap
_WITHIN: Final = 0.85  # of the shorter one stands in the longer one
_LEAST: Final = 12  # bigrams: a shorter clause stands in many others by chance


class Fits(NamedTuple):
    """Judges of two clauses that may be one.

    `in_place` is for gaps where as many clauses went as came, `beside` for all others.
    """

    in_place: Allowed
    beside: Allowed


class Alignment:
    """`new_of[i]` is the index in the new text of old clause i, -1 for none; `old_of`
    the reverse.
    """

    def __init__(self, olds: int, news: int) -> None:
        self.new_of = [-1] * olds
        self.old_of = [-1] * news

    def join_pair(self, i: int, j: int) -> None:
        self.new_of[i], self.old_of[j] = j, i

    def part_pair(self, i: int, j: int) -> None:
        self.new_of[i], self.old_of[j] = -1, -1

    def joined_pairs(self) -> list[Pair]:
        return [(i, j) for i, j in enumerate(self.new_of) if j >= 0]

    def without_partner(self, side: int) -> list[int]:
        """The clauses without a partner: of the old text (side 0) or of the new one (side 1)."""
        return [
            at for at, partner in enumerate(self.old_of if side else self.new_of) if partner < 0
        ]

    def join_equal(self, old: Keys, new: Keys) -> None:
        """Join clauses of equal key: where a key stands equally often on both sides, first to
        first.

        `old` and `new` hold a key for each clause that may be joined, and for no other.
        """
        ours, many = _places_of_keys(old)
        theirs, also_many = _places_of_keys(new)
        for key, i in ours.items():
            j = theirs.get(key)
            if j is None:
                continue
            if key not in many and key not in also_many:
                self.new_of[i], self.old_of[j] = j, i
            elif len(many.get(key, ())) == len(also_many.get(key, ())):
                for one, other in zip(many[key], also_many[key], strict=True):
                    self.join_pair(one, other)
        self._join_beside(old, new)

    def _join_beside(self, old: Keys, new: Keys) -> None:
        """Join a clause to the one after (before) its neighbour's partner where the two
        are equal.
        """
        for step in (-1, 1):
            for i in self.without_partner(0)[::-step]:
                beside = i + step
                if i not in old or not 0 <= beside < len(self.new_of) or self.new_of[beside] < 0:
                    continue
                j = self.new_of[beside] - step
                if 0 <= j < len(self.old_of) and self.old_of[j] < 0 and old[i] == new.get(j):
                    self.join_pair(i, j)

    def gaps_between(self, backbone: Sequence[Pair]) -> Iterator[tuple[list[int], list[int]]]:
        """The unpaired clauses of both sides between neighbours of the backbone."""
        edges = [(-1, -1), *backbone, (len(self.new_of), len(self.old_of))]
        for (i, j), (k, m) in pairwise(edges):
            if k - i > 1 and m - j > 1:
                olds = [x for x in range(i + 1, k) if self.new_of[x] < 0]
                news = [x for x in range(j + 1, m) if self.old_of[x] < 0]
                if olds and news:
                    yield olds, news


def _places_of_keys(keys: Keys) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Key → its last place, and for keys that stand more than once all their places."""
    last = {key: at for at, key in keys.items()}
    many: dict[str, list[int]] = {}
    if len(last) < len(keys):
        for at, key in keys.items():
            if last[key] != at or key in many:
                many.setdefault(key, []).append(at)
    return last, many


def heaviest_chain(edges: Sequence[tuple[int, int, float]]) -> list[Pair]:
    """The heaviest set of (old, new, weight) that runs forward on both sides.

    n log n in the number of edges.
    """
    chains = _Chains()
    back = [-1] * len(edges)  # the edge before each in the best chain that it ends
    # of one old clause the farthest first, so that no chain has two of its edges
    order = sorted(range(len(edges)), key=lambda e: (edges[e][0], -edges[e][1]))
    for e in order:
        _, j, weight = edges[e]
        before, back[e] = chains.best_before(j)
        chains.keep(j, before + weight, e)
    chain: list[Pair] = []
    e = chains.best[-1][1] if chains.best else -1
    while e >= 0:
        chain.append(edges[e][:2])
        e = back[e]
    return chain[::-1]


class _Chains:
    """The best chains so far by the new clause that they end at; heavier ones end later."""

    def __init__(self) -> None:
        self.tails: list[int] = []  # new clauses, rising
        self.best: list[tuple[float, int]] = []  # weight and last edge of the chain ending there

    def best_before(self, j: int) -> tuple[float, int]:
        """Weight and last edge of the best chain that ends before a new clause; (0, -1) if none."""
        at = bisect_right(self.tails, j - 1)
        return self.best[at - 1] if at else (0, -1)

    def keep(self, j: int, total: float, edge: int) -> None:
        """Take in a chain that ends at j, unless one as heavy ends there or before.

        Lighter ones that end later are of no more use.
        """
        after = bisect_right(self.tails, j)
        if after and self.best[after - 1][0] >= total:
            return
        stop = after
        while stop < len(self.tails) and self.best[stop][0] <= total:
            stop += 1
        start = after - 1 if after and self.tails[after - 1] == j else after
        self.tails[start:stop] = [j]
        self.best[start:stop] = [(total, edge)]


def ordered_pairs(alignment: Alignment, weights: Sequence[int]) -> list[Pair]:
    """The heaviest pairs that keep their order; a pair outside of it has moved.

    `weights` are of old clauses.
    """
    pairs = alignment.joined_pairs()
    places = [j for _, j in pairs]
    if places == sorted(places):
        return pairs
    return heaviest_chain([(i, j, 1 + weights[i]) for i, j in pairs])


def join_alike(alignment: Alignment, texts: Texts, weights: Sequence[int], fits: Fits) -> None:
    """Pair what is alike but not equal, in order between the anchors; `distant_pairs` across the
    text.
    """
    for olds, news in list(alignment.gaps_between(ordered_pairs(alignment, weights))):
        for i, j in _likeliest_pairs(olds, news, texts, fits):
            alignment.join_pair(i, j)
    for olds, news in list(alignment.gaps_between(ordered_pairs(alignment, weights))):
        for i, j in _clearest_pairs(olds, news, texts):
            if _fit_of_gap(olds, news, fits)(i, j):
                alignment.join_pair(i, j)


def _fit_of_gap(olds: list[int], news: list[int], fits: Fits) -> Allowed:
    return fits.in_place if len(olds) == len(news) else fits.beside


def _likeliest_pairs(olds: list[int], news: list[int], texts: Texts, fits: Fits) -> list[Pair]:
    """Weights are squared, so that one good pair outweighs two poor ones across it."""
    fit, scored = _fit_of_gap(olds, news, fits), _scored_pairs(olds, news, texts)
    return heaviest_chain(
        [(i, j, score * score) for i, j, score in scored if score >= _LIKE and fit(i, j)]
    )


def _clearest_pairs(olds: list[int], news: list[int], texts: Texts) -> Iterator[Pair]:
    """The rest of a small gap: one clause with one, or two much liker than all else in it."""
    old, new = texts
    if len(olds) * len(news) > _FEW:
        return
    scores: dict[Pair, float] = {}
    for i in olds:
        for j in news:
            scores[i, j] = likeness(old[i], new[j])
    for (i, j), score in scores.items():
        rivals = [other for pair, other in scores.items() if (pair[0] == i) != (pair[1] == j)]
        least = max(_APART, _CLEAR * max(rivals)) if rivals else _ALONE
        if score >= least:
            yield i, j


def _scored_pairs(
    olds: list[int], news: list[int], texts: Texts
) -> Iterator[tuple[int, int, float]]:
    old, new = texts
    ours = [old[i] for i in olds]
    theirs = [new[j] for j in news]
    for a, b in candidate_pairs(ours, theirs):
        i, j = olds[a], news[b]
        score = likeness(old[i], new[j])
        if (
            score < _LIKE
            and min(old[i].size, new[j].size) >= _LEAST
            and share_contained(old[i], new[j]) >= _WITHIN
        ):
            score = _LIKE  # an article that grew to several times its length is still that article
        yield i, j, score
