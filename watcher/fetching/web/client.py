"""The web for every source: one address in, one answer out, with the manners of its source.

Sockets are wire.py's.

Redirects are followed here, so that each hop passes the gate, robots.txt and the pause of its host.
Cookies are never kept. What an answer means is decided in judging.py.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import quote

import stamina

from store.records import LookStatus
from watcher.fetching.expected import NOTHING_KNOWN, Expected
from watcher.fetching.results import (
    Answer,
    Validators,
)
from watcher.fetching.web.exchange import Exchange, Trouble
from watcher.fetching.web.gate import PORTS
from watcher.fetching.web.judging import judged
from watcher.fetching.web.manners import Manners, is_loopback
from watcher.fetching.web.politeness import Politeness
from watcher.fetching.web.robots import Robots
from watcher.fetching.web.time_limit import TimeLimit, current
from watcher.fetching.web.web_address import absolute, normal, origin
from watcher.fetching.web.wire import Bounds, Transient, Wire

# A retry that helped is nobody's news and one that did not is in the answer's reason. Left to
# itself, stamina prints
# each to standard output where structlog is installed, in the middle of what --json prints there.
stamina.instrumentation.set_on_retry_hooks(())

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({502, 503, 504})


@dataclass(frozen=True, slots=True)
class WebPolicy:
    """Bounds of every fetch.

    Times in seconds; `total_seconds` covers one address with its redirects and retries.
    """

    user_agent: str = "PolicyWatch/0.1 (+policy change notification; contact configured)"
    connect_seconds: float = 10
    read_seconds: float = 20
    total_seconds: float = 60
    largest: int = 32 * 1024 * 1024  # bytes, after decompression
    redirects: int = 5
    attempts: int = 3
    retry_seconds: float = 0.2
    gap_seconds: float = 1  # between two requests to one host that is not this machine


class _Busy(Transient):
    """A passing fault of the server (502, 503, 504); the answer stands if it does not pass."""

    def __init__(self, exchange: Exchange) -> None:
        super().__init__(str(exchange.code))
        self.exchange = exchange


class Web:
    """The web as this process sees it: kept connections, robots rules and pauses are shared by all
    its threads.
    """

    def __init__(
        self,
        policy: WebPolicy | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.policy = policy or WebPolicy()
        self._politeness = Politeness(clock, sleep)
        self._robots = Robots(self.policy.user_agent.partition("/")[0], clock)
        bounds = Bounds(self.policy.connect_seconds, self.policy.read_seconds, self.policy.largest)
        self._wire = Wire(self.policy.user_agent, bounds)

    def get(
        self,
        address: str,
        validators: Validators | None = None,
        *,
        manners: Manners | None = None,
        expected: Expected = NOTHING_KNOWN,
    ) -> Answer:
        """Asks for `address`, conditionally where there are validators.

        `expected` is what is known of the document there.

        Never raises for what a server does.
        """
        asked = normal(address)
        token = current.set(TimeLimit(self.policy.total_seconds))
        try:
            return judged(
                self._follow(asked, validators or Validators(), manners or Manners()),
                datetime.now(UTC),
                expected,
            )
        except Trouble as trouble:
            status: LookStatus = LookStatus.REFUSED if trouble.refused else LookStatus.FAILED
            reason = (manners or Manners()).veil.cover(trouble.reason)
            return Answer(asked, status, reason=reason, retry_after=trouble.retry_after)
        finally:
            current.reset(token)

    def close(self) -> None:
        """Closes the kept connections."""
        self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _follow(self, asked: str, validators: Validators, manners: Manners) -> Exchange:
        address, seen, cookie = asked, {asked}, False
        for _ in range(self.policy.redirects + 1):
            exchange = self._ask(address, validators, manners)
            target = exchange.headers.get("location")
            if exchange.code not in _REDIRECTS or not target:
                return replace(exchange, asked=asked)
            cookie = cookie or "set-cookie" in exchange.headers
            # bytes of the header that are not ASCII are sent back as they came
            address = absolute(
                address, quote(target.encode("latin-1"), safe="%/:?#[]@!$&'()*+,;=~{}")
            )
            if address in seen and cookie:
                raise Trouble(
                    "the site sends us back to the same address with a cookie (a robot check)",
                    refused=True,
                )
            if address in seen:
                raise Trouble(
                    f"the site leads in a circle, back to {address}; open it in a browser"
                )
            seen.add(address)
        raise Trouble(f"more than {self.policy.redirects} redirects, the last to {address}")

    def _ask(self, address: str, validators: Validators, manners: Manners) -> Exchange:
        """One address without its redirects, tried again after a moment where that may help."""
        gap = self._gap(address, manners)
        try:
            for attempt in stamina.retry_context(
                on=Transient,
                attempts=self.policy.attempts,
                timeout=None,  # the deadline holds
                wait_initial=self.policy.retry_seconds,
                wait_jitter=self.policy.retry_seconds,
            ):
                with attempt:
                    return self._once(address, validators, manners, gap)
        except _Busy as busy:
            return busy.exchange
        except Transient as fault:
            raise Trouble(str(fault)) from fault
        raise AssertionError("the loop above returns or raises")

    def _once(self, address: str, validators: Validators, manners: Manners, gap: float) -> Exchange:
        place = _permitted(address, manners)
        waited = self._politeness.wait(place[0], gap)
        deadline = current.get()
        if deadline is not None:
            deadline.extend(waited)
        exchange = self._sent(address, validators, manners, place)
        if exchange.code in _BUSY and "retry-after" not in exchange.headers:
            raise _Busy(exchange)
        return exchange

    def _sent(
        self, address: str, validators: Validators, manners: Manners, place: tuple[str, int]
    ) -> Exchange:
        """One request, with the source's secrets where it goes to the source's own host."""
        veil = manners.veil
        ours = place == manners.home
        exchange = self._wire.send(
            veil.lift(address) if ours else address,
            validators,
            manners.tls,
            trusted=manners.trusts(place),
            authorization=veil.authorization if ours else None,
        )
        return veil.cover_exchange(exchange, address)

    def _gap(self, address: str, manners: Manners) -> float:
        """Seconds between two requests to the host: what the source says, else the policy; more
        where robots.txt asks.

        Raises Trouble where the address may not be read at all.
        """
        host, _ = _permitted(address, manners)
        usual = 0.0 if is_loopback(host) else self.policy.gap_seconds
        gap = usual if manners.gap is None else manners.gap
        if not manners.robots:
            return gap
        free = replace(manners, robots=False)
        return max(
            gap,
            self._robots.delay(address, lambda robots: self._follow(robots, Validators(), free)),
        )


def _permitted(address: str, manners: Manners) -> tuple[str, int]:
    """Host and port, when they may be asked; the address behind the name is checked when it is
    connected to.
    """
    place = origin(address)
    if place is None:
        raise Trouble(f"“{address}” is no web address; it must start with http:// or https://")
    if place != manners.home and place[1] not in PORTS:
        raise Trouble(
            f"{place[0]} would be asked on port {place[1]}, where no public site is expected",
            refused=True,
        )
    return place
