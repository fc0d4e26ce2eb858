"""Cross-references inside a law (依照本法第三十八条): masked, and checked to follow a renumbering.

Resolves nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from watcher.patterns import deferred

Numbers = Mapping[str, Sequence[str]]  # old number → new numbers, its own first

_NUMERAL: Final = "零〇一二三四五六七八九十百千两0-9"
_REFERENCE: Final = deferred(rf"第([{_NUMERAL}]+)(条|章|节|编)(?:之[一二三四五六七八九十]+)?")
_FOREIGN: Final = "》>"


def mask_references(key: str) -> str:
    """The folded text with every 第…条, 第…章 made alike."""
    return _REFERENCE.sub(lambda m: f"第#{m[2]}", key)


def only_follows(old_key: str, new_key: str, numbers: Numbers) -> bool:
    """True where two texts with equal masks differ only in references that `numbers` explains.

    A reference into another document (《…》第三条) has to stay as it is.
    """
    for was, now in zip(_REFERENCE.finditer(old_key), _REFERENCE.finditer(new_key), strict=True):
        if was[0] == now[0]:
            continue
        foreign = was.start() > 0 and old_key[was.start() - 1] in _FOREIGN
        if foreign or now[0] not in numbers.get(was[0], ()):
            return False
    return True


def renumber_words(words: Sequence[str], numbers: Numbers) -> Iterator[str]:
    """The words of an old wording, with the references in them as a renumbering leaves them."""
    before = ""
    for word in words:
        follows = word[0] == "第" and numbers and not before.endswith(tuple(_FOREIGN))
        yield numbers.get(word, (word,))[0] if follows else word
        before = word


def followed_references(
    runs: Sequence[tuple[str, str]], numbers: Numbers
) -> tuple[tuple[str, str], ...]:
    """The references (old, new) that are marked in a redline and only follow a renumbering."""
    edits = (
        (gone, come)
        for (mark, gone), (other, come) in pairwise(runs)
        if (mark, other) == ("deleted", "inserted")
    )
    return tuple(
        dict.fromkeys((gone, come) for gone, come in edits if come in numbers.get(gone, ()))
    )
