"""Finds the page after a list page. Pure; knows the two ways that most government sites write it.

Either a link says so (下一页, rel=next), or a script writes it: TRS sites call `createPageHTML(total,
current, "index", "html")` and number their pages index.html, index_1.html, ….
"""

import re

from watcher.fetching.web.web_address import absolute, origin

_SCRIPT = re.compile(
    rb"createPage(?:HTML)?\(\s{0,9}(\d{1,5})\s{0,9},\s{0,9}(\d{1,5})\s{0,9},"
    rb"\s{0,9}[\"']([\w-]{1,40})[\"']"
    rb"\s{0,9},\s{0,9}[\"'](\w{1,10})[\"']"
)
_ANCHOR = re.compile(rb"<(?:a|link)\s([^<>]{1,2000})>([^<>]{0,40})", re.IGNORECASE)
_HREF = re.compile(rb"href\s{0,9}=\s{0,9}[\"']?([^\"'\s>]{1,1500})", re.IGNORECASE)
_REL_NEXT = re.compile(rb"rel\s{0,9}=\s{0,9}[\"']?next\b", re.IGNORECASE)
_NEXT = tuple(
    word.encode(charset) for word in ("下一页", "下页") for charset in ("utf-8", "gb18030")
)


def next_page(page: bytes, base: str) -> str | None:
    """The address of the next list page of the page at `base`, or None for the last."""
    return _linked(page, base) or _scripted(page, base)


def _linked(page: bytes, base: str) -> str | None:
    for attributes, text in _ANCHOR.findall(page):
        if _REL_NEXT.search(attributes) or any(word in text for word in _NEXT):
            href = _HREF.search(attributes)
            address = absolute(base, _text(href[1])) if href else base
            if origin(address) and address != absolute(base, ""):
                return address
    return None


def _scripted(page: bytes, base: str) -> str | None:
    call = _SCRIPT.search(page)
    if call is None:
        return None
    total, current = int(call[1]), int(call[2])
    name, ending = _text(call[3]), _text(call[4])
    return absolute(base, f"{name}_{current + 1}.{ending}") if current + 1 < total else None


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").replace("&amp;", "&")
