"""Counts working days (工作日) with the announced holidays and make-up days.

Beyond the last year known: weekends only, provisional.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from config import catalogue
from config.catalogue import CalendarOverrides

_FAR = 4000  # a printed amount larger than this is no deadline


@dataclass(frozen=True, slots=True)
class Due:
    """A computed day; `provisional` where holidays of its year are not announced yet."""

    day: date
    provisional: bool


@cache
def _overrides() -> CalendarOverrides:
    return catalogue.workday_overrides()


@cache
def _announced(year: int) -> tuple[frozenset[date], frozenset[date]] | None:
    """Days off on weekdays and weekend days worked in `year`, as the calendar package knows them.

    None where it does not.
    """
    from chinese_calendar import constants  # noqa: PLC0415 -- slow, and few texts count such days

    known = {day.year for day in constants.holidays}
    if year not in known:
        return None
    off = frozenset(day for day in constants.holidays if day.year == year)
    work = frozenset(day for day in constants.workdays if day.year == year)
    return off, work


def is_announced(year: int, overrides: CalendarOverrides | None = None) -> bool:
    """The holidays of `year` have been announced."""
    table = overrides or _overrides()
    return year <= table.last_year or _announced(year) is not None


def is_workday(day: date, overrides: CalendarOverrides | None = None) -> bool:
    """Offices work on `day`.

    The override file first, then the calendar package, else Monday to Friday.
    """
    table = overrides or _overrides()
    if day in table.work:
        return True
    if day in table.off:
        return False
    if not any(other.year == day.year for other in table.off) and (
        announced := _announced(day.year)
    ):
        off, work = announced
        if day in off or day in work:
            return day in work
    return day.weekday() < 5


def add_workdays(start: date, amount: int, overrides: CalendarOverrides | None = None) -> Due:
    """The `amount`-th working day after `start`, which is not counted itself."""
    day, left = start, min(amount, _FAR)
    while left > 0:
        day += timedelta(days=1)
        left -= is_workday(day, overrides)
    return Due(day, not is_announced(day.year, overrides))
