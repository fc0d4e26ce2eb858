"""When a source's silence is told, and its return."""

from datetime import UTC, datetime, timedelta

import pytest

from store.records import AlertKind, SourceState
from watcher.deciding.source_silence import turn_of

NOW = datetime(2026, 3, 5, 2, tzinfo=UTC)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def state(*, since: timedelta | None, failures: int, told: bool = False) -> SourceState:
    return SourceState(
        "notices",
        failing_since=NOW - since if since is not None else None,
        failures=failures,
        silent_told_at=NOW - DAY if told else None,
    )


@pytest.mark.parametrize(
    ("since", "failures", "turn"),
    [
        (DAY - SECOND, 9, None),
        (DAY, 9, AlertKind.SOURCE_SILENT),
        (DAY + SECOND, 9, AlertKind.SOURCE_SILENT),
        (DAY, 0, None),
        (DAY, 1, None),
        (DAY, 2, AlertKind.SOURCE_SILENT),
        (timedelta(), 9, None),
        (None, 0, None),
        (None, 9, None),
    ],
)
def test_a_source_is_silent_after_a_day_and_two_failures(
    since: timedelta | None, failures: int, turn: AlertKind | None
) -> None:
    """One failed look is weather, however long the next one takes."""
    assert turn_of(state(since=since, failures=failures), NOW) == turn


def test_a_silence_is_told_once_and_so_is_its_end() -> None:
    """While it goes on nothing is said; a return is news only where the silence was."""
    assert turn_of(state(since=9 * DAY, failures=9, told=True), NOW) is None
    assert turn_of(state(since=None, failures=0, told=True), NOW) == AlertKind.SOURCE_BACK
    assert turn_of(state(since=None, failures=0), NOW) is None
