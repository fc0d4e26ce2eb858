"""Source kind "list": a list page, the documents it links to, each asked for at every look.

A notice is amended under its old address while the list stays as it was, so documents already known are asked for
again, conditionally. What fails for one document is told in its answer and harms no other.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from config.settings import SourceSettings
from store.records import LookStatus
from watcher.fetching.kinds.kind import Kind, Known
from watcher.fetching.kinds.list_pages import Listing, number, read
from watcher.fetching.kinds.visit_plan import planned, turn, unlisted
from watcher.fetching.results import (
    Answer,
    Look,
    Validators,
)
from watcher.fetching.web.manners import KEYS, Manners, manners
from watcher.fetching.web.web_address import normal, origin
from watcher.parsing.html.list_links import Link

if TYPE_CHECKING:  # httpx takes 0.2 s to import, and most commands never fetch
    from watcher.fetching.web.client import Web

LIMIT = 50
_LARGEST_LOOK = 128 * 1024 * 1024  # bytes of one look's documents; the rest waits for the next
_GOOD = frozenset({LookStatus.FETCHED, LookStatus.UNCHANGED, LookStatus.GONE})
_SLOW_SECONDS = 5.0
_SLOW_FAILURES = (
    3  # after so many slow failures in a row a host is left alone for the rest of the look
)


def look(source: SourceSettings, known: Known, web: "Web") -> Look:
    """One answer for each document read; `entry` is the list page. See Listing for when the list is suspect."""
    try:
        way, limit = manners(source), number(source, "limit", LIMIT)
        listing = read(source, known, web, way)
    except ValueError as error:
        return Look(LookStatus.FAILED, reason=str(error))
    entry = listing.entry
    if entry.status not in (LookStatus.FETCHED, LookStatus.UNCHANGED):
        return Look(entry.status, entry=entry, reason=listing.reason, retry_after=entry.retry_after)
    links = listing.links if entry.status == LookStatus.FETCHED else _remembered(source, known)
    pushed_off = unlisted(frozenset(link.address for link in links), known, paged=listing.paged)
    plan = planned(links, known.addresses, limit)
    lap = int(time.time() / source.every.total_seconds())
    reading = _Reading(web, way, entry)
    reading.read(
        [*plan, *(Link(address, "", None) for address in turn(pushed_off, limit - len(plan), lap))],
        known,
    )
    return _outcome(listing, links, pushed_off, reading, known)


def _remembered(source: SourceSettings, known: Known) -> tuple[Link, ...]:
    """The documents of a list page that has not changed."""
    addresses = known.addresses if known.listed is None else known.listed
    return tuple(
        Link(address, "", None) for address in sorted(addresses - {normal(source.url or "")})
    )


@dataclass(slots=True)
class _Reading:
    """The documents read in one look, and those left for the next: their host failed or asked for a pause, or the
    look is full.
    """

    web: "Web"
    way: Manners
    entry: Answer
    answers: list[Answer] = field(default_factory=list)
    left: list[Link] = field(default_factory=list)
    slow: Counter[str] = field(default_factory=Counter)
    size: int = 0

    def read(self, links: Sequence[Link], known: Known) -> None:
        for link in links:
            host = (origin(link.address) or ("", 0))[0]
            if self.slow[host] >= _SLOW_FAILURES or self.size > _LARGEST_LOOK:
                self.left.append(link)
                continue
            started = time.monotonic()
            answer = self._answer(link, known.of(link.address))
            self.answers.append(answer)
            self.size += len(answer.body or b"")
            if answer.status != LookStatus.FAILED:
                self.slow[host] = 0
            elif answer.retry_after is not None:
                self.slow[host] = _SLOW_FAILURES
            elif time.monotonic() - started > _SLOW_SECONDS:
                self.slow[host] += 1

    def _answer(self, link: Link, remembered: Validators) -> Answer:
        answer = self.web.get(link.address, remembered, manners=self.way)
        if answer.status == LookStatus.FETCHED and answer.body == self.entry.body:
            reason = "the list itself is served in place of the document"
            answer = replace(
                answer, status=LookStatus.SUSPECT, reason=reason, validators=Validators()
            )
        return replace(answer, listed_title=link.title or None, listed_on=link.listed_on)


def _outcome(
    listing: Listing,
    links: Sequence[Link],
    pushed_off: frozenset[str],
    reading: _Reading,
    known: Known,
) -> Look:
    answers, entry = tuple(reading.answers), listing.entry
    bad = [answer for answer in answers if answer.status not in _GOOD]
    owed = {link.address for link in reading.left} | {answer.address for answer in bad}
    listed = {link.address for link in links}
    broken = any(
        answer.status == LookStatus.GONE and answer.address in listed for answer in answers
    )
    if broken or any(known.of(address) == Validators() for address in owed):
        # a 304 for the list would hide a document that was never read, or a listed one that is back; so the list is
        # asked for in full until all are there
        entry = replace(entry, validators=Validators())
    status = _status(entry, answers, bad)
    believed = listing.complete and status in (LookStatus.FETCHED, LookStatus.UNCHANGED)
    still_there = pushed_off - {
        answer.address for answer in answers if answer.status == LookStatus.GONE
    }
    return Look(
        status=status,
        answers=answers,
        present=frozenset(link.address for link in links) | still_there if believed else None,
        entry=entry,
        reason=_reason(listing, answers, bad, len(reading.left)),
        retry_after=max((answer.retry_after for answer in bad if answer.retry_after), default=None),
        unlisted=still_there if believed else frozenset(),
    )


def _status(entry: Answer, answers: Sequence[Answer], bad: Sequence[Answer]) -> LookStatus:
    """The list's own status; where not one document could be read, what most of them met."""
    if answers and len(bad) == len(answers):
        return Counter(answer.status for answer in bad).most_common(1)[0][0]
    changed = entry.status == LookStatus.FETCHED or any(
        answer.status == LookStatus.FETCHED for answer in answers
    )
    return LookStatus.FETCHED if changed else LookStatus.UNCHANGED


def _reason(listing: Listing, answers: Sequence[Answer], bad: Sequence[Answer], left: int) -> str:
    parts = [listing.reason] if listing.reason else []
    if bad:
        parts.append(
            f"{len(bad)} of {len(answers)} documents were not read, the first: {bad[0].reason}"
        )
    if left:
        parts.append(f"{left} more wait for the next look")
    return "; ".join(parts)


KIND = Kind(
    required=frozenset({"url"}),
    optional=frozenset({"items", "title", "date", "body", "pages", "limit"}) | KEYS,
    look=look,
)
