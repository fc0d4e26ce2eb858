"""The last day of a printed term."""

from datetime import date

import pytest

from watcher.reading.dates.printed_durations import Duration, Unit
from watcher.reading.dates.reckoning import last_day


@pytest.mark.parametrize(
    ("first", "unit", "amount", "last"),
    [
        (date(2024, 2, 29), "year", 1, date(2025, 2, 28)),
        (date(2024, 2, 29), "year", 4, date(2028, 2, 28)),
        (date(2024, 3, 1), "year", 1, date(2025, 2, 28)),
        (date(2024, 1, 31), "month", 1, date(2024, 2, 29)),
        (date(2024, 1, 31), "month", 2, date(2024, 3, 30)),
        (date(2024, 3, 1), "day", 30, date(2024, 3, 30)),
    ],
)
def test_a_term_ends_on_the_day_before_its_anniversary(
    first: date, unit: Unit, amount: int, last: date
) -> None:
    """Where a month has no such day, on the last that it has."""
    assert last_day(first, Duration(amount, unit)) == last
