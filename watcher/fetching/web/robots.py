"""The permissions of each site's robots.txt (RFC 9309), remembered for a day.

Does not fetch: it is given how.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from watcher.fetching.web.exchange import Exchange, Trouble
from watcher.fetching.web.judging import retry_after

_DAY = 24 * 3600.0
_SOON = 60.0  # a robots.txt that could not be read is tried again after a minute
_LARGEST = 500 * 1024  # RFC 9309 §2.5: at least 500 KiB must be read; more is ignored
_LONGEST_DELAY = (
    10.0  # Crawl-delay is no part of the RFC; kept up to here, so that a list of 50 stays readable
)
_WILDCARDS = 8  # a rule with more is nobody's rule, and could make its matching slow


@dataclass(frozen=True, slots=True)
class _Rules:
    rules: Protego | None  # None: everything may be read
    until: float
    trouble: str = ""
    wait: timedelta | None = None  # what the site asks for where its rules cannot be had


class Robots:
    """Rules by site (scheme, host, port).

    `agent` is the token we obey rules for, `clock` monotonic seconds.
    """

    def __init__(self, agent: str, clock: Callable[[], float]) -> None:
        self._agent = agent
        self._clock = clock
        self._sites: dict[str, _Rules] = {}
        self._lock = threading.Lock()

    def delay(self, address: str, fetch: Callable[[str], Exchange]) -> float:
        """Seconds the site wants between requests (0 where it says nothing).

        Raises Trouble, refused where a rule forbids `address`, failed where the site's rules cannot
        be had.
        """
        site = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        known = self._sites.get(site)
        if known is None or known.until <= self._clock():
            known = self._read(f"{site}/robots.txt", fetch)
            with self._lock:
                self._sites[site] = known
        if known.trouble:
            raise Trouble(known.trouble, retry_after=known.wait)
        if known.rules is None:
            return 0.0
        if not known.rules.can_fetch(address, self._agent):
            raise Trouble(
                f"the site's robots.txt does not allow reading {urlsplit(address).path}; "
                "leave it, or set robots = false for this source if its owner agreed",
                refused=True,
            )
        return min(known.rules.crawl_delay(self._agent) or 0.0, _LONGEST_DELAY)

    def _read(self, address: str, fetch: Callable[[str], Exchange]) -> _Rules:
        now = self._clock()
        try:
            answer = fetch(address)
        except Trouble as trouble:
            # refused: the page itself will meet the same refusal and name it better
            return _Rules(None, now + _SOON, "" if trouble.refused else trouble.reason)
        if answer.code == 429 or (answer.code >= 500 and answer.code != 521):
            # RFC 9309 §2.3.1.4: a server error means that nothing may be read
            reason = f"{address} answers {answer.code}, so nothing may be read there now"
            headers = answer.headers
            wait = retry_after(headers.get("retry-after"), headers.get("date"), datetime.now(UTC))
            return _Rules(None, now + (wait.total_seconds() if wait else _SOON), reason, wait)
        if answer.code != 200 or b"<html" in answer.body[:1024].lower():
            return _Rules(None, now + _DAY)  # RFC 9309 §2.3.1.3: no rules, everything may be read
        return _Rules(_parsed(answer.body), now + _DAY)


def _parsed(body: bytes) -> Protego | None:
    text = body[:_LARGEST].decode("utf-8-sig", "replace")
    lines = [line for line in text.splitlines() if line.count("*") <= _WILDCARDS]
    return Protego.parse("\n".join(lines)) if any(":" in line for line in lines) else None
