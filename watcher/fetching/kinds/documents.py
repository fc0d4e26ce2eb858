"""The polite loop that every kind shares: the documents of a look, asked for one after another.

Decides no outcome of the source.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from store.records import LookStatus
from watcher.fetching.kinds.kind import SourceMemory
from watcher.fetching.kinds.look_alikes import judge_together
from watcher.fetching.results import Answer
from watcher.fetching.web.judging import suspected
from watcher.fetching.web.manners import Manners
from watcher.fetching.web.web_address import origin
from watcher.parsing.html.list_links import Link

if TYPE_CHECKING:  # httpx takes 0.2 s to import, and most commands never fetch
    from watcher.fetching.web.client import Web

_LARGEST_LOOK = 128 * 1024 * 1024  # bytes of one look's documents; the rest waits for the next
_SLOW_SECONDS = 5.0
# after so many slow failures in a row a host is left alone for the rest of the look
_SLOW_FAILURES = 3


@dataclass(slots=True)
class DocumentRound:
    """The documents read in one look, and those left for the next.

    A document is left where its host failed slowly again and again or asked for a pause, or where
    the look is full. `entry` is the list page: one that is served in place of a document is
    suspect.
    """

    web: "Web"
    way: Manners
    entry: Answer
    answers: list[Answer] = field(default_factory=list)
    left: list[Link] = field(default_factory=list)
    slow: Counter[str] = field(default_factory=Counter)
    size: int = 0

    def read_documents(self, links: Sequence[Link], known: SourceMemory) -> None:
        """Asks for each document, or leaves it; every one of them ends in `answers` or `left`."""
        for link in links:
            host = (origin(link.address) or ("", 0))[0]
            if self.slow[host] >= _SLOW_FAILURES or self.size > _LARGEST_LOOK:
                self.left.append(link)
                continue
            started = time.monotonic()
            answer = self._ask_for(link, known)
            self.answers.append(answer)
            self.size += len(answer.body or b"")
            self._note_pace(host, answer, time.monotonic() - started)
        self.answers = judge_together(self.answers, self.entry)

    def _note_pace(self, host: str, answer: Answer, seconds: float) -> None:
        if answer.status != LookStatus.FAILED:
            self.slow[host] = 0
        elif answer.retry_after is not None:
            self.slow[host] = _SLOW_FAILURES
        elif seconds > _SLOW_SECONDS:
            self.slow[host] += 1

    def _ask_for(self, link: Link, known: SourceMemory) -> Answer:
        answer = self.web.get(
            link.address,
            known.of(link.address),
            manners=self.way,
            expected=known.expect(link.address, link.title),
        )
        if answer.status == LookStatus.FETCHED and answer.body == self.entry.body:
            answer = suspected(answer, "the list itself is served in place of the document")
        return replace(answer, listed_title=link.title or None, listed_on=link.listed_on)
