"""A guard against patterns that run away: work that never ends is stopped and fails. Measures nothing."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

RUNAWAY = 60  # seconds of CPU: hundreds of times what the work takes, and far less than a runaway


@contextmanager
def ends(what: str = "it") -> Iterator[None]:
    """Fails the test when the work inside has not ended after a minute of this process's CPU."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        pytest.fail(f"{what[:40]!r} ran away")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, RUNAWAY)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
