"""The time one fetch may take in all, whatever the server does with it. Knows no network."""

import time
from contextvars import ContextVar


class TimeLimit:
    """Seconds from now until a fetch must be over, on the real monotonic clock (sockets wait in
    real time).
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left; never negative."""
        return max(0.0, self._ends - time.monotonic())

    def extend(self, seconds: float) -> None:
        """Gives back time that was spent waiting for politeness, which is no fault of
        the server.
        """
        self._ends += seconds


# A connection outlives the fetch that opened it, so each read asks for the deadline of the fetch
# that is reading.
current: ContextVar[TimeLimit | None] = ContextVar("deadline", default=None)
