"""Stands in for watcher.parsing.links until that module is there; goes away with it."""

from dataclasses import dataclass
from datetime import date as civil
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from watcher.parsing.charset import decode


@dataclass(frozen=True, slots=True)
class Link:
    """A document a list links to."""

    address: str
    title: str
    listed_on: civil | None = None


def links(
    data: bytes, *, base: str, items: str | None = None, title: str | None = None, date: str | None = None
) -> tuple[Link, ...]:
    """The links that `items` selects."""
    del title, date
    tree = LexborHTMLParser(decode(data).text)
    nodes = [a for node in tree.css(items or "a") for a in ([node] if node.tag == "a" else node.css("a"))]
    return tuple(
        Link(urljoin(base, node.attributes["href"] or ""), node.text(strip=True))
        for node in nodes
        if node.attributes.get("href")
    )
