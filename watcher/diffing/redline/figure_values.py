"""Reads the value of a figure, however it is written: 百分之二十 is 20%, 二百万元 200万元, 03月 3月.

Finds no figures.
"""

import re
from decimal import Decimal
from typing import Final

from watcher.diffing.clauses.ordinals import read_ordinal
from watcher.patterns import deferred

_UNITS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_NUMBER: Final = deferred(
    r"(?P<arabic>\d[\d,]*(?:\.\d+)?)(?P<units>[十百千万亿]*)"
    r"|(?P<chinese>[零〇一二三四五六七八九十百千两]+(?:点[零〇一二三四五六七八九]+)?)(?P<more>[万亿]*)"
)
_SHARE: Final = deferred(r"([%‰])(\d+(?:\.\d+)?)")


def same_figure(one: str, other: str) -> bool:
    """True where two folded figures (最高200万元, 百分之二十, 2026年3月1日) say the same."""
    return one == other or _plain_digits(one) == _plain_digits(other)


def _plain_digits(figure: str) -> str:
    """Every number in decimal digits, the sign of a share behind it. 百分之 goes first: its 百 is no
    number.
    """
    marked = figure.replace("百分之", "%").replace("千分之", "‰")
    return _SHARE.sub(
        r"\2\1", _NUMBER.sub(lambda found: f"{_value_of(found).normalize():f}", marked)
    )


def _value_of(found: re.Match[str]) -> Decimal:
    if found["arabic"]:
        value, units = Decimal(found["arabic"].replace(",", "")), found["units"]
    else:
        whole, _, part = found["chinese"].partition("点")
        value, units = Decimal(read_ordinal(whole)), found["more"]
        if part:
            value += Decimal("0." + "".join(str(read_ordinal(digit)) for digit in part))
    for unit in units:
        value *= _UNITS[unit]
    return value
