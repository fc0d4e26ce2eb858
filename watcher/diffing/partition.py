"""Which clauses without a partner are part of another: split off from it, or merged into it. Pairs nothing itself."""

from collections.abc import Mapping
from typing import Final

from watcher.diffing.likeness import Text, candidates, shared

_LEAST: Final = 10  # bigrams: a shorter clause stands in many others by chance
_WITHIN: Final = 0.6  # so much of the part stands in the whole
_GAINED: Final = 0.3  # and so much of it where the whole's own partner has nothing of the kind


def partings(parts: Mapping[int, Text], wholes: Mapping[int, tuple[Text, Text]]) -> dict[int, int]:
    """Part → whole. `parts` are clauses of one side without a partner; each of `wholes` is a clause of the *other* side
    that has one, given as (whole, its partner on the parts' side).
    """
    part_ids, whole_ids = list(parts), list(wholes)
    found: dict[int, tuple[float, int]] = {}
    for a, b in candidates([parts[p] for p in part_ids], [wholes[w][0] for w in whole_ids]):
        score = _part(parts[part_ids[a]], *wholes[whole_ids[b]])
        if score > found.get(part_ids[a], (0.0, -1))[0]:
            found[part_ids[a]] = (score, whole_ids[b])
    return {part: whole for part, (_, whole) in found.items()}


def _part(part: Text, whole: Text, partner: Text) -> float:
    if part.size < _LEAST or shared(part, whole) < _WITHIN * part.size:
        return 0.0
    gained = sum(
        min(n, whole.grams[g] - partner.grams[g]) for g, n in part.grams.items() if whole.grams[g] > partner.grams[g]
    )
    return gained / part.size if gained >= _GAINED * part.size else 0.0
