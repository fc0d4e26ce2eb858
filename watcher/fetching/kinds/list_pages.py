"""Reads a list: its pages, the links on them in order, and whether the listing can be believed.

No detail pages.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from config.settings import SourceSettings
from store.records import LookStatus
from watcher.fetching.expected import squeeze
from watcher.fetching.kinds.kind import SourceMemory
from watcher.fetching.kinds.next_page import next_page
from watcher.fetching.results import Answer, Validators
from watcher.fetching.web.manners import Manners
from watcher.fetching.web.web_address import absolute, normal, origin
from watcher.parsing.html.list_links import Link, read_links

if TYPE_CHECKING:  # httpx takes 0.2 s to import, and most commands never fetch
    from watcher.fetching.web.client import Web

# another list in place of the one that was there is believed after as many looks over as many days
BELIEVED_AFTER = timedelta(days=3)
BELIEVED_LOOKS = 3
_FEWEST = 3  # entries: of fewer, all may well be new
_FAMILIAR = 5  # one in so many must be known


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries that a list shows.

    `links` in its order, each address once; empty when the entry is unchanged or no good.

    `complete` is False where a later list page could not be read, `paged` True where pages follow
    that were not read. An `entry` that is "suspect" has links that must not be believed: none were
    found, less than half of what the list had before, or nearly none that was known. `anew` says
    that such a list has stayed for days and is believed now.
    """

    entry: Answer
    links: tuple[Link, ...] = ()
    complete: bool = True
    paged: bool = False
    reason: str = ""
    anew: bool = False


def read_list(source: SourceSettings, known: SourceMemory, web: "Web", way: Manners) -> Listing:
    """Reads the list's first page, and `pages` - 1 more.

    A single page is asked for conditionally.
    """
    wanted = read_number(source, "pages", 1)
    address = normal(source.url or "")
    # with several pages a 304 for the first says nothing of the others
    entry = web.get(address, known.of(address) if wanted == 1 else None, manners=way)
    if entry.status != LookStatus.FETCHED:
        return Listing(entry, reason=entry.reason)
    pages, reason = _fetch_pages(entry, wanted, web, way)
    note = reason or _unfollowed(len(pages), wanted)
    found: dict[str, Link] = {}
    for page in pages:
        for link in _links_of(source, page):
            found.setdefault(link.address, link)
    for page in pages:
        found.pop(page.address, None)
    paged = _address_after(pages) is not None
    return _judge_listing(
        Listing(entry, tuple(found.values()), not reason, paged, note), known, source
    )


def _unfollowed(read: int, wanted: int) -> str:
    """Says that fewer pages were found than are wanted: the pager may not be understood."""
    if read >= wanted:
        return ""
    return f"pages = {wanted}, but no list page follows page {read}; the rest of it was not read"


def _fetch_pages(entry: Answer, wanted: int, web: "Web", way: Manners) -> tuple[list[Answer], str]:
    pages = [entry]
    while len(pages) < wanted and (address := _address_after(pages)):
        page = web.get(address, manners=way)
        if page.status != LookStatus.FETCHED:
            return pages, f"list page {len(pages) + 1} was not read: {page.reason}"
        pages.append(page)
    return pages, ""


def _address_after(pages: list[Answer]) -> str | None:
    last = pages[-1]
    address = next_page(last.body or b"", last.final_address or last.address)
    return None if address in {page.address for page in pages} else address


def _links_of(source: SourceSettings, page: Answer) -> list[Link]:
    base = page.final_address or page.address
    items, title, date = (_selector_of(source, key) for key in ("items", "title", "date"))
    found = read_links(
        page.body or b"",
        base=base,
        items=items,
        title=title,
        date=date,
        content_type=page.content_type,
    )
    whole = [replace(link, address=absolute(base, link.address)) for link in found]
    return [link for link in whole if origin(link.address)]


def _judge_listing(listing: Listing, known: SourceMemory, source: SourceSettings) -> Listing:
    now, before = len(listing.links), len(known.listed or ())
    if not now:
        selector = _selector_of(source, "items")
        hint = f"check items = “{selector}”" if selector else "name its links with items = “…”"
        return _suspected(
            listing, f"no links were found in the list; the page may have been rebuilt: {hint}"
        )
    # with pages left unread, how many are listed is a matter of the page's length
    if listing.complete and not listing.paged and now * 2 < before:
        return _suspected(
            listing, f"the list shrank from {before} links to {now}; nothing is taken as withdrawn"
        )
    if not _is_another_list(listing, known):
        return listing
    if known.doubts >= BELIEVED_LOOKS and known.doubted_for >= BELIEVED_AFTER:
        return replace(
            listing, anew=True, reason="other entries than before, for days: believed now"
        )
    return _suspected(
        listing,
        f"nearly none of the {before} known entries is left; the address may show another page now:"
        " nothing of it is told, and nothing is taken as withdrawn",
    )


def _is_another_list(listing: Listing, known: SourceMemory) -> bool:
    """True where nearly no entry is known: by its address or, on a rebuilt site, its title."""
    before = known.listed or frozenset()
    if len(before) < _FEWEST or not listing.links:
        return False
    titles = {squeeze(title) for expected in known.expected.values() for title in expected.titles}
    familiar = sum(
        link.address in known.addresses or squeeze(link.title) in titles for link in listing.links
    )
    return familiar * _FAMILIAR < min(len(before), len(listing.links))


def _suspected(listing: Listing, reason: str) -> Listing:
    # without its validators: a later 304 would call a suspect page unchanged
    entry = replace(
        listing.entry, status=LookStatus.SUSPECT, reason=reason, validators=Validators()
    )
    return replace(listing, entry=entry, reason=reason)


def read_number(source: SourceSettings, key: str, default: int) -> int:
    """A whole number of at least 1 out of the source's options.

    Raises ValueError with what to write.
    """
    value = source.options.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"{key} must be a whole number of at least 1, such as {key} = {default}")
    return value


def _selector_of(source: SourceSettings, key: str) -> str | None:
    value = source.options.get(key)
    return value if isinstance(value, str) else None
