"""A source that fails is told of, and its return. Pure; is given now, reads no clock."""

from datetime import datetime, timedelta

from store.records import AlertKind, SourceState

SILENT_AFTER = timedelta(hours=24)
SILENT_FAILURES = 2  # one failed look is weather


def turn_of(state: SourceState, now: datetime) -> AlertKind | None:
    """The kind of alert that a source's health asks for now; None where there is nothing to tell.

    A silence is told once; `silent_told_at` says that it was, and only then is the return news.
    """
    if state.silent_told_at is not None:
        return AlertKind.SOURCE_BACK if state.failing_since is None else None
    if state.failing_since is None or state.failures < SILENT_FAILURES:
        return None
    return AlertKind.SOURCE_SILENT if now - state.failing_since >= SILENT_AFTER else None
