"""The lock is looked at while the service works, once a second at most."""

from collections.abc import Iterator
from itertools import count

import pytest

from store.database.lock import LockLostError
from watcher.engine.guarding import Guard


class _Lock:
    """Held for so many looks."""

    def __init__(self, looks: int) -> None:
        self.left = looks

    def check(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise LockLostError("lost")


def test_the_first_step_after_a_loss_ends_the_work() -> None:
    seconds: Iterator[int] = count(step=2)
    steps: list[str] = []
    hear = Guard(_Lock(1), lambda: float(next(seconds))).on_step(steps.append)
    hear("kept")
    with pytest.raises(LockLostError):
        hear("read")
    assert steps == ["kept"]


def test_within_a_second_it_is_not_asked_again() -> None:
    guard = Guard(_Lock(1), lambda: 5.0)
    for _ in range(9):
        guard.check()


def test_without_a_lock_nothing_is_asked() -> None:
    Guard().check()
