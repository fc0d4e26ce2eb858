"""Which clause of the old text lives on as which of the new one, and what was split off or merged
on the way.

Puts the stages of alignment in order; says nothing of what a pair means to a reader.
"""

from collections import Counter
from typing import Final

from watcher.diffing.clauses.references import follows, masked
from watcher.diffing.clauses.structure import Clause
from watcher.diffing.noise.folding import folded, unspelled
from watcher.diffing.pairing.alignment import Alignment, Fits, Pair, backbone, join_alike
from watcher.diffing.pairing.clause_likeness import Text, likeness
from watcher.diffing.pairing.distant_pairs import exchange, join_far
from watcher.diffing.pairing.partition import Whole, partings
from watcher.diffing.pairing.rarity import Rarity

_NEARLY: Final = 0.9
_SAMPLE: Final = 300  # clauses are enough to learn the words of a text from


class Pairing:
    """`alignment` holds the pairs, `spine` those that keep their order.

    `split` leads from a new clause without a partner to the old one that it was part of, `merged`
    from an old one without a partner to the new one that took it in, `numbers` from the old number
    of what was renumbered to its new ones. `texts` has the folded text of every clause of either
    side that does not stand on the other side as it is.
    """

    def __init__(self, old: list[Clause], new: list[Clause]) -> None:
        self.old, self.new = old, new
        self.alignment = Alignment(len(old), len(new))
        self._rarity = Rarity([clause.text for clause in old], [clause.text for clause in new])
        self._weights = [len(clause.text) for clause in old]
        self._equal = self._join()
        self.split = partings(self._alone(1), self.changed(0))
        self.merged = partings(self._alone(0), self.changed(1))
        self._name_after_first()
        self.spine = backbone(self.alignment, self._weights)
        self.numbers = self._renumbered()

    def _join(self) -> set[int]:
        """Align; the old clauses whose words stand unchanged in the new text."""
        a = self.alignment
        a.join_equal(_bodies(self.old), _bodies(self.new))
        self.texts = (_texts(self.old, a.alone(0)), _texts(self.new, a.alone(1)))
        a.join_equal(*({at: text.key for at, text in side.items()} for side in self.texts))
        equal = {i for i, j in enumerate(a.new_of) if j >= 0}
        for fold in (masked, unspelled):
            a.join_equal(
                *(
                    {at: fold(side[at].key) for at in a.alone(n)}
                    for n, side in enumerate(self.texts)
                )
            )
        join_alike(a, self.texts, self._weights, Fits(self._of_one_kind, self._related))
        exchange(a, self.texts, self._related)
        join_far(a, self.texts, self._related)
        return equal

    def _related(self, i: int, j: int) -> bool:
        return self._of_one_kind(i, j) and self._rarity.related(self.texts[0][i], self.texts[1][j])

    def _of_one_kind(self, i: int, j: int) -> bool:
        return (self.old[i].form == "heading") == (self.new[j].form == "heading")

    def _alone(self, side: int) -> dict[int, Text]:
        return {at: self.texts[side][at] for at in self.alignment.alone(side)}

    def changed(self, side: int) -> dict[int, Whole]:
        """The clauses of one side that have a partner of other words, or of other references."""
        ours, theirs = self.texts[side], self.texts[1 - side]
        pairs = [(i, j) for i, j in self.alignment.pairs() if i not in self._equal]
        return {
            pair[side]: Whole(ours[pair[side]], theirs[pair[1 - side]], pair[1 - side])
            for pair in pairs
        }

    def _name_after_first(self) -> None:
        """A clause merged from two that are about as like it is the first one's successor, as
        decisions put it.
        """
        for i, j in sorted(self.merged.items(), reverse=True):
            main = self.alignment.old_of[j]
            one, other = self.texts[0][i], self.texts[0][main]
            if i < main and likeness(one, self.texts[1][j]) >= _NEARLY * likeness(
                other, self.texts[1][j]
            ):
                self.alignment.new_of[main] = -1
                self.alignment.join(i, j)
                self.merged[main] = j
                del self.merged[i]

    def _renumbered(self) -> dict[str, list[str]]:
        """Old number → new numbers of what lives on under another one: its own first, then those of
        its other parts.
        """
        numbers: dict[str, list[str]] = {}
        parts = ((i, j) for j, i in self.split.items())
        for i, j in [*self.alignment.pairs(), *self.merged.items(), *parts]:
            was, now = self.old[i], self.new[j]
            one, other = was.label or was.number, now.label or now.number
            if one and other and one != other:
                numbers.setdefault(one, []).append(other)
        return numbers

    def altered(self) -> list[Pair]:
        """Pairs that are not plainly the same: other words, another number or another place."""
        plain = self._equal.intersection([i for i, _ in self.spine])
        return [
            (i, j)
            for i, j in self.alignment.pairs()
            if i not in plain
            or self.old[i].label != self.new[j].label
            or self.old[i].number != self.new[j].number
        ]

    def same_words(self, i: int, j: int) -> bool:
        """Whether a pair says the same, references that follow the renumbering included."""
        if i in self._equal:
            return True
        one, other = self.texts[0][i].key, self.texts[1][j].key
        return masked(one) == masked(other) and follows(one, other, self.numbers)

    def typographic(self, i: int, j: int) -> bool:
        """Whether a pair differs only in what a proofreader would correct."""
        return i in self._equal or unspelled(self.texts[0][i].key) == unspelled(
            self.texts[1][j].key
        )

    def grams(self) -> Counter[str]:
        """Bigrams of what changed, for the redline to know words by."""
        grams: Counter[str] = Counter()
        for whole in list(self.changed(0).values())[:_SAMPLE]:
            grams.update(whole.text.grams)
            grams.update(whole.partner.grams)
        return grams


def _bodies(side: list[Clause]) -> dict[int, str]:
    return {
        at: clause.text if clause.number is None else _body(clause)
        for at, clause in enumerate(side)
    }


def _body(clause: Clause) -> str:
    """What has to be equal for the clause to be the same: a chapter's title without its number."""
    return clause.text.removeprefix(clause.number) if clause.number else clause.text


def _texts(side: list[Clause], alone: list[int]) -> dict[int, Text]:
    """Folding costs: only what is not equal as it stands is folded."""
    return {at: Text(folded(_body(side[at]))) for at in alone}
