"""When a source is looked at again."""

from datetime import timedelta

import pytest

from watcher.deciding.next_look import wait_before_next_look

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(("failures", "hours"), [(0, 4), (1, 1), (2, 4), (3, 4), (99, 4)])
def test_a_first_failure_is_followed_up_sooner(failures: int, hours: int) -> None:
    """A quarter of the rhythm once; a site that stays down is asked no more often than usual."""
    assert wait_before_next_look(4 * HOUR, failures=failures) == hours * HOUR


@pytest.mark.parametrize(
    ("wish", "hours"), [(0, 4), (3, 4), (4, 4), (5, 5), (24, 24), (25, 24), (999, 24)]
)
def test_a_site_may_lengthen_the_wait_to_a_day(wish: int, hours: int) -> None:
    """Retry-After never makes it shorter, and cannot silence a source for a week."""
    asked = wait_before_next_look(4 * HOUR, failures=0, retry_after=wish * HOUR)
    assert asked == hours * HOUR


def test_a_rhythm_of_more_than_a_day_is_kept() -> None:
    """The most that a site may ask for is no bound on what the operator asks for."""
    week = timedelta(days=7)
    assert wait_before_next_look(week, failures=0, retry_after=2 * week) == week
    assert wait_before_next_look(week, failures=1, retry_after=HOUR) == week / 4
