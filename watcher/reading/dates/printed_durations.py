"""Reads printed amounts of time (5年, 六个月, 20个工作日, 30日内). Does not say what they measure."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from watcher.patterns import deferred

Unit = Literal["workday", "day", "month", "year"]

_UNITS: dict[str, tuple[Unit, int]] = {
    "年": ("year", 1),
    "周年": ("year", 1),
    "月": ("month", 1),
    "季度": ("month", 3),
    "周": ("day", 7),
    "日": ("day", 1),
    "天": ("day", 1),
    "自然日": ("day", 1),
    "工作日": ("workday", 1),
}
# 日 without 个 and without 内/后 is a day of the month, not an amount.
PRINTED = deferred(
    r"(?P<n>[0-9一二两三四五六七八九十百半][0-9一二三四五六七八九十百]{0,3})"
    r"(?:(?P<unit>周?年)(?!度|级|[0-9]|行动|计划)|个(?P<unit2>自然日|工作日|月|季度|年)|(?P<unit3>工作日|自然日|周)"
    r"|(?P<unit4>[日天])(?=内|之内|以内|后|以后|期满|(?<=[为共限起][0-9][0-9].)(?:[,。;)]|$)))"
)


_INSIDE = frozenset("0123456789第.")


@dataclass(frozen=True, slots=True)
class Duration:
    """`amount` of `unit`; 半年 is 6 months."""

    amount: int
    unit: Unit

    @property
    def years(self) -> float | None:
        """In years, whole numbers as such; None for days."""
        match self.unit:
            case "year":
                return self.amount
            case "month":
                years = self.amount / 12
                return int(years) if years.is_integer() else round(years, 2)
        return None


@lru_cache(maxsize=256)
def read_numeral(text: str) -> int | None:
    """A whole number in Arabic or Chinese digits."""
    if text.isdecimal():
        return int(text)
    import cn2an  # noqa: PLC0415  slow to import, and few texts need it

    try:
        return int(cn2an.cn2an(text, "smart"))
    except ValueError:
        return None


def read_duration(found: re.Match[str]) -> Duration | None:
    """The meaning of a match of PRINTED; None where it is part of something else (第三年, 2024年)."""
    if found.string[max(found.start() - 1, 0) : found.start()] in _INSIDE or (
        found["n"][-1].isdecimal() and len(found["n"]) > 3
    ):
        return None
    unit, factor = _UNITS[found["unit"] or found["unit2"] or found["unit3"] or found["unit4"]]
    if found["n"] == "半":
        return Duration(6, "month") if unit == "year" else None
    amount = read_numeral(found["n"])
    return Duration(amount * factor, unit) if amount else None
