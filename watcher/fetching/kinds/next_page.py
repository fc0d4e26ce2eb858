"""Finds the page after a list page. Pure; knows the ways that most government sites write it.

Either a link says so (下一页, rel=next, a click handler), or the next number stands beside the present
one, or a script writes it: TRS sites call `createPageHTML(total, current, "index", "html")` and
number their pages index.html, index_1.html, ….
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from watcher.fetching.web.web_address import absolute, origin
from watcher.parsing.charset import decode_bytes
from watcher.parsing.html.taming import tame_markup

_CALL = re.compile(r"createPage(?:HTML)?\(([^()]{3,200})\)")
_ASSIGNED = re.compile(r"\b(?:var|let)\s+(\w{1,40})\s{0,9}=\s{0,9}(\d{1,5})\b")
_ADDRESS_IN_CLICK = re.compile(
    r"(?:location(?:\.href)?\s{0,9}=|(?:open|assign|replace)\()\s{0,9}[\"']([^\"']{1,500})"
)
_SPACE = re.compile(r"\s+")
_NEXT = ("下一页", "下页", "后一页", "下一頁")
_NEXT_IN_ENGLISH = frozenset({"next", "next page"})
_ARROWS = frozenset({">", ">>", "›", "»"})
_LONGEST_LABEL = 10  # letters: a title may speak of a next page too
_NO_ADDRESS = ("javascript:", "#")
_PAGE_NUMBER = re.compile(r"[0-9]{1,3}")
_QUOTES = ('"', "'")
_NAMES = 2  # the name of the files and their ending
_LARGEST = 2 * 1024 * 1024  # bytes; a list page is smaller
_COUNTS = 2  # numbers that a call of TRS starts with: all pages, and the present one


def next_page(page: bytes, base: str) -> str | None:
    """The address of the next list page of the page at `base`, or None for the last."""
    if len(page) > _LARGEST:
        return None
    text = decode_bytes(page).text
    tree = LexborHTMLParser(tame_markup(text))
    start = _start_of_links(tree, base)
    this = absolute(base, "")
    for address in (*_named(tree, start), *_numbered(tree, start)):
        if origin(address) and address != this:
            return address
    return _scripted(text, base)


def _start_of_links(tree: LexborHTMLParser, base: str) -> str:
    """The address that relative links start from: `<base href>`, or the page's own."""
    node = tree.css_first("base[href]")
    return base if node is None else absolute(base, node.attributes.get("href") or "")


def _named(tree: LexborHTMLParser, start: str) -> Iterator[str]:
    """The targets of links that say that they lead to the next page."""
    for node in tree.css("a, link[rel]"):
        if _says_next(node):
            href = (node.attributes.get("href") or "").strip()
            click = _ADDRESS_IN_CLICK.search(node.attributes.get("onclick") or "")
            if href and not href.startswith(_NO_ADDRESS):
                yield absolute(start, href)
            elif click:
                yield absolute(start, click[1])


def _says_next(node: LexborNode) -> bool:
    if "next" in (node.attributes.get("rel") or "").lower().split():
        return True
    if node.tag != "a":
        return False
    text = _SPACE.sub("", node.text())
    if len(text) < _LONGEST_LABEL and any(word in text for word in _NEXT):
        return True
    return _is_told_as_next(node) or _is_marked_as_next(node)


def _is_told_as_next(node: LexborNode) -> bool:
    labels = (node.attributes.get("title") or "", node.attributes.get("aria-label") or "")
    told = _SPACE.sub("", "".join(labels))
    return any(word in told for word in _NEXT)


def _is_marked_as_next(node: LexborNode) -> bool:
    """True for Next, and for an arrow in a link of the class "next"."""
    alone = node.text(strip=True).lower()
    marked = "next" in (node.attributes.get("class") or "").lower()
    return alone in _NEXT_IN_ENGLISH or (marked and alone in _ARROWS)


def _numbered(tree: LexborHTMLParser, start: str) -> Iterator[str]:
    """The target of the next number, right behind the present one, which is no link."""
    for node in tree.css("span, b, strong, em, i, li"):
        number = node.text(strip=True)
        if not _PAGE_NUMBER.fullmatch(number) or node.css_first("a") is not None:
            continue
        link = _link_behind(node)
        if link is None or link.text(strip=True) != str(int(number) + 1):
            continue
        href = (link.attributes.get("href") or "").strip()
        if href and not href.startswith(_NO_ADDRESS):
            yield absolute(start, href)


def _link_behind(node: LexborNode) -> LexborNode | None:
    follower = _next_element(node)
    return follower if follower is None or follower.tag == "a" else follower.css_first("a")


def _next_element(node: LexborNode) -> LexborNode | None:
    follower = node.next
    while follower is not None and follower.tag == "-text":
        if follower.text(strip=True):
            return None
        follower = follower.next
    return follower


def _scripted(page: str, base: str) -> str | None:
    numbers = dict(_ASSIGNED.findall(page))
    for call in _CALL.finditer(page):
        words = [word.strip() for word in call[1].split(",")]
        counts = [numbers.get(word, word) for word in words if not word.startswith(_QUOTES)]
        names = [word.strip("".join(_QUOTES)) for word in words if word.startswith(_QUOTES)]
        if len(names) >= _NAMES and _are_counts(counts[:_COUNTS]):
            # the name of an element may stand before the name of the files
            return _scripted_address(int(counts[0]), int(counts[1]), names[-_NAMES:], base)
    return None


def _are_counts(words: list[str]) -> bool:
    return len(words) == _COUNTS and all(re.fullmatch(r"[0-9]{1,5}", word) for word in words)


def _scripted_address(total: int, current: int, names: list[str], base: str) -> str | None:
    name, ending = names
    return absolute(base, f"{name}_{current + 1}.{ending}") if current + 1 < total else None
