"""Working days with the holidays and make-up days of 2026, and what is said beyond them."""

from datetime import date

import pytest

from config.catalogue import CalendarOverrides
from watcher.reading.dates.working_days import Due, add_workdays, is_announced, is_workday


@pytest.mark.parametrize(
    "day",
    [
        "2026-01-04",
        "2026-02-14",
        "2026-02-28",
        "2026-05-09",
        "2026-09-20",
        "2026-10-10",
        "2026-11-23",
        "2025-01-26",
    ],
)
def test_days_worked(day: str) -> None:
    """Make-up days fall on weekends."""
    assert is_workday(date.fromisoformat(day))


@pytest.mark.parametrize(
    "day",
    [
        "2026-01-01",
        "2026-02-17",
        "2026-04-06",
        "2026-06-19",
        "2026-10-07",
        "2026-11-22",
        "2024-10-01",
    ],
)
def test_days_off(day: str) -> None:
    assert not is_workday(date.fromisoformat(day))


def test_the_start_is_not_counted() -> None:
    """20 working days after the last day of 2025, 4 January worked."""
    assert add_workdays(date(2025, 12, 31), 20) == Due(date(2026, 1, 29), provisional=False)


def test_beyond_the_last_announced_year_is_provisional() -> None:
    assert (is_announced(2026), is_announced(2027)) == (True, False)
    assert add_workdays(date(2026, 12, 31), 1) == Due(date(2027, 1, 1), provisional=True)


def test_an_override_file_wins() -> None:
    table = CalendarOverrides(
        off=frozenset({date(2027, 1, 1)}), work=frozenset({date(2027, 1, 2)}), last_year=2027
    )
    assert add_workdays(date(2026, 12, 31), 1, table) == Due(date(2027, 1, 2), provisional=False)


def test_no_days_is_the_same_day() -> None:
    assert add_workdays(date(2026, 10, 1), 0).day == date(2026, 10, 1)
