"""Adds printed amounts of time to civil dates. Working days are counted in `workdays`."""

import calendar
from datetime import date, timedelta

from watcher.reading.dates.printed_durations import Duration


def add_months(day: date, months: int) -> date:
    """The same day `months` later, the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def day_later(day: date, length: Duration) -> date:
    """The day `length` after `day`, which is not counted itself.

    Working days are taken as calendar days here.
    """
    match length.unit:
        case "year":
            return add_months(day, 12 * length.amount)
        case "month":
            return add_months(day, length.amount)
    return day + timedelta(days=length.amount)


def last_day(first: date, length: Duration) -> date:
    """The last day of a term that begins on `first`: the anniversary less one.

    Where the anniversary does not exist, as a year after 29 February, the last day of that month.
    Computed, no official rule was found (±1).
    """
    anniversary = day_later(first, length)
    if length.unit in ("year", "month") and anniversary.day < first.day:
        return anniversary
    return anniversary - timedelta(days=1)
