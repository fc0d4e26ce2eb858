"""The entries of a list page: address, title, printed date. Fetches nothing and follows nothing."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from watcher.parsing.charset import decode_bytes
from watcher.parsing.html.blocks import tidy_space
from watcher.parsing.html.body import select_nodes
from watcher.parsing.html.link_groups import Candidate, Rows, likeliest_list, text_after
from watcher.parsing.html.listed_dates import listed_date, without_dates
from watcher.parsing.html.taming import tame_markup

MAX_BYTES = 20_000_000
_CUT = ("…", "...", "．．．")


@dataclass(frozen=True, slots=True)
class Link:
    """One entry: absolute address without fragment, title, and the date printed beside it."""

    address: str
    title: str
    listed_on: dt.date | None


def read_links(
    data: bytes,
    *,
    base: str,
    items: str | None = None,
    title: str | None = None,
    date: str | None = None,
    content_type: str | None = None,
) -> tuple[Link, ...]:
    """The entries of the list page `data`, in page order, each address once; () where there are
    none.

    `base` is the page's address. `items` selects the links or the rows around them; `title` and
    `date` are selectors inside an item (`a@title` reads an attribute). Without `items` the list
    with the most dated Chinese titles is taken. Never raises on bad input: a selector that is
    invalid finds nothing.
    """
    if len(data) > MAX_BYTES:
        return ()
    # jpage wraps its rows in CDATA
    text = decode_bytes(data, content_type).text.replace("<![CDATA[", "").replace("]]>", "")
    tree = LexborHTMLParser(tame_markup(text))
    reader = _Reader(_base_of(tree, base), Rows(tree.css("a[href]")), title, date)
    page = urldefrag(base).url
    entries = []
    for item in _items_of(tree, items):
        entry = reader.read_entry(item)
        if entry is not None and entry[1].address != page:
            entries.append(entry)
    if not items:
        entries = _likeliest_entries(entries)
    return tuple(_without_repeats(link for _, link in entries))


def _items_of(tree: LexborHTMLParser, items: str | None) -> list[LexborNode]:
    return _innermost_items(select_nodes(tree, items)) if items else tree.css("a[href]")


def _likeliest_entries(
    entries: list[tuple[LexborNode, Link]],
) -> list[tuple[LexborNode, Link]]:
    """The entries that are the page's list, of all its links."""
    shapes = [Candidate(node, link.title, link.listed_on is not None) for node, link in entries]
    return [entries[at] for at in likeliest_list(shapes)]


def _innermost_items(items: Sequence[LexborNode]) -> list[LexborNode]:
    """The items that hold no other item: a menu's li may hold a list of its own."""
    around: set[int] = set()
    for item in items:
        node = item.parent
        while node is not None and node.mem_id not in around:
            around.add(node.mem_id)
            node = node.parent
    return [item for item in items if item.mem_id not in around]


@dataclass(frozen=True, slots=True)
class _Reader:
    """The way this page's items are read: the address that links start from, the rows, the
    selectors inside an item.
    """

    base: str
    rows: Rows
    title: str | None
    date: str | None

    def read_entry(self, item: LexborNode) -> tuple[LexborNode, Link] | None:
        """The link of an item, or None where it has none that leads anywhere."""
        anchor = item if item.tag == "a" else _main_link(item, self.title)
        address = None if anchor is None else _absolute_address(anchor, self.base)
        if anchor is None or address is None:
            return None
        row = self.rows.row_around(anchor) if item.tag == "a" else item
        name = (_selected_text(row, self.title) if self.title else None) or _title_of(anchor)
        stamp = _selected_text(row, self.date) if self.date else None
        return anchor, Link(address, name, listed_date(stamp or _text_beside(row, anchor, name)))


def _main_link(item: LexborNode, title: str | None) -> LexborNode | None:
    """The link with the longest text: rows also link their column and their attachments."""
    anchors = select_nodes(item, title.partition("@")[0]) if title else []
    anchors = [node for node in anchors if node.tag == "a"] or item.css("a[href]")
    return max(anchors, key=lambda node: len(_title_of(node)), default=None)


def _title_of(anchor: LexborNode) -> str:
    """The link's text; its title attribute where the text is cut short or holds more than the
    title.
    """
    text, full = tidy_space(anchor.text()), tidy_space(anchor.attributes.get("title") or "")
    cut = text.endswith(_CUT)
    if full and (not text or (full in text) or (cut and not full.endswith(_CUT))):
        return full
    return without_dates(text)


def _selected_text(row: LexborNode, selector: str) -> str | None:
    """The text, or the attribute after @, of the first node a selector finds in a row."""
    css, _, attribute = selector.partition("@")
    found = select_nodes(row, css)
    if not found:
        return None
    return tidy_space(
        found[0].attributes.get(attribute) or "" if attribute else found[0].text(separator=" ")
    )


def _text_beside(row: LexborNode, anchor: LexborNode, name: str) -> str:
    """The text that a row prints beside the title, so that a date inside a title is not taken for
    the list's.
    """
    shown = tidy_space(anchor.text(separator=" "))
    alone = row.mem_id == anchor.mem_id
    whole = f"{shown} {text_after(anchor)}" if alone else tidy_space(row.text(separator=" "))
    for title in (name, shown):
        if title in whole and title != whole:
            return whole.replace(title, " ", 1)
    return whole.removeprefix(name)


def _base_of(tree: LexborHTMLParser, page: str) -> str:
    node = tree.css_first("base[href]")
    return (
        page if node is None else _joined_address(page, node.attributes.get("href") or "") or page
    )


def _absolute_address(anchor: LexborNode, base: str) -> str | None:
    href = "".join((anchor.attributes.get("href") or "").split("\n")).strip()
    if not href or href.startswith("#"):
        return None
    address = _joined_address(base, href)
    return address if address and urlsplit(address).scheme in {"http", "https"} else None


def _joined_address(base: str, href: str) -> str | None:
    try:
        return urldefrag(urljoin(base, href)).url
    except ValueError:  # http://[broken
        return None


def _without_repeats(entries: Iterable[Link]) -> Iterator[Link]:
    seen: set[str] = set()
    for link in entries:
        if link.address not in seen:
            seen.add(link.address)
            yield link
