"""Source kind "list": a list page, the documents it links to, each asked for at every look.

A notice is amended under its old address while the list stays as it was, so documents already known
are asked for again, conditionally. What fails for one document is told in its answer and harms no
other.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from config.settings import SourceSettings
from store.records import LookStatus
from watcher.fetching.kinds.documents import DocumentRound
from watcher.fetching.kinds.kind import Kind, SourceMemory
from watcher.fetching.kinds.list_pages import Listing, read_list, read_number
from watcher.fetching.kinds.visit_plan import left_list, plan_documents, plan_revisits
from watcher.fetching.results import Answer, Look, Validators
from watcher.fetching.web.manners import KEYS, manners
from watcher.fetching.web.stand_in_words import StandIn
from watcher.fetching.web.web_address import normal
from watcher.parsing.html.list_links import Link

if TYPE_CHECKING:  # httpx takes 0.2 s to import, and most commands never fetch
    from watcher.fetching.web.client import Web

LIMIT = 50
_SHARE_OF_REVISITS = 5  # one document in five may be one that the list shows no more
_GOOD = frozenset({LookStatus.FETCHED, LookStatus.UNCHANGED, LookStatus.GONE})
_BELIEVED = (LookStatus.FETCHED, LookStatus.UNCHANGED)


def look_at_list(source: SourceSettings, known: SourceMemory, web: "Web") -> Look:
    """One answer for each document read; `entry` is the list page.

    See Listing for when the list is suspect.
    """
    try:
        way, limit = manners(source), read_number(source, "limit", LIMIT)
        listing = read_list(source, known, web, way)
    except ValueError as error:
        return Look(LookStatus.FAILED, reason=str(error))
    entry = listing.entry
    if entry.status not in _BELIEVED:
        return Look(entry.status, entry=entry, reason=listing.reason, retry_after=entry.retry_after)
    links = _links_to_read(listing, source, known)
    listed = frozenset(link.address for link in links)
    off_list = left_list(listed, known)
    kept_free = min(len(off_list | (known.missing - listed)), limit // _SHARE_OF_REVISITS)
    plan = plan_documents(links, known.addresses, limit - kept_free)
    lap = int(time.time() / source.every.total_seconds())
    again = plan_revisits(listed, known, limit - len(plan), lap)
    documents = DocumentRound(web, way, entry)
    documents.read_documents([*plan, *(Link(address, "", None) for address in again)], known)
    return _ListLook(listing, listed, off_list, documents).conclude(known)


def _links_to_read(listing: Listing, source: SourceSettings, known: SourceMemory) -> Sequence[Link]:
    """The list's links; of a list page that has not changed those that are remembered."""
    if listing.entry.status == LookStatus.FETCHED:
        return listing.links
    remembered = known.addresses if known.listed is None else known.listed
    documents = sorted(remembered - {normal(source.url or "")})
    return tuple(Link(address, "", None) for address in documents)


@dataclass(frozen=True, slots=True)
class _ListLook:
    """Everything one look at a list brought, put together into its outcome.

    `listed` are the addresses on the list, `off_list` those that it shows no more.
    """

    listing: Listing
    listed: frozenset[str]
    off_list: frozenset[str]
    documents: DocumentRound

    def conclude(self, known: SourceMemory) -> Look:
        """The look's status, answers and presence."""
        answers = tuple(map(self._settle_gone, self.documents.answers))
        bad = [answer for answer in answers if answer.status not in _GOOD]
        status = _status_of(self.listing.entry, answers, bad)
        gone = {answer.address for answer in answers if answer.status == LookStatus.GONE}
        still_there = (self.off_list - gone) | self._back(answers, known)
        believed = self.listing.complete and status in _BELIEVED
        return Look(
            status=status,
            answers=answers,
            present=self.listed | still_there if believed else None,
            entry=self._entry(known, bad, gone),
            reason=self._reason(answers, bad),
            retry_after=max(
                (answer.retry_after for answer in bad if answer.retry_after), default=None
            ),
            unlisted=still_there if believed else frozenset(),
            undecided=known.missing - self.listed - still_there - gone,
            anew=self.listing.anew,
        )

    def _settle_gone(self, answer: Answer) -> Answer:
        """The answer; gone, where the list shows it no more and its page says that it is not there.

        As long as the list shows a document such a page is only suspect.
        """
        if answer.status != LookStatus.SUSPECT or answer.stand_in != StandIn.MISSING:
            return answer
        return answer if answer.address in self.listed else replace(answer, status=LookStatus.GONE)

    def _back(self, answers: Sequence[Answer], known: SourceMemory) -> frozenset[str]:
        """Addresses that were missing and answer again, although no list shows them."""
        answering = {answer.address for answer in answers if answer.status in _BELIEVED}
        return (known.missing - self.listed) & answering

    def _entry(self, known: SourceMemory, bad: Sequence[Answer], gone: set[str]) -> Answer:
        """The list page, without its validators while a document is owed.

        A 304 for the list would hide a document that was never read, or a listed one that is back;
        so the list is asked for in full until all are there.
        """
        owed = {link.address for link in self.documents.left}
        owed.update(answer.address for answer in bad)
        never_read = any(known.of(address) == Validators() for address in owed)
        if never_read or gone & self.listed:
            return replace(self.listing.entry, validators=Validators())
        return self.listing.entry

    def _reason(self, answers: Sequence[Answer], bad: Sequence[Answer]) -> str:
        parts = [self.listing.reason] if self.listing.reason else []
        if bad:
            parts.append(
                f"{len(bad)} of {len(answers)} documents were not read, the first: {bad[0].reason}"
            )
        if self.documents.left:
            parts.append(f"{len(self.documents.left)} more wait for the next look")
        return "; ".join(parts)


def _status_of(entry: Answer, answers: Sequence[Answer], bad: Sequence[Answer]) -> LookStatus:
    """The list's own status; where not one document could be read, what most of them met."""
    if answers and len(bad) == len(answers):
        return Counter(answer.status for answer in bad).most_common(1)[0][0]
    statuses = {entry.status, *(answer.status for answer in answers)}
    return LookStatus.FETCHED if LookStatus.FETCHED in statuses else LookStatus.UNCHANGED


KIND = Kind(
    required=frozenset({"url"}),
    optional=frozenset({"items", "title", "date", "body", "pages", "limit"}) | KEYS,
    look=look_at_list,
)
