"""The signs that tell two papers of one pattern apart: how their titles count, and how little of
their texts is common.

Pure.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

LIKE = 0.6  # of the shorter text's runs of characters: below it two texts are two papers
RUN = 4  # characters that are compared together
SHORTEST = 8  # runs: a shorter text says too little to tell papers apart
_ORDINAL = "[0-9一二三四五六七八九十百]+"
_COUNTERS = re.compile(
    rf"(?P<year>20[0-9]{{2}})|第?(?P<count>{_ORDINAL})(?P<unit>批次?|季度?|期|轮|次|号|月份?|年)"
    r"|(?P<half>[上下]半年)|(?P<kind>[甲乙丙丁戊])(?=[类组种级等])|(?P<letter>[A-Z])(?=[类组种级等])"
)
_DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))
_NOISE = re.compile(r"[\W_\d]+")


def counters(title: str) -> frozenset[str]:
    """The years, batches, quarters and classes that a title names: 2026, 2批, 1季, 甲."""
    found = set()
    for match in _COUNTERS.finditer(unicodedata.normalize("NFKC", title)):
        count, unit = match["count"], match["unit"]
        if count and unit:
            found.add(f"{_number(count)}{unit[0]}")
        else:
            found.add(match["year"] or match["half"] or match["kind"] or match["letter"])
    return frozenset(found)


def differ(one: Sequence[str], other: Sequence[str], apart: Iterable[str]) -> bool:
    """True where two texts have little in common; `apart` is not looked at, nor are digits."""
    left, right = _runs(one, apart := list(apart)), _runs(other, apart)
    fewest = min(len(left), len(right))
    return fewest >= SHORTEST and len(left & right) < LIKE * fewest


def _runs(text: Sequence[str], apart: Iterable[str]) -> set[str]:
    whole = _NOISE.sub("", unicodedata.normalize("NFKC", "".join(text)))
    for words in apart:
        whole = whole.replace(_NOISE.sub("", words), "")
    return {whole[at : at + RUN] for at in range(len(whole) - RUN + 1)}


def _number(count: str) -> str:
    """2 for 2 and 二, 12 for 十二; other forms as they are printed."""
    if count in _DIGITS:
        return str(_DIGITS[count])
    if count.startswith("十"):
        return str(10 + _DIGITS.get(count[1:], 0))
    return count.lstrip("0") or "0"
