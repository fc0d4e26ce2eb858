"""The value and the pieces that every form of 发文字号 is read with: years, counts, brackets.

Finds nothing itself.
"""

import re
from dataclasses import dataclass
from typing import Literal

from watcher.reading.segment import fold

NumberKind = Literal["bracket", "order", "announcement", "bare"]


@dataclass(frozen=True, slots=True)
class Number:
    """A 发文字号 at text[start:end]. `raw` is as printed; `repaired` says that something missing was
    supplied.
    """

    canonical: str
    raw: str
    start: int
    end: int
    repaired: bool
    kind: NumberKind


ZERO_WIDTH = "\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
# every gap is bounded, so that no pattern built from these can run away
GAP = "[ \t\u2002-\u200b]{0,6}"
OPEN, CLOSE = r"[〔\[【(<《「『﹝〖{〈]", r"[〕\])】>》」』﹞〗}〉〔]"
YEAR = (
    rf"(?:(?:1{GAP}9|2{GAP}0){GAP}\d{GAP}\d|[一二][九〇○◯Oo零0][〇○◯Oo零一二三四五六七八九0]{{2}})"
)
DIGITS = rf"\d(?:{GAP}\d){{0,4}}(?![\d./])"
COUNT = rf"(?:{DIGITS}|[一二三四五六七八九十百千〇零○]{{1,7}})"
NOT_A_PLACE = "(?![线楼馆院门机床店厅井宅地仓库房坝桥船车])"  # 3号线, 5号楼

_CN = {c: i for i, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○◯Oo", 0)
_UNIT = {"十": 10, "百": 100, "千": 1000}


def plain_text(text: str) -> str:
    """The folded text, every zero-width character made U+200B; offsets stay."""
    text = fold(text)
    for mark in ZERO_WIDTH:
        text = text.replace(mark, "\u200b")
    return text


def squeeze_spaces(text: str) -> str:
    """The text without spaces and zero-width characters."""
    return re.sub(r"[\s\u200b]", "", text)


def skip_back(text: str, at: int, over: str = " \t\u2002\u2003\u2009\u200b\n") -> int:
    """The offset before the few blanks that end at `at`."""
    stop = max(0, at - 6)
    while at > stop and text[at - 1] in over:
        at -= 1
    return at


def year_digits(text: str) -> str:
    """Four digits: 二〇二五, 二○二五, 2 0 2 5 → 2025."""
    return "".join(str(_CN.get(c, c)) for c in squeeze_spaces(text))


def count_value(text: str) -> int:
    """The number itself, leading zeros gone: 043 → 43, 七百八十三 → 783, 二〇 → 20."""
    digits = squeeze_spaces(text)
    if digits.isdecimal():
        return int(digits)
    if not any(c in _UNIT for c in digits):
        return int("".join(str(_CN[c]) for c in digits))
    total, waiting = 0, 0
    for c in digits:
        if c in _UNIT:
            total += (waiting or 1) * _UNIT[c]
            waiting = 0
        else:
            waiting = _CN[c]
    return total + waiting
