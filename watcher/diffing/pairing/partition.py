"""Finds clauses without a partner that are part of another: split off from it, or merged into it.

Pairs nothing itself.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from watcher.diffing.pairing.candidates import candidate_pairs
from watcher.diffing.pairing.clause_likeness import (
    ClauseText,
    count_shared_bigrams,
    most_shared_bigrams,
)

_LEAST: Final = 10  # bigrams: a shorter clause stands in many others by chance
_WITHIN: Final = 0.6  # so much of the part stands in the whole
# and so much of it where the whole's own partner has nothing of the kind: less will do right beside
# that partner
_GAINED: Final = 0.3
_GAINED_BESIDE: Final = 0.1
# pairs: where so much came and went, the text was rewritten and nothing is part of anything
_MOST: Final = 30_000


class Whole(NamedTuple):
    """A clause of one side, and its partner on the other side with that one's index."""

    text: ClauseText
    partner: ClauseText
    at: int


def find_partings(parts: Mapping[int, ClauseText], wholes: Mapping[int, Whole]) -> dict[int, int]:
    """Part → whole.

    `parts` are clauses of one side without a partner, `wholes` clauses of the other with one.
    """
    if len(parts) * len(wholes) > _MOST:
        return {}
    part_ids, whole_ids = list(parts), list(wholes)
    found: dict[int, tuple[float, int]] = {}
    part_texts, whole_texts = list(parts.values()), [whole.text for whole in wholes.values()]
    for a, b in candidate_pairs(part_texts, whole_texts):
        part, whole = part_ids[a], wholes[whole_ids[b]]
        score = _part_score(parts[part], whole, beside=abs(part - whole.at) == 1)
        if score > found.get(part, (0.0, -1))[0]:
            found[part] = (score, whole_ids[b])
    return {part: whole for part, (_, whole) in found.items()}


def _part_score(part: ClauseText, whole: Whole, *, beside: bool) -> float:
    least = _WITHIN * part.size
    if (
        part.size < _LEAST
        or most_shared_bigrams(part, whole.text) < least
        or count_shared_bigrams(part, whole.text) < least
    ):
        return 0.0
    left = {
        gram: count - whole.partner.grams[gram]
        for gram, count in whole.text.grams.items()
        if gram in part.grams
    }
    gained = sum(min(part.grams[gram], count) for gram, count in left.items() if count > 0)
    enough = _GAINED_BESIDE if beside else _GAINED
    return gained / part.size if gained >= enough * part.size else 0.0
