"""Tells clauses that say alike from those that only have the form of many clauses of the text.

Pairs nothing.

第九十八条 违反本法规定，甲的，由主管部门责令改正，处一万元以上五万元以下罚款 and the same sentence about 乙 share most
of their characters and none that matter. What matters stands in few other clauses of either text.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from watcher.diffing.noise.folding import fold_noise
from watcher.diffing.pairing.clause_likeness import Bigrams, ClauseText, likeness

_PLAIN: Final = 0.65  # likeness that needs no proof
_RARE: Final = 4  # clauses of both texts together that have it
_LEAST: Final = 3  # rare bigrams: of fewer nothing can be said
_TOLD: Final = 0.08  # of the rare bigrams of the clause that has fewer
_LONGEST: Final = 300_000  # characters of both texts: a longer one is paired without


class Rarity:
    """Knows the texts of both sides; counts their bigrams when first asked about an unsure pair."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._texts = (*old, *new)

    def are_related(self, one: ClauseText, other: ClauseText) -> bool:
        """False for two clauses that are somewhat alike and have nothing in common that is their
        own.
        """
        if likeness(one, other) >= _PLAIN or not self._clauses_with:
            return True
        ours, theirs = self._own_bigrams(one), self._own_bigrams(other)
        few = min(len(ours), len(theirs))
        return few < _LEAST or len(ours & theirs) >= _TOLD * few

    def _own_bigrams(self, text: ClauseText) -> set[str]:
        clauses = self._clauses_with
        return {gram for gram in text.grams if clauses[gram] <= _RARE}

    @cached_property
    def _clauses_with(self) -> Bigrams:
        """In how many clauses a bigram stands; empty for texts too long to count."""
        if sum(map(len, self._texts)) > _LONGEST:
            return Counter()
        return Counter(gram for text in self._texts for gram in ClauseText(fold_noise(text)).grams)
