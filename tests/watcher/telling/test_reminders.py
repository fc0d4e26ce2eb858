"""Who is reminded, when, and once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.deciding.news import Reminder
from watcher.telling.reminders import reminder_due

CLOSES = date(2024, 6, 15)
LONG_AGO = date(2024, 1, 1)
LEADS = (30, 7, 1)


def on(
    day: date, *, known: date = LONG_AGO, announced: bool = False, leads: tuple[int, ...] = LEADS
) -> Reminder | None:
    return reminder_due(CLOSES, leads, today=day, known_since=known, announced=announced)


@pytest.mark.parametrize(
    ("day", "lead"), [(date(2024, 5, 16), 30), (date(2024, 6, 8), 7), (date(2024, 6, 14), 1)]
)
def test_each_lead_time_has_its_day(day: date, lead: int) -> None:
    """30, 7 and 1 days before the last day."""
    assert on(day) == Reminder(lead, (CLOSES - day).days, CLOSES)


def test_nothing_is_due_before_the_first_lead_time_or_after_the_last_day() -> None:
    """31 days ahead is early; the day after is late."""
    assert on(date(2024, 5, 15)) is None
    assert on(date(2024, 6, 16)) is None


def test_the_last_day_itself_is_still_told() -> None:
    """A service that was down on the eve says so on the day: a window closes at its end."""
    assert on(CLOSES) == Reminder(1, 0, CLOSES)


def test_after_an_outage_only_the_shortest_lead_is_told() -> None:
    """Down for weeks: one reminder that says how many days are really left."""
    assert on(date(2024, 6, 12)) == Reminder(7, 3, CLOSES)


def test_a_date_first_seen_on_the_day_of_a_lead_time_is_told() -> None:
    """The baseline tells of a window that closes in exactly seven days."""
    day = date(2024, 6, 8)
    assert on(day, known=day) == Reminder(7, 7, CLOSES)


def test_a_date_first_seen_weeks_ahead_waits_for_its_next_lead_time() -> None:
    """A baseline is no flood: 22 days ahead comes up again seven days ahead."""
    day = date(2024, 5, 24)
    assert on(day, known=day) is None


def test_a_date_first_seen_within_a_week_is_told_at_once() -> None:
    """Four days ahead cannot wait for the eve."""
    day = date(2024, 6, 11)
    assert on(day, known=day) == Reminder(7, 4, CLOSES)


def test_a_date_told_by_an_alert_of_its_own_is_not_told_twice_the_same_day() -> None:
    """A new call published seven days ahead is one alert, and is reminded of one day ahead."""
    day = date(2024, 6, 8)
    assert on(day, known=day, announced=True) is None
    assert on(date(2024, 6, 14), known=day, announced=True) == Reminder(1, 1, CLOSES)


def test_a_date_told_yesterday_is_not_told_again_today() -> None:
    """ "New, closes in 31 days" and the next day "closes in 30 days" are one message; two days later it is a reminder."""
    lead_day = date(2024, 5, 16)
    assert on(lead_day, known=date(2024, 5, 15), announced=True) is None
    assert on(lead_day, known=date(2024, 5, 14), announced=True) == Reminder(30, 30, CLOSES)


@given(st.sets(st.integers(1, 60), min_size=1), st.integers(0, 90), st.booleans())
def test_every_lead_time_is_told_at_most_once_and_days_left_are_true(
    leads: set[int], known: int, announced: bool
) -> None:
    """Day by day to the end: each lead answers one date at most at its first chance, in falling order."""
    since = CLOSES - timedelta(days=known)
    told = [
        (found.lead, found.days_left, (CLOSES - day).days)
        for day in (since + timedelta(days=n) for n in range(known + 2))
        if (found := reminder_due(CLOSES, leads, today=day, known_since=since, announced=announced))
    ]
    assert all(left == really for _, left, really in told)
    assert all(left <= lead for lead, left, _ in told)
    assert [lead for lead, _, _ in told] == sorted((lead for lead, _, _ in told), reverse=True)


@pytest.mark.parametrize(("days", "told"), [(5, True), (6, True), (7, False), (8, False)])
def test_what_cannot_wait_for_a_week_is_told_late(days: int, told: bool) -> None:
    """Found six days ahead it is told at once, though its lead time was thirty; seven ahead is time."""
    day = CLOSES - timedelta(days=days)
    assert (on(day, known=day, leads=(30,)) is not None) is told
