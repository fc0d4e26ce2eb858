"""Finds the links of a page that lead to files, and their names. Fetches nothing."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from watcher.parsing.html.blocks import tidy_space
from watcher.patterns import deferred

_FILE = deferred(
    r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z|pptx?|csv|txt|rtf|ceb|dps)(?=$|[?#&])",
    re.IGNORECASE,
)
_VIEWER = deferred(r"[?&](?:file|url|src)=([^&#]+)", re.IGNORECASE)
_FRAMES = (("iframe", "src"), ("embed", "src"), ("object", "data"))


def attached_files(
    tree: LexborHTMLParser, links: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """(label, address as written) of every linked or framed file, each once, in page order."""
    found: dict[str, str] = {}
    for label, address in links:
        if _FILE.search(address) and not address.lower().startswith("javascript:"):
            found[address] = found.get(address) or tidy_space(label)
    for address in _framed_addresses(tree):
        found.setdefault(address, "")
    return tuple((label or _file_name(address), address) for address, label in found.items())


def _framed_addresses(tree: LexborHTMLParser) -> Iterator[str]:
    for tag, attribute in _FRAMES:
        for node in tree.css(tag):
            framed = _framed_file(node.attributes.get(attribute) or "")
            if framed:
                yield framed


def _framed_file(address: str) -> str | None:
    """The file a frame shows, itself or through a viewer (viewer.html?file=/a/b.pdf)."""
    viewer = _VIEWER.search(address)
    if viewer and _FILE.search(unquote(viewer[1])):
        return unquote(viewer[1])
    return address if _FILE.search(address) else None


def _file_name(address: str) -> str:
    return unquote(re.split(r"[?#]", address)[0].rsplit("/", 1)[-1]) or address
