"""Follows every clause of the old text into the new one, through splits and mergers.

Puts the stages of alignment in order; says nothing of what a pair means to a reader.
"""

from collections import Counter
from collections.abc import Callable
from typing import Final

from watcher.diffing.clauses.references import mask_references, only_follows
from watcher.diffing.clauses.structure import Clause
from watcher.diffing.noise.folding import fold_noise, fold_spellings
from watcher.diffing.pairing.alignment import Alignment, Fits, Pair, join_alike, ordered_pairs
from watcher.diffing.pairing.clause_likeness import ClauseText, keys_of, likeness
from watcher.diffing.pairing.distant_pairs import exchange_partners, join_far
from watcher.diffing.pairing.partition import Whole, find_partings
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
        was = [clause.text for clause in old]
        now = [clause.text for clause in new]
        self._rarity = Rarity(was, now)
        self._weights = list(map(len, was))
        self._equal = self._join_clauses()
        self.split = find_partings(self._texts_without_partner(1), self.changed_clauses(0))
        self.merged = find_partings(self._texts_without_partner(0), self.changed_clauses(1))
        self._name_after_first()
        self.spine = ordered_pairs(self.alignment, self._weights)
        self.numbers = self._new_numbers()

    def _join_clauses(self) -> set[int]:
        """Align; the old clauses whose words stand unchanged in the new text."""
        a = self.alignment
        a.join_equal(_bodies_of(self.old), _bodies_of(self.new))
        self.texts = (
            _folded_texts(self.old, a.without_partner(0)),
            _folded_texts(self.new, a.without_partner(1)),
        )
        a.join_equal(*map(keys_of, self.texts))
        equal = {i for i, j in enumerate(a.new_of) if j >= 0}
        # what folds further makes a pair, but no clause that stands unchanged
        for fold in (mask_references, fold_spellings):
            was = self._keys_without_partner(0, fold)
            now = self._keys_without_partner(1, fold)
            a.join_equal(was, now)
        join_alike(a, self.texts, self._weights, Fits(self._of_one_kind, self._may_be_one))
        exchange_partners(a, self.texts, self._may_be_one)
        join_far(a, self.texts, self._may_be_one)
        return equal

    def _may_be_one(self, i: int, j: int) -> bool:
        if not self._of_one_kind(i, j):
            return False
        return self._rarity.are_related(self.texts[0][i], self.texts[1][j])

    def _of_one_kind(self, i: int, j: int) -> bool:
        return (self.old[i].form == "heading") == (self.new[j].form == "heading")

    def _texts_without_partner(self, side: int) -> dict[int, ClauseText]:
        return {at: self.texts[side][at] for at in self.alignment.without_partner(side)}

    def _keys_without_partner(self, side: int, fold: Callable[[str], str]) -> dict[int, str]:
        return {at: fold(text.key) for at, text in self._texts_without_partner(side).items()}

    def changed_clauses(self, side: int) -> dict[int, Whole]:
        """The clauses of one side that have a partner of other words, or of other references."""
        ours, theirs = self.texts[side], self.texts[1 - side]
        found: dict[int, Whole] = {}
        for pair in self.alignment.joined_pairs():
            if pair[0] not in self._equal:
                mine, partner = pair[side], pair[1 - side]
                found[mine] = Whole(ours[mine], theirs[partner], partner)
        return found

    def _name_after_first(self) -> None:
        """A clause merged from two that are about as like it is the first one's successor, as
        decisions put it.
        """
        for i, j in sorted(self.merged.items(), reverse=True):
            main = self.alignment.old_of[j]
            one, other, merged = self.texts[0][i], self.texts[0][main], self.texts[1][j]
            if i < main and likeness(one, merged) >= _NEARLY * likeness(other, merged):
                self.alignment.new_of[main] = -1
                self.alignment.join_pair(i, j)
                self.merged[main] = j
                del self.merged[i]

    def _new_numbers(self) -> dict[str, list[str]]:
        """Old number → new numbers of what lives on under another one: its own first, then those of
        its other parts.
        """
        numbers: dict[str, list[str]] = {}
        parts = ((i, j) for j, i in self.split.items())
        for i, j in [*self.alignment.joined_pairs(), *self.merged.items(), *parts]:
            was, now = self.old[i], self.new[j]
            one, other = was.label or was.number, now.label or now.number
            if one and other and one != other:
                numbers.setdefault(one, []).append(other)
        return numbers

    def altered_pairs(self) -> list[Pair]:
        """Pairs that are not plainly the same: other words, another number or another place."""
        plain = self._equal.intersection(i for i, _ in self.spine)
        altered: list[Pair] = []
        for i, j in self.alignment.joined_pairs():
            was, now = self.old[i], self.new[j]
            if i not in plain or (was.label, was.number) != (now.label, now.number):
                altered.append((i, j))
        return altered

    def same_words(self, i: int, j: int) -> bool:
        """True where a pair says the same, references that follow the renumbering included."""
        if i in self._equal:
            return True
        one, other = self.texts[0][i].key, self.texts[1][j].key
        if mask_references(one) != mask_references(other):
            return False
        return only_follows(one, other, self.numbers)

    def is_typographic(self, i: int, j: int) -> bool:
        """True where a pair differs only in what a proofreader would correct."""
        if i in self._equal:
            return True
        one, other = self.texts[0][i].key, self.texts[1][j].key
        return fold_spellings(one) == fold_spellings(other)

    def changed_bigrams(self) -> Counter[str]:
        """Bigrams of what changed, for the redline to know words by."""
        grams: Counter[str] = Counter()
        for whole in list(self.changed_clauses(0).values())[:_SAMPLE]:
            grams.update(whole.text.grams)
            grams.update(whole.partner.grams)
        return grams


def _bodies_of(side: list[Clause]) -> dict[int, str]:
    return {
        at: clause.text if clause.number is None else _body_of(clause)
        for at, clause in enumerate(side)
    }


def _body_of(clause: Clause) -> str:
    """The words that have to be equal for the clause to be the same: a title without its number."""
    return clause.text.removeprefix(clause.number) if clause.number else clause.text


def _folded_texts(side: list[Clause], alone: list[int]) -> dict[int, ClauseText]:
    """Folding costs: only what is not equal as it stands is folded."""
    return {at: ClauseText(fold_noise(_body_of(side[at]))) for at in alone}
