"""Looks at the store's lock while the service works: between two steps, and not more often than it
costs nothing.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from store.database.lock import HeldLock
from watcher.steps import OnStep, unwatched

EVERY_SECONDS = 1.0


@dataclass(slots=True)
class Guard:
    """The lock of one service, None where nobody else can be at work on its store."""

    lock: HeldLock | None = None
    now: Callable[[], float] = time.monotonic
    _looked_at: float = field(default=float("-inf"))

    def check(self) -> None:
        """Raises LockLostError where the lock was lost, as seen a second ago at most."""
        if self.lock is None or self.now() - self._looked_at < EVERY_SECONDS:
            return
        self.lock.check()
        self._looked_at = self.now()

    def on_step(self, then: OnStep = unwatched) -> OnStep:
        """Listens to the steps of the path: the work ends at the first one after the
        lock was lost.
        """

        def hear(step: str) -> None:
            self.check()
            then(step)

        return hear
