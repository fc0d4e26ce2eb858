"""The hour of a message, and of its next try."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from watcher.telling.schedule import BACKOFF, next_attempt, next_digest, send_at

ZONE = ZoneInfo("Asia/Shanghai")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant of March 2026 in the zone; the 2nd is a Monday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (at(4, 8, 59), at(4, 9)),
        (at(4, 9), at(4, 9)),
        (at(4, 9, 1), at(5, 9)),
        (at(4, 23), at(5, 9)),
        (at(31, 10), datetime(2026, 4, 1, 9, tzinfo=ZONE)),
    ],
)
def test_a_daily_digest_goes_at_nine(now: datetime, goes: datetime) -> None:
    """At nine itself it still goes today, a minute later tomorrow."""
    assert next_digest("daily", now, ZONE) == goes
    assert next_digest("daily", now.astimezone(UTC), ZONE) == goes


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (at(1, 12), at(2, 9)),  # a Sunday
        (at(2, 9), at(2, 9)),
        (at(2, 9, 1), at(9, 9)),
        (at(3, 8), at(9, 9)),
        (at(8, 9), at(9, 9)),
    ],
)
def test_a_weekly_digest_goes_on_monday_at_nine(now: datetime, goes: datetime) -> None:
    """On Monday until nine it goes the same day."""
    assert next_digest("weekly", now, ZONE) == goes


def test_the_day_of_a_digest_is_that_of_the_zone() -> None:
    """00:30 UTC is half past eight in Shanghai, 01:30 is half past nine."""
    assert next_digest("daily", datetime(2026, 3, 4, 0, 30, tzinfo=UTC), ZONE) == at(4, 9)
    assert next_digest("daily", datetime(2026, 3, 4, 1, 30, tzinfo=UTC), ZONE) == at(5, 9)


def test_what_is_wanted_at_once_waits_for_no_hour() -> None:
    """Without a digest there is no instant to wait for."""
    assert send_at("immediate", at(4, 10), ZONE) is None
    assert send_at("immediate", at(4, 10), ZONE, closes=date(2026, 3, 30)) is None


def test_what_goes_with_a_digest_waits_for_its_hour() -> None:
    """News wait whatever they are about."""
    assert send_at("daily", at(4, 10), ZONE) == at(5, 9)
    assert send_at("weekly", at(4, 10), ZONE) == at(9, 9)


@pytest.mark.parametrize(
    ("closes", "waits"),
    [(date(2026, 3, 8), False), (date(2026, 3, 9), False), (date(2026, 3, 10), True)],
)
def test_a_reminder_does_not_wait_for_a_digest_of_its_last_day(closes: date, waits: bool) -> None:
    """The digest comes on the 9th: a window that closes then, or before, is told at once."""
    assert (send_at("weekly", at(4, 10), ZONE, closes=closes) is not None) == waits


@pytest.mark.parametrize(
    ("attempts", "minutes"),
    [(1, 1), (2, 5), (3, 15), (4, 60), (5, 180), (6, 360), (7, 720), (8, 1440)],
)
def test_each_try_waits_longer_than_the_one_before(attempts: int, minutes: int) -> None:
    """A minute first, a day in the end."""
    again = next_attempt(at(4, 10), attempts, permanent=False, retry_after=None)
    assert again == at(4, 10) + timedelta(minutes=minutes)


def test_after_the_last_wait_a_send_is_given_up() -> None:
    """The ninth try is the last."""
    assert len(BACKOFF) == 8
    assert next_attempt(at(4, 10), 9, permanent=False, retry_after=None) is None


def test_what_trying_again_cannot_help_is_given_up_at_once() -> None:
    """Whatever the receiver asks for."""
    assert next_attempt(at(4, 10), 1, permanent=True, retry_after=None) is None
    assert next_attempt(at(4, 10), 1, permanent=True, retry_after=30) is None


@pytest.mark.parametrize(
    ("wish", "seconds"),
    [
        (0, 300),
        (299, 300),
        (301, 301),
        (86_399, 86_399),
        (86_400, 86_400),
        (86_401, 86_400),
        (9e9, 86_400),
    ],
)
def test_a_receiver_may_lengthen_the_wait_to_a_day(wish: float, seconds: int) -> None:
    """Five minutes are due; a shorter wish changes nothing, a longer one counts up to a day."""
    again = next_attempt(at(4, 10), 2, permanent=False, retry_after=wish)
    assert again == at(4, 10) + timedelta(seconds=seconds)
