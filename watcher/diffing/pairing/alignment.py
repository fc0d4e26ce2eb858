"""Which clause of the old text is which of the new one.

Pairs keys; what a pair means is not decided here.

Equal clauses are found by hashing and become anchors, as in a patience diff; between the anchors
the likeliest pairs in order are chosen; what is left over on both sides may pair across the text
(see `distant`). Nothing grows with the product of the two lengths: large fields are thinned by an
index (see `candidates`).
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from watcher.diffing.pairing.candidates import candidates
from watcher.diffing.pairing.clause_likeness import Text, contained, likeness

Pair = tuple[int, int]
Keys = Mapping[int, str]
Allowed = Callable[[int, int], bool]  # may (old clause, new clause) be one
Texts = tuple[Mapping[int, Text], Mapping[int, Text]]

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
    """What may be one clause: `in_place`, where as many clauses went as came, and `beside` others
    or elsewhere.
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

    def join(self, i: int, j: int) -> None:
        self.new_of[i], self.old_of[j] = j, i

    def part(self, i: int, j: int) -> None:
        self.new_of[i], self.old_of[j] = -1, -1

    def pairs(self) -> list[Pair]:
        return [(i, j) for i, j in enumerate(self.new_of) if j >= 0]

    def alone(self, side: int) -> list[int]:
        """The clauses without a partner: of the old text (side 0) or of the new one (side 1)."""
        return [
            at for at, partner in enumerate(self.old_of if side else self.new_of) if partner < 0
        ]

    def join_equal(self, old: Keys, new: Keys) -> None:
        """Join clauses of equal key: where a key stands equally often on both sides, first to
        first.

        `old` and `new` hold a key for each clause that may be joined, and for no other.
        """
        ours, many = _places(old)
        theirs, also_many = _places(new)
        for key, i in ours.items():
            j = theirs.get(key)
            if j is None:
                continue
            if key not in many and key not in also_many:
                self.new_of[i], self.old_of[j] = j, i
            elif len(many.get(key, ())) == len(also_many.get(key, ())):
                for one, other in zip(many[key], also_many[key], strict=True):
                    self.join(one, other)
        self._spread(old, new)

    def _spread(self, old: Keys, new: Keys) -> None:
        """Join a clause to the one after (before) its neighbour's partner where the two
        are equal.
        """
        for step in (-1, 1):
            for i in self.alone(0)[::-step]:
                beside = i + step
                if i not in old or not 0 <= beside < len(self.new_of) or self.new_of[beside] < 0:
                    continue
                j = self.new_of[beside] - step
                if 0 <= j < len(self.old_of) and self.old_of[j] < 0 and old[i] == new.get(j):
                    self.join(i, j)

    def gaps(self, backbone: Sequence[Pair]) -> Iterator[tuple[list[int], list[int]]]:
        """The unpaired clauses of both sides between neighbours of the backbone."""
        edges = [(-1, -1), *backbone, (len(self.new_of), len(self.old_of))]
        for (i, j), (k, m) in pairwise(edges):
            if k - i > 1 and m - j > 1:
                olds = [x for x in range(i + 1, k) if self.new_of[x] < 0]
                news = [x for x in range(j + 1, m) if self.old_of[x] < 0]
                if olds and news:
                    yield olds, news


def _places(keys: Keys) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Key → its last place, and for keys that stand more than once all their places."""
    last = {key: at for at, key in keys.items()}
    many: dict[str, list[int]] = {}
    if len(last) < len(keys):
        for at, key in keys.items():
            if last[key] != at or key in many:
                many.setdefault(key, []).append(at)
    return last, many


def heaviest_chain(edges: Sequence[tuple[int, int, float]]) -> list[Pair]:
    """The heaviest set of (old, new, weight) that runs forward on both sides. n log n in the number
    of edges.
    """
    tails: list[int] = []  # new indexes, rising
    best: list[
        tuple[float, int]
    ] = []  # weight of the best chain ending there or before, and its last edge
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
    """The heaviest pairs that keep their order; a pair outside of it has moved.

    `weights` are of old clauses.
    """
    pairs = alignment.pairs()
    places = [j for _, j in pairs]
    if places == sorted(places):
        return pairs
    return heaviest_chain([(i, j, 1 + weights[i]) for i, j in pairs])


def join_alike(alignment: Alignment, texts: Texts, weights: Sequence[int], fits: Fits) -> None:
    """Pair what is alike but not equal, in order between the anchors; `distant` pairs across the
    text.
    """
    for olds, news in list(alignment.gaps(backbone(alignment, weights))):
        for i, j in _likeliest(olds, news, texts, fits):
            alignment.join(i, j)
    for olds, news in list(alignment.gaps(backbone(alignment, weights))):
        for i, j in _clearest(olds, news, texts):
            if _fit(olds, news, fits)(i, j):
                alignment.join(i, j)


def _fit(olds: list[int], news: list[int], fits: Fits) -> Allowed:
    return fits.in_place if len(olds) == len(news) else fits.beside


def _likeliest(olds: list[int], news: list[int], texts: Texts, fits: Fits) -> list[Pair]:
    """Weights are squared, so that one good pair outweighs two poor ones across it."""
    fit, scored = _fit(olds, news, fits), _scored(olds, news, texts)
    return heaviest_chain(
        [(i, j, score * score) for i, j, score in scored if score >= _LIKE and fit(i, j)]
    )


def _clearest(olds: list[int], news: list[int], texts: Texts) -> Iterator[Pair]:
    """What is left of a small gap: one clause with one, or two that are much liker than anything
    else in it.
    """
    old, new = texts
    if len(olds) * len(news) > _FEW:
        return
    scores = {(i, j): likeness(old[i], new[j]) for i in olds for j in news}
    for (i, j), score in scores.items():
        rivals = [other for pair, other in scores.items() if (pair[0] == i) != (pair[1] == j)]
        if score >= (max(_APART, _CLEAR * max(rivals)) if rivals else _ALONE):
            yield i, j


def _scored(olds: list[int], news: list[int], texts: Texts) -> Iterator[tuple[int, int, float]]:
    old, new = texts
    for a, b in candidates([old[i] for i in olds], [new[j] for j in news]):
        i, j = olds[a], news[b]
        score = likeness(old[i], new[j])
        if (
            score < _LIKE
            and min(old[i].size, new[j].size) >= _LEAST
            and contained(old[i], new[j]) >= _WITHIN
        ):
            score = _LIKE  # an article that grew to several times its length is still that article
        yield i, j, score
