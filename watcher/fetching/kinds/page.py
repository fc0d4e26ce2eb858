"""Source kind "page": one web address, one document."""

from typing import TYPE_CHECKING

from config.settings import SourceSettings
from store.records import LookStatus
from watcher.fetching.kinds.kind import Kind, SourceMemory
from watcher.fetching.results import Look
from watcher.fetching.web.manners import KEYS, manners
from watcher.fetching.web.web_address import normal

if TYPE_CHECKING:  # httpx takes 0.2 s to import, and most commands never fetch
    from watcher.fetching.web.client import Web


def look_at_page(source: SourceSettings, known: SourceMemory, web: "Web") -> Look:
    """One answer; `present` is the page, nothing where it is gone, unknown where the look was no
    good.
    """
    try:
        answer = web.get(
            source.url or "",
            known.of(normal(source.url or "")),
            manners=manners(source),
            expected=known.expect(normal(source.url or "")),
        )
    except ValueError as error:
        return Look(LookStatus.FAILED, reason=str(error))
    present = {
        LookStatus.FETCHED: frozenset({answer.address}),
        LookStatus.UNCHANGED: frozenset({answer.address}),
        LookStatus.GONE: frozenset[str](),
    }
    return Look(
        answer.status,
        (answer,),
        present.get(answer.status),
        reason=answer.reason,
        retry_after=answer.retry_after,
    )


KIND = Kind(required=frozenset({"url"}), optional=frozenset({"body"}) | KEYS, look=look_at_page)
