"""A tree as the parser writes it out again: its tags as tokens, inline elements taken out, what its
attributes hide.

What is written out is well-formed and every attribute is quoted, so patterns that would fail on a
page hold here.
"""

import re
from html import unescape
from typing import Literal

from selectolax.lexbor import LexborNode

from watcher.patterns import deferred

_ATTRIBUTES = r"(?: [^\s>][^\s=>]*=\"[^\"]*\")*"
TOKEN = deferred(
    rf"<p({_ATTRIBUTES})>([^<]*)</p>"  # 1, 2: a paragraph of nothing but text: most of a body
    # 3, 4, 5: an entry of nothing but a link: most around it
    rf"|<li({_ATTRIBUTES})><a({_ATTRIBUTES})>([^<]*)</a></li>"
    r"|<(script|style|iframe|noembed|noframes|xmp|plaintext)\b.*?</\6>"  # 6: what is written raw
    r"|</([a-zA-Z][^\s>]*)>"  # 7: an end tag
    rf"|<([a-zA-Z][^\s/>]*)({_ATTRIBUTES})>"  # 8, 9: a start tag
    r"|<!--.*?-->"
    r"|([^<]+)|<",  # 10: text
    re.DOTALL,
)
_SPAN = deferred(rf"<span({_ATTRIBUTES})>")
_PLAIN = deferred(
    rf"</?(?:font|u|o:p|big|small|sub|sup|strike|s|ins|del|tt|st1:chsdate){_ATTRIBUTES}>"
)
_APART = deferred(rf"</?(?:strong|b|em|label|i){_ATTRIBUTES}>")
_APART_OR_SPAN = deferred(rf"</?(?:span|strong|b|em|label|i){_ATTRIBUTES}>")
_NAMES = deferred(r' (?:class|id)="([^"]*)"')
_HREF = deferred(r' href="([^"]*)"')
LEFT_OUT = "left-out"  # the element that stands for what was left out
HIDDEN = deferred(r"display\s{0,4}:\s{0,4}none", re.IGNORECASE)

Look = Literal["", "hidden", "furniture"]


def written_markup(root: LexborNode, leave_out: LexborNode | None) -> str:
    """The tree as markup, with one empty element in the place of `leave_out`."""
    if leave_out is None:
        return root.html or ""
    leave_out.attrs[LEFT_OUT] = ""  # tells it from a copy of itself
    page, left_out = root.html or "", leave_out.html or ""
    del leave_out.attrs[LEFT_OUT]
    return page.replace(left_out, f"<{LEFT_OUT}></{LEFT_OUT}>", 1)


def address_in(attributes: str) -> str:
    """The address a link leads to, as written; "" for one that leads nowhere."""
    found = _HREF.search(attributes)
    return unescape(found[1]).strip() if found else ""


class Looks:
    """Tells what attributes make of an element; a page repeats few, so each is looked at once."""

    def __init__(self, furniture: frozenset[str]) -> None:
        self._furniture = furniture
        self._known: dict[str, Look] = {}

    def look_of(self, attributes: str) -> Look:
        """Tell whether attributes hide an element, or name it furniture by a class or id."""
        look = self._known.get(attributes)
        if look is None:
            look = self._known[attributes] = self._looked_at(attributes)
        return look

    def _looked_at(self, attributes: str) -> Look:
        if "none" in attributes and HIDDEN.search(attributes):
            return "hidden"
        names = " ".join(_NAMES.findall(attributes)).lower().split()
        return "" if self._furniture.isdisjoint(names) else "furniture"


def without_inline(html: str, looks: Looks, seam: str) -> str:
    """The markup without the inline elements that change nothing, `seam` in the place of those that
    set apart.

    Spans stay where one of them is hidden or furniture.
    """
    html = _PLAIN.sub("", html)
    kept = any(map(looks.look_of, set(_SPAN.findall(html))))
    return (_APART if kept else _APART_OR_SPAN).sub(seam, html)
