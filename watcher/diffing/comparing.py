"""Two texts → the clauses that differ: structure, pairs, words and figures put together.

No rules of its own.

The work is done on the two texts in a canonical order and mirrored where needed, so that compare(b,
a) is the mirror of compare(a, b) whatever ties were broken on the way.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Final

from watcher.diffing.clause_changes import ClauseChange, ClauseFact, ClauseKind, Mark
from watcher.diffing.clauses.references import followed_references
from watcher.diffing.clauses.rejoining import rejoin_paragraphs
from watcher.diffing.clauses.structure import Clause, split_clauses
from watcher.diffing.noise.folding import fold_noise
from watcher.diffing.pairing.clause_pairing import Pairing
from watcher.diffing.redline.figures import differing_figures
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
    # ties are broken by order: always compared the same way round, so that both ways agree
    mirrored = old > new
    first, second = (new, old) if mirrored else (old, new)
    sides = rejoin_paragraphs(split_clauses(first), split_clauses(second))
    placed = _PairReading(*sides).placed_changes()
    if mirrored:
        placed.sort(key=lambda one: one[0][0])
        return tuple(_mirror_change(change) for _, change in placed)
    placed.sort(key=lambda one: one[0][1])
    return tuple(change for _, change in placed)


def _mirror_change(change: ClauseChange) -> ClauseChange:
    runs = [(_TURNED[mark], text) for mark, text in change.words]
    for at in range(len(runs) - 1):  # what goes stands before what comes
        if runs[at][0] == "inserted" and runs[at + 1][0] == "deleted":
            runs[at : at + 2] = [runs[at + 1], runs[at]]
    facts = tuple(ClauseFact(fact.what, fact.new, fact.old) for fact in change.facts)
    return ClauseChange(
        kind=_OPPOSITE.get(change.kind, change.kind),
        old=change.new,
        new=change.old,
        old_text=change.new_text,
        new_text=change.old_text,
        facts=facts,
        words=tuple(runs),
        typographic=change.typographic,
        references=tuple((new, old) for old, new in change.references),
    )


class _PairReading:
    """Reads off the pairs of two texts the changes they mean, each with its places."""

    def __init__(self, old: list[Clause], new: list[Clause]) -> None:
        self.old, self.new = old, new
        self.pairing = Pairing(old, new)
        self.redliner = Redliner(self.pairing.changed_bigrams(), self.pairing.numbers)
        self.in_order = set(self.pairing.spine)
        self.parts = _by_whole(self.pairing.split)
        self.origins = _by_whole(self.pairing.merged)

    def placed_changes(self) -> list[Placed]:
        placed: list[Placed] = []
        for i, j in self.pairing.altered_pairs():
            if change := self._changed_pair(i, j):
                placed.append((((i, 0), (j, 0)), change))
        return [*placed, *self._without_partner()]

    def _without_partner(self) -> Iterator[Placed]:
        alignment = self.pairing.alignment
        for j in alignment.without_partner(1):
            yield (self._place_beside(j, 1), (j, 0)), self._added_clause(j)
        for i in alignment.without_partner(0):
            yield ((i, 0), self._place_beside(i, 0)), self._removed_clause(i)

    def _place_beside(self, at: int, side: int) -> tuple[int, int]:
        """The place on the other side after the partner of the nearest clause before this one."""
        spine = self.pairing.spine
        before = bisect_left(spine, at, key=itemgetter(side))
        return (spine[before - 1][1 - side] if before else -1, 1 + at)

    def _changed_pair(self, i: int, j: int) -> ClauseChange | None:
        was, now = self.old[i], self.new[j]
        if i in self.parts or j in self.origins or not self.pairing.same_words(i, j):
            return self._amended_clause(i, j)
        if (i, j) not in self.in_order:
            return ClauseChange("moved", was.label, now.label, was.text, now.text)
        if _folded_number(was) != _folded_number(now):
            return ClauseChange("renumbered", was.label, now.label, was.text, now.text)
        return None

    def _amended_clause(self, i: int, j: int) -> ClauseChange:
        was, now = self.old[i], self.new[j]
        words = self.redliner.mark_words(
            _joined_text(self.old, i, self.origins.get(j, [])),
            _joined_text(self.new, j, self.parts.get(i, [])),
        )
        kind: ClauseKind = "amended"
        if i in self.parts:
            kind = "split"
        elif j in self.origins:
            kind = "merged"
        return ClauseChange(
            kind=kind,
            old=was.label,
            new=now.label,
            old_text=was.text,
            new_text=now.text,
            facts=differing_figures(words),
            words=words,
            typographic=self.pairing.is_typographic(i, j),
            references=followed_references(words, self.pairing.numbers),
        )

    def _added_clause(self, j: int) -> ClauseChange:
        now = self.new[j]
        origin = self.pairing.split.get(j)
        if origin is not None:
            return ClauseChange("split", self.old[origin].label, now.label, None, now.text)
        return ClauseChange("added", None, now.label, None, now.text)

    def _removed_clause(self, i: int) -> ClauseChange:
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


def _joined_text(side: list[Clause], at: int, others: list[int]) -> str:
    """A clause's text, with those that went into it or came out of it, in their order."""
    return "\n".join(side[each].text for each in sorted([at, *others]))


def _folded_number(clause: Clause) -> str:
    return fold_noise(clause.label or clause.number or "")
