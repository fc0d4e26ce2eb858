"""A paragraph that one text breaks and the other does not → one clause on both sides.

Joins clauses, compares no words.

Inside an article the breaks are layout anyway; this is for what stands outside: preambles, notices
without numbers. (`reflow` gives a whole text the lines of its predecessor, so that what it hides
can be listed; this is for any two.)
"""

from typing import Final

from watcher.diffing.clauses.structure import Clause
from watcher.diffing.noise.folding import fold_noise

_MOST: Final = 12  # pieces of one paragraph
_HEAD: Final = 4  # characters that pieces are found by
_ALIKE: Final = 20  # paragraphs that begin alike; of a longer list the others are left as they are


def rejoin_paragraphs(old: list[Clause], new: list[Clause]) -> tuple[list[Clause], list[Clause]]:
    """Both texts, with the paragraphs that differ only in how they are broken joined on the side
    that breaks them.
    """
    ours, theirs = _loose_paragraphs(old, new), _loose_paragraphs(new, old)
    if not ours or not theirs or len(ours) == len(theirs) == 1:
        return old, new
    return _join_pieces(old, ours, theirs), _join_pieces(new, theirs, ours)


def _loose_paragraphs(side: list[Clause], other: list[Clause]) -> dict[int, str]:
    """The folded text of each paragraph without a number that the other side does not have as it
    is.
    """
    known = {clause.text for clause in other if clause.form == "text"}
    return {
        at: fold_noise(clause.text)
        for at, clause in enumerate(side)
        if clause.form == "text" and clause.text not in known
    }


def _join_pieces(
    side: list[Clause], pieces: dict[int, str], wholes: dict[int, str]
) -> list[Clause]:
    """`side` with every run of pieces that spells a paragraph of the other side as one clause."""
    by_head: dict[str, list[str]] = {}
    for whole in wholes.values():
        alike = by_head.setdefault(whole[:_HEAD], [])
        if len(alike) < _ALIKE:
            alike.append(whole)
    ends: dict[int, int] = {}
    for at, text in pieces.items():
        alike = by_head.get(text[:_HEAD], [])
        ends[at] = max((_end_of_pieces(pieces, at, whole) for whole in alike), default=0)
    if not any(ends.values()):
        return side
    done: list[Clause] = []
    at = 0
    while at < len(side):
        end = ends.get(at) or at + 1
        done.append(side[at] if end == at + 1 else _as_one_clause(side[at:end]))
        at = end
    return done


def _end_of_pieces(pieces: dict[int, str], at: int, whole: str) -> int:
    """Behind the last of the pieces that spell `whole` from `at` on; 0 where they do not."""
    spelt = ""
    for end in range(at, at + _MOST):
        piece = pieces.get(end)
        if not piece or not whole.startswith(piece, len(spelt)):
            return 0
        spelt += piece
        if len(spelt) == len(whole):
            return end + 1
    return 0


def _as_one_clause(pieces: list[Clause]) -> Clause:
    return Clause(None, "text", "".join(piece.text for piece in pieces))
