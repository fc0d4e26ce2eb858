"""Two texts → the clauses that differ: structure, pairs, words and figures put together.

No rules of its own.

The work is done on the two texts in a canonical order and mirrored where needed, so that compare(b,
a) is the mirror of compare(a, b) whatever ties were broken on the way.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Final

from watcher.diffing.clause_changes import ClauseChange, ClauseFact, ClauseKind, Mark
from watcher.diffing.clauses.references import followed
from watcher.diffing.clauses.rejoining import rejoined
from watcher.diffing.clauses.structure import Clause, clauses
from watcher.diffing.noise.folding import folded
from watcher.diffing.pairing.clause_pairing import Pairing
from watcher.diffing.redline.figures import differing
from watcher.diffing.redline.marked_words import Redliner

# where a change stands in (the old text's order, the new text's order)
Place = tuple[tuple[int, int], tuple[int, int]]
Placed = tuple[Place, ClauseChange]

_OPPOSITE: Final[dict[ClauseKind, ClauseKind]] = {
    "added": "removed",
    "removed": "added",
    "split": "merged",
    "merged": "split",
}
_TURNED: Final[dict[Mark, Mark]] = {"deleted": "inserted", "inserted": "deleted", "same": "same"}


def compare(old: Sequence[str], new: Sequence[str]) -> tuple[ClauseChange, ...]:
    """Every clause that differs between two texts, in the new text's order; a removed one follows
    its old neighbour.

    `old` and `new` are logical lines (hard line breaks joined). Identical texts, and texts that
    differ in noise only (see `noise`), give ().

    A clause split in two gives a `split` with both texts, and a `split` a further part: `old` is
    the label it came from, `old_text` None. Clauses merged into one give a `merged` with both
    texts, and a `merged` a further origin: `new` is the label it went to, `new_text` None. The
    words of the former hold all the parts: what only changed its clause is neither deleted nor
    inserted.
    """
    old, new = list(old), list(new)
    if old == new:
        return ()
    if old <= new:
        placed = _Telling(*rejoined(clauses(old), clauses(new))).changes()
        return tuple(change for _, change in sorted(placed, key=lambda p: p[0][1]))
    placed = _Telling(*rejoined(clauses(new), clauses(old))).changes()
    return tuple(_mirrored(change) for _, change in sorted(placed, key=lambda p: p[0][0]))


def _mirrored(change: ClauseChange) -> ClauseChange:
    runs = [(_TURNED[mark], text) for mark, text in change.words]
    for at in range(len(runs) - 1):  # what goes stands before what comes
        if runs[at][0] == "inserted" and runs[at + 1][0] == "deleted":
            runs[at : at + 2] = [runs[at + 1], runs[at]]
    return ClauseChange(
        kind=_OPPOSITE.get(change.kind, change.kind),
        old=change.new,
        new=change.old,
        old_text=change.new_text,
        new_text=change.old_text,
        facts=tuple(ClauseFact(fact.what, fact.new, fact.old) for fact in change.facts),
        words=tuple(runs),
        typographic=change.typographic,
        references=tuple((new, old) for old, new in change.references),
    )


class _Telling:
    """What the pairs of two texts mean, as changes with their places."""

    def __init__(self, old: list[Clause], new: list[Clause]) -> None:
        self.old, self.new = old, new
        self.pairing = Pairing(old, new)
        self.redliner = Redliner(self.pairing.grams(), self.pairing.numbers)
        self.in_order = set(self.pairing.spine)
        self.parts = _by_whole(self.pairing.split)
        self.origins = _by_whole(self.pairing.merged)

    def changes(self) -> list[Placed]:
        alignment = self.pairing.alignment
        placed: list[Placed] = []
        for i, j in self.pairing.altered():
            if change := self._paired(i, j):
                placed.append((((i, 0), (j, 0)), change))
        placed += (((self._beside(j, 1), (j, 0)), self._added(j)) for j in alignment.alone(1))
        placed += ((((i, 0), self._beside(i, 0)), self._removed(i)) for i in alignment.alone(0))
        return placed

    def _beside(self, at: int, side: int) -> tuple[int, int]:
        """The place on the other side after the partner of the nearest clause before this one."""
        spine = self.pairing.spine
        before = bisect_left(spine, at, key=itemgetter(side))
        return (spine[before - 1][1 - side] if before else -1, 1 + at)

    def _paired(self, i: int, j: int) -> ClauseChange | None:
        was, now = self.old[i], self.new[j]
        if i in self.parts or j in self.origins or not self.pairing.same_words(i, j):
            return self._amendment(i, j)
        if (i, j) not in self.in_order:
            return ClauseChange("moved", was.label, now.label, was.text, now.text)
        if _number(was) != _number(now):
            return ClauseChange("renumbered", was.label, now.label, was.text, now.text)
        return None

    def _amendment(self, i: int, j: int) -> ClauseChange:
        was, now = self.old[i], self.new[j]
        words = self.redliner.runs(
            _joined(self.old, i, self.origins.get(j, [])),
            _joined(self.new, j, self.parts.get(i, [])),
        )
        return ClauseChange(
            kind="split" if i in self.parts else "merged" if j in self.origins else "amended",
            old=was.label,
            new=now.label,
            old_text=was.text,
            new_text=now.text,
            facts=differing(words),
            words=words,
            typographic=self.pairing.typographic(i, j),
            references=followed(words, self.pairing.numbers),
        )

    def _added(self, j: int) -> ClauseChange:
        now = self.new[j]
        origin = self.pairing.split.get(j)
        if origin is not None:
            return ClauseChange("split", self.old[origin].label, now.label, None, now.text)
        return ClauseChange("added", None, now.label, None, now.text)

    def _removed(self, i: int) -> ClauseChange:
        was = self.old[i]
        successor = self.pairing.merged.get(i)
        if successor is not None:
            return ClauseChange("merged", was.label, self.new[successor].label, was.text, None)
        return ClauseChange("removed", was.label, None, was.text, None)


def _by_whole(parts: Mapping[int, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for part, whole in parts.items():
        found.setdefault(whole, []).append(part)
    return found


def _joined(side: list[Clause], at: int, others: list[int]) -> str:
    """A clause's text, with those that went into it or came out of it, in their order."""
    return "\n".join(side[each].text for each in sorted([at, *others]))


def _number(clause: Clause) -> str:
    return folded(clause.label or clause.number or "")
