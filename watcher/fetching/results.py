"""The outcome of one look at a source, with its items. Values only."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from store.records import LookStatus
from watcher.fetching.web.page_words import PageWords
from watcher.fetching.web.stand_in_words import StandIn


@dataclass(frozen=True, slots=True)
class Validators:
    """The server's means to ask "has it changed?" with, sent back verbatim."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One address, looked at once. `body` only when fetched (or suspect, as evidence).

    `address` is the one that was asked; `final_address` the one that answered, after redirects
    (relative links of the page count from there). `listed_title` and `listed_on` are what the list
    that led here printed. `reason` is for people and says what to do; a fetched answer may have one
    too (a redirect from https to http).

    Of a page, `words` are what stands on it, and `recognised` tells whether it says what its
    address is known by (None where nothing was known). `stand_in` is what a page is in place of a
    document.
    """

    address: str
    status: LookStatus
    body: bytes | None = field(default=None, repr=False)
    content_type: str | None = None
    validators: Validators = Validators()
    reason: str = ""
    retry_after: timedelta | None = None
    listed_title: str | None = None
    listed_on: date | None = None
    final_address: str | None = None
    words: PageWords | None = field(default=None, repr=False, compare=False)
    recognised: bool | None = None
    stand_in: StandIn | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """One check of a source: the answers of its documents, and the outcome of the source itself.

    `present` names every address the source lists now, fetched or not, or is None where the look
    was not good enough to say that anything is absent. `unlisted` are those of them that the source
    does not list any more although nobody took them away: newer ones pushed them off the list.
    `entry` is the answer for the source's own address (the list page), if any. `undecided` are
    addresses that were missing and of which this look says nothing new. `anew` says that the source
    shows other entries than before, and that this is believed now: what it shows is no news.
    """

    status: LookStatus
    answers: tuple[Answer, ...] = ()
    present: frozenset[str] | None = None
    entry: Answer | None = None
    reason: str = ""
    retry_after: timedelta | None = None
    unlisted: frozenset[str] = frozenset()
    undecided: frozenset[str] = frozenset()
    anew: bool = False
