"""Takes off what two sequences have in common at both ends, so that only what lies between is
compared.
"""

from collections.abc import Sequence


def trim_common_ends(
    old: Sequence[str], new: Sequence[str]
) -> tuple[int, Sequence[str], Sequence[str]]:
    """(items that lead both, old, new): each without the items that lead and end both."""
    most = min(len(old), len(new))
    first = 0
    while first < most and old[first] == new[first]:
        first += 1
    last = 0
    while last < most - first and old[-1 - last] == new[-1 - last]:
        last += 1
    return first, old[first : len(old) - last], new[first : len(new) - last]
