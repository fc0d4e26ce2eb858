"""Gives a text the paragraphs of another where both have the same words: line breaks that moved are
no change.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

from watcher.diffing.noise.folding import fold_noise
from watcher.diffing.noise.trimming import trim_common_ends

_MOST = 2000  # paragraphs on either side of what differs; what is longer is compared as it stands


def as_broken(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    """`new` with the paragraphs of `old` wherever a stretch of it says the same words in other
    lines.
    """
    new = tuple(new)
    first, was, now = trim_common_ends(old, new)
    if not was or not now or max(len(was), len(now)) > _MOST:
        return new
    found: list[str] = []
    for tag, i, k, j, m in SequenceMatcher(None, was, now).get_opcodes():
        same = tag == "replace" and fold_noise("".join(was[i:k])) == fold_noise("".join(now[j:m]))
        found += was[i:k] if same else now[j:m]
    return (*new[:first], *found, *new[first + len(now) :])
