"""Pairs across the text: clauses that left their place and changed, which no run of neighbours can
find.

Pairs only.

Likeness alone does not prove a pair far apart: any two penalties are alike by half. So it has to be
high, or each of the two has to be clearly the likeliest that the other one has.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from watcher.diffing.pairing.alignment import Alignment
from watcher.diffing.pairing.candidates import candidate_pairs
from watcher.diffing.pairing.clause_likeness import ClauseText, likeness

Texts = tuple[Mapping[int, ClauseText], Mapping[int, ClauseText]]
Allowed = Callable[[int, int], bool]

_ALIKE: Final = 0.6  # enough by itself
_CLEARLY: Final = 0.45  # enough where no other clause comes near
_MARGIN: Final = 1.15
_LEAST: Final = 12  # bigrams: of a shorter clause no likeness is clear
_BETTER: Final = 0.2  # so much liker than the partner it has, and a clause changes partners
# Where so much came and went, the text was rewritten: pairs of clauses to exchange, likenesses to
# rule out rivals.
_MOST: Final = 30_000
_RIVALS: Final = 20_000


def exchange_partners(alignment: Alignment, texts: Texts, allowed: Allowed) -> None:
    """Give a clause the far likelier of two partners where its neighbours had left it the worse
    one.

    An article that moves often leaves one on the same subject behind: 第六十五条 on the safety of
    airports went to another chapter, and a new article on how they are run stands in its place.
    """
    for side in (0, 1):
        lonely = alignment.without_partner(1 - side)
        bound = [at for at in texts[side] if _partner_of(alignment, side, at) >= 0]
        if len(lonely) * len(bound) > _MOST:
            return
        for score, mine, theirs in _scored_across(texts, side, bound, lonely):
            partner = _partner_of(alignment, side, mine)
            taken = _partner_of(alignment, 1 - side, theirs) >= 0
            if taken or score < _ALIKE or not allowed(*_old_before_new(side, mine, theirs)):
                continue
            if score >= likeness(texts[side][mine], texts[1 - side][partner]) + _BETTER:
                alignment.part_pair(*_old_before_new(side, mine, partner))
                alignment.join_pair(*_old_before_new(side, mine, theirs))


def join_far(alignment: Alignment, texts: Texts, allowed: Allowed) -> None:
    """Pair what neither text pairs in order, the likest first."""
    scored = _scored_across(texts, 0, alignment.without_partner(0), alignment.without_partner(1))
    unsure = sum(_CLEARLY <= score < _ALIKE for score, _, _ in scored)
    weighed = unsure * (len(texts[0]) + len(texts[1])) <= _RIVALS
    for score, i, j in scored:
        if alignment.new_of[i] >= 0 or alignment.old_of[j] >= 0 or not allowed(i, j):
            continue
        if score >= _ALIKE or (
            weighed and score >= _CLEARLY and _has_no_rival(texts, i, j, score / _MARGIN)
        ):
            alignment.join_pair(i, j)


def _has_no_rival(texts: Texts, i: int, j: int, most: float) -> bool:
    """True where nothing else that changed is liker than `most` to either of the two."""
    one, other = texts[0][i], texts[1][j]
    if min(one.size, other.size) < _LEAST:
        return False
    rivals_of_old = any(likeness(one, text) > most for at, text in texts[1].items() if at != j)
    if rivals_of_old:
        return False
    return all(likeness(text, other) <= most for at, text in texts[0].items() if at != i)


def _scored_across(
    texts: Texts, side: int, mine: Iterable[int], theirs: Iterable[int]
) -> list[tuple[float, int, int]]:
    """(likeness, clause of this side, clause of the other), the likest first.

    Pairs worth naming only.
    """
    ours, others = list(mine), list(theirs)
    if not ours or not others:
        return []
    our_texts = [texts[side][at] for at in ours]
    other_texts = [texts[1 - side][at] for at in others]
    found: list[tuple[float, int, int]] = []
    for a, b in candidate_pairs(our_texts, other_texts):
        score = likeness(our_texts[a], other_texts[b])
        if score >= _CLEARLY:
            found.append((score, ours[a], others[b]))
    return sorted(found, key=lambda pair: (-pair[0], *pair[1:]))


def _partner_of(alignment: Alignment, side: int, at: int) -> int:
    return alignment.old_of[at] if side else alignment.new_of[at]


def _old_before_new(side: int, mine: int, theirs: int) -> tuple[int, int]:
    return (theirs, mine) if side else (mine, theirs)
