"""The least pause between two requests to one host, over all threads of this process.

Keeps times, not addresses.
"""

import threading
from collections.abc import Callable


class Politeness:
    """Hands out turns: each caller gets the next free moment of its host and sleeps until then."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._free: dict[
            str, float
        ] = {}  # host → the clock's reading from which it may be asked again
        self._lock = threading.Lock()

    def wait(self, host: str, gap: float) -> float:
        """Returns when `host` may be asked, at least `gap` seconds after the turn before; gives the
        seconds slept.
        """
        if gap <= 0:
            return 0.0
        with self._lock:
            now = self._clock()
            turn = max(now, self._free.get(host, now))
            self._free[host] = turn + gap
        if turn > now:
            self._sleep(turn - now)
        return turn - now
