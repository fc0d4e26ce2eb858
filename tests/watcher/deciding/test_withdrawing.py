"""When a policy that no place shows any more is withdrawn."""

from datetime import UTC, datetime, timedelta

import pytest

from watcher.deciding.withdrawing import ShownAt, is_withdrawn

NOW = datetime(2026, 3, 5, 2, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LONG = timedelta(days=9)


def place(gone_for: timedelta | None, looks: int = 3) -> ShownAt:
    return ShownAt(NOW - gone_for if gone_for is not None else None, looks)


@pytest.mark.parametrize(
    ("gone_for", "gone"),
    [
        (None, False),
        (timedelta(), False),
        (timedelta(days=3) - SECOND, False),
        (timedelta(days=3), True),
        (timedelta(days=3) + SECOND, True),
    ],
)
def test_absence_takes_three_days(gone_for: timedelta | None, gone: bool) -> None:
    """A night, or a site that is rebuilt, withdraws nothing."""
    assert is_withdrawn([place(gone_for)], NOW) is gone


@pytest.mark.parametrize(
    ("places", "gone"),
    [
        ([ShownAt(NOW - LONG, 9, in_folder=True)], False),
        ([ShownAt(NOW - LONG, 9, in_folder=True), place(LONG)], True),
        ([ShownAt(None, 0, in_folder=True), place(LONG)], False),
        ([ShownAt(NOW - LONG, 9, in_folder=True), place(None)], False),
    ],
)
def test_a_file_that_left_its_folder_says_nothing(places: list[ShownAt], gone: bool) -> None:
    """Beside a web address it does not count; a file that is still there keeps its policy."""
    assert is_withdrawn(places, NOW) is gone


@pytest.mark.parametrize(
    ("looks", "gone"), [(0, True), (1, False), (2, False), (3, True), (4, True)]
)
def test_an_address_that_is_gone_must_have_been_looked_for_three_times(
    looks: int, gone: bool
) -> None:
    """So that an outage does not count; 0 where the address is there and the policy left it."""
    assert is_withdrawn([place(LONG, looks)], NOW) is gone


def test_one_place_that_shows_it_is_enough() -> None:
    """Every place must have lost it, for long enough and surely."""
    assert is_withdrawn([place(LONG), place(LONG)], NOW)
    assert not is_withdrawn([place(LONG), place(None)], NOW)
    assert not is_withdrawn([place(SECOND), place(LONG)], NOW)
    assert not is_withdrawn([place(LONG, 1), place(LONG)], NOW)


def test_a_policy_that_was_never_seen_is_not_withdrawn() -> None:
    """There is nothing to miss."""
    assert not is_withdrawn([], NOW)
