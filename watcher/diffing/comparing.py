"""Two texts → the clauses that differ: puts structure, alignment, words and figures together. No rules of its own.

The work is done on the two texts in a canonical order and mirrored where needed, so that compare(b, a) is the mirror
of compare(a, b) whatever ties were broken on the way.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from watcher.diffing.alignment import Alignment, Pair, backbone, join_alike
from watcher.diffing.changes import ClauseChange, ClauseFact, ClauseKind, Mark
from watcher.diffing.figures import differing
from watcher.diffing.likeness import Text, likeness
from watcher.diffing.noise import folded, unspelled
from watcher.diffing.partition import Whole, partings
from watcher.diffing.references import follows, masked
from watcher.diffing.structure import Clause, clauses
from watcher.diffing.words import Redliner

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
_NEARLY: Final = 0.9
_SAMPLE: Final = 300  # clauses are enough to learn the words of a text from


def compare(old: Sequence[str], new: Sequence[str]) -> tuple[ClauseChange, ...]:
    """Every clause that differs between two texts, in the new text's order; a removed one follows its old neighbour.

    `old` and `new` are logical lines (hard line breaks joined). Identical texts, and texts that differ in noise only
    (see `noise`), give ().

    A clause split in two gives a `split` with both texts, and a `split` a further part: `old` is the label it came
    from, `old_text` None. Clauses merged into one give a `merged` with both texts, and a `merged` a further origin:
    `new` is the label it went to, `new_text` None.
    """
    old, new = list(old), list(new)
    if old == new:
        return ()
    if old <= new:
        placed = _Comparison(clauses(old), clauses(new)).changes()
        return tuple(change for _, change in sorted(placed, key=lambda p: p[0][1]))
    placed = _Comparison(clauses(new), clauses(old)).changes()
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
    )


class _Comparison:
    """One comparison: aligns on construction, `changes` tells what the alignment means."""

    def __init__(self, old: list[Clause], new: list[Clause]) -> None:
        self.old, self.new = old, new
        self.alignment = Alignment(len(old), len(new))
        self.weights = [len(c.text) for c in old]
        self.same = self._join()
        self.spine = backbone(self.alignment, self.weights)
        self.split = partings(self._alone(1), self._amended(0))
        self.merged = partings(self._alone(0), self._amended(1))
        self._name_after_first()
        self.redliner = Redliner(self._grams())
        self.in_order = set(self.spine)
        self.numbers = self._numbers()

    def _join(self) -> set[Pair]:
        """Align; the pairs whose words are equal as they stand."""
        a = self.alignment
        a.join_equal(_bodies(self.old), _bodies(self.new))
        self.texts = (_texts(self.old, a.alone(0)), _texts(self.new, a.alone(1)))
        a.join_equal(*({at: text.key for at, text in side.items()} for side in self.texts))
        same = set(a.pairs())
        for fold in (masked, unspelled):
            a.join_equal(*({at: fold(side[at].key) for at in a.alone(n)} for n, side in enumerate(self.texts)))
        join_alike(a, self.texts, self.weights, self._allowed)
        return same

    def _allowed(self, i: int, j: int) -> bool:
        return (self.old[i].form == "heading") == (self.new[j].form == "heading")

    def _alone(self, side: int) -> dict[int, Text]:
        return {at: self.texts[side][at] for at in self.alignment.alone(side)}

    def _amended(self, side: int) -> dict[int, Whole]:
        """The clauses of one side whose words changed."""
        ours, theirs = self.texts[side], self.texts[1 - side]
        pairs = [pair for pair in self.alignment.pairs() if pair not in self.same]
        return {pair[side]: Whole(ours[pair[side]], theirs[pair[1 - side]], pair[1 - side]) for pair in pairs}

    def _grams(self) -> Counter[str]:
        """Bigrams of what changed, for the redline to know words by."""
        grams: Counter[str] = Counter()
        for whole in list(self._amended(0).values())[:_SAMPLE]:
            grams.update(whole.text.grams)
            grams.update(whole.partner.grams)
        return grams

    def _name_after_first(self) -> None:
        """A clause merged from two that are about as like it is the first one's successor, as decisions put it."""
        for i, j in sorted(self.merged.items(), reverse=True):
            main = self.alignment.old_of[j]
            one, other = self.texts[0][i], self.texts[0][main]
            if i < main and likeness(one, self.texts[1][j]) >= _NEARLY * likeness(other, self.texts[1][j]):
                self.alignment.new_of[main] = -1
                self.alignment.join(i, j)
                self.merged[main] = j
                del self.merged[i]
        self.spine = backbone(self.alignment, self.weights)

    def _numbers(self) -> dict[str, str]:
        """Old number → new number of every clause and chapter that lives on."""
        numbers: dict[str, str] = {}
        for i, j in [*self.alignment.pairs(), *self.merged.items()]:
            was, now = self.old[i], self.new[j]
            one, other = was.label or was.number, now.label or now.number
            if one and other:
                numbers.setdefault(one, other)
        return numbers

    def changes(self) -> list[Placed]:
        placed: list[Placed] = []
        for i, j in self._altered():
            if change := self._paired(i, j):
                placed.append((((i, 0), (j, 0)), change))
        placed += (((self._beside(j, 1), (j, 0)), self._added(j)) for j in self.alignment.alone(1))
        placed += ((((i, 0), self._beside(i, 0)), self._removed(i)) for i in self.alignment.alone(0))
        return placed

    def _altered(self) -> list[Pair]:
        """Pairs that are not plainly the same: other words, another number or another place."""
        plain = self.same.intersection(self.spine)
        return [
            (i, j)
            for i, j in self.alignment.pairs()
            if (i, j) not in plain or self.old[i].label != self.new[j].label or self.old[i].number != self.new[j].number
        ]

    def _beside(self, at: int, side: int) -> tuple[int, int]:
        """The place on the other side after the partner of the nearest clause before this one."""
        before = bisect_left(self.spine, at, key=itemgetter(side))
        return (self.spine[before - 1][1 - side] if before else -1, 1 + at)

    def _paired(self, i: int, j: int) -> ClauseChange | None:
        was, now = self.old[i], self.new[j]
        same = (i, j) in self.same or self._only_refers(i, j)
        if not same or j in self.merged.values() or i in self.split.values():
            return self._amendment(i, j)
        if (i, j) not in self.in_order:
            return ClauseChange("moved", was.label, now.label, was.text, now.text)
        if _number(was) != _number(now):
            return ClauseChange("renumbered", was.label, now.label, was.text, now.text)
        return None

    def _only_refers(self, i: int, j: int) -> bool:
        one, other = self.texts[0][i].key, self.texts[1][j].key
        return masked(one) == masked(other) and follows(one, other, self.numbers)

    def _amendment(self, i: int, j: int) -> ClauseChange:
        was, now = self.old[i], self.new[j]
        kind: ClauseKind = "amended"
        if i in self.split.values():
            kind = "split"
        elif j in self.merged.values():
            kind = "merged"
        words = self.redliner.runs(was.text, now.text)
        return ClauseChange(
            kind, was.label, now.label, was.text, now.text,
            facts=differing(words),
            words=words,
            typographic=unspelled(self.texts[0][i].key) == unspelled(self.texts[1][j].key),
        )  # fmt: skip

    def _added(self, j: int) -> ClauseChange:
        now = self.new[j]
        if j in self.split:
            return ClauseChange("split", self.old[self.split[j]].label, now.label, None, now.text)
        return ClauseChange("added", None, now.label, None, now.text)

    def _removed(self, i: int) -> ClauseChange:
        was = self.old[i]
        if i in self.merged:
            return ClauseChange("merged", was.label, self.new[self.merged[i]].label, was.text, None)
        return ClauseChange("removed", was.label, None, was.text, None)


def _body(clause: Clause) -> str:
    """What has to be equal for the clause to be the same: a chapter's title without its number."""
    return clause.text.removeprefix(clause.number) if clause.number else clause.text


def _number(clause: Clause) -> str:
    return folded(clause.label or clause.number or "")


def _bodies(side: list[Clause]) -> dict[int, str]:
    return {at: _body(clause) for at, clause in enumerate(side)}


def _texts(side: list[Clause], alone: list[int]) -> dict[int, Text]:
    """Folding costs: only what is not equal as it stands is folded."""
    return {at: Text(folded(_body(side[at]))) for at in alone}
