"""A DOM to lines, as a reader's eye takes them: blocks break, inline text runs on, a table row is one line.

Knows nothing of what the lines mean. The walk keeps its own stack, so that depth costs nothing.
"""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

SEAM = "\ue000"  # private use: no page prints it
CELL = " | "  # between the cells of one table row
_LAYOUT_PIECES = 12  # a row with a cell of more lines than this lays out a page, it tabulates nothing
_SKIP = frozenset(
    "script style noscript template nav footer select button textarea svg iframe object embed head title canvas audio "  # noqa: SIM905 - words read best as words
    "video map input".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr o:p q s samp small span "  # noqa: SIM905 - words read best as words
    "st1:chsdate strike strong sub sup time tt u var wbr".split()
)
_CLASSED = frozenset("div ul p section span td aside form table dl".split())  # noqa: SIM905 - words read best as words
_SET_APART = frozenset("span strong b em label i".split())  # noqa: SIM905 - words read best as words
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…"
_WRAP = re.compile(rf"(?<=[{_CJK}])[ \t]*[\r\n]\s*(?=[{_CJK}])")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\ufffc]")
_UNTIDY = re.compile("[\t\r\n\f\xa0\u200b\u200c\u200d\u2060\ufeff\u00ad\ufffc]|  ")
_HIDDEN = re.compile(r"display\s{0,4}:\s{0,4}none", re.IGNORECASE)
_SHORT = 400  # characters of a block that may be dropped for its class alone


@dataclass(slots=True)
class Line:
    """One line: its text, heading level, block (`box`), number of linked characters, and the cells of a row."""

    text: str
    level: int
    box: int
    linked: int = 0
    cells: tuple[str, ...] = ()
    seamed: str = ""  # the text with SEAM where an inline element begins, for a line outside the body that has any


@dataclass(slots=True)
class Flow:
    """The lines under one node. `parents[i]` is the box around box i, `ends[i]` the first box after its subtree."""

    lines: list[Line] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)  # (text, href) in page order
    body_at: int | None = None  # how many lines stand before the body that was left out


def tidy(text: str) -> str:
    """White space as a browser shows it; an ideographic space inside a line stays, a wrap between Chinese goes."""
    if _UNTIDY.search(text) is None:
        return text.strip()
    if "\n" in text or "\r" in text:
        text = _WRAP.sub("", text)
    return _INVISIBLE.sub("", _SPACE.sub(" ", text)).strip()


def flow_of(
    root: LexborNode, furniture: frozenset[str], *, leave_out: LexborNode | None = None, seams: bool = False
) -> Flow:
    """Every visible line under `root`, in page order; linear in the number of nodes.

    `leave_out` is not entered; where it stands is noted. Blocks with a class or id in `furniture` are dropped when
    they are short (a wrapper may carry such a name too). With `seams`, lines remember where a span begins: labels
    and values stand side by side in spans that only a style sheet keeps apart.
    """
    nested = root.css_first("table table") is not None
    walk = _Walk(None if leave_out is None else leave_out.mem_id, furniture, seams=seams, nested=nested)
    node: LexborNode | None = root
    depth = 0
    while node is not None:
        child = node.first_child if walk.enter(node) else None
        if child is not None:
            node, depth = child, depth + 1
            continue
        walk.leave()
        while node is not None and depth and node.next is None:
            node, depth = node.parent, depth - 1
            walk.leave()
        node = node.next if node is not None and depth else None
    walk.flush()
    return walk.flow


class _Walk:
    """The state of one walk: what is open, and the text gathered since the last line ended."""

    def __init__(self, left_out: int | None, furniture: frozenset[str], *, seams: bool, nested: bool) -> None:
        self.flow = Flow()
        self._left_out = left_out
        self._furniture = furniture
        self._seams = seams
        self._nested = nested  # whether any table stands in another: rows need a look inside only then
        self._open: list[str] = []  # tags entered, "" for what needs no closing
        self._pieces: list[str] = []
        self._linked = 0
        self._link: list[str] | None = None
        self._href = ""
        self._level = 0
        self._box = -1
        self._row: list[list[Line]] | None = None

    def enter(self, node: LexborNode) -> bool:
        """Take in a node; whether its children are wanted."""
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
        elif tag == "br":
            self.flush()
        elif tag not in _SKIP and tag[:1] != "-" and self._wanted(node, tag):
            self._open.append(tag)
            (self._enter_inline if tag in _INLINE else self._enter_block)(node, tag)
            return True
        self._open.append("")
        return False

    def leave(self) -> None:
        """Close the node entered last."""
        tag = self._open.pop()
        if tag == "a":
            self._leave_link()
        elif self._seams and tag in _SET_APART:
            self._pieces.append(SEAM)
        elif tag and tag not in _INLINE:
            self._leave_block(tag)

    def flush(self) -> None:
        """End the line."""
        if not self._pieces:
            return
        printed = "".join(self._pieces)
        seamed = tidy(printed) if SEAM in printed else ""
        text = tidy(printed.replace(SEAM, "")) if seamed else tidy(printed)
        if text:
            line = Line(text, self._level, self._box, self._linked, (), seamed)
            (self._row[-1] if self._row else self.flow.lines).append(line)
        self._pieces.clear()
        self._linked = 0

    def _text(self, text: str) -> None:
        self._pieces.append(text)
        if self._link is not None:
            self._link.append(text)
            self._linked += len(text)

    def _wanted(self, node: LexborNode, tag: str) -> bool:
        if self._left_out is not None and node.mem_id == self._left_out:
            self.flush()
            self._end_row()
            self.flow.body_at = len(self.flow.lines)
            return False
        if tag not in _CLASSED:
            return True
        attributes = node.attributes
        if not attributes:
            return True
        style = attributes.get("style")
        if style and "none" in style and _HIDDEN.search(style):
            return False
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
        return not names or self._furniture.isdisjoint(names) or len(node.text()) > _SHORT

    def _enter_inline(self, node: LexborNode, tag: str) -> None:
        if self._seams and tag in _SET_APART:
            self._pieces.append(SEAM)
        elif tag == "a":
            self._link, self._href = [], (node.attributes.get("href") or "").strip()

    def _leave_link(self) -> None:
        if self._link is not None and self._href:
            self.flow.links.append((tidy("".join(self._link)), self._href))
        self._link = None

    def _enter_block(self, node: LexborNode, tag: str) -> None:
        self.flush()
        if tag in _LEVELS:
            self._level = _LEVELS[tag]
        elif tag == "tr":
            self._end_row()
            self._row = None if self._nested and node.css_first("table") else []
        elif tag in {"td", "th"} and self._row is not None:
            self._row.append([])
        flow = self.flow
        flow.parents.append(self._box)
        flow.ends.append(0)
        flow.tags.append(tag)
        self._box = len(flow.parents) - 1

    def _leave_block(self, tag: str) -> None:
        self.flush()
        if tag in _LEVELS:
            self._level = 0
        self.flow.ends[self._box] = len(self.flow.parents)
        self._box = self.flow.parents[self._box]
        if tag == "tr":
            self._end_row()

    def _end_row(self) -> None:
        """The row that is open becomes one line, or its cells' own lines where it only lays out the page."""
        row, self._row = self._row, None
        if not row:
            return
        filled = [cell for cell in row if cell]
        if len(filled) > 1 and max(map(len, filled)) <= _LAYOUT_PIECES:
            cells = tuple(" ".join(line.text for line in cell) for cell in row)
            linked = sum(line.linked for cell in filled for line in cell)
            self.flow.lines.append(Line(CELL.join(filter(None, cells)), 0, filled[0][0].box, linked, cells))
            return
        if len(row) > 1 and len(filled) == 1 and len(filled[0]) == 1:
            filled[0][0].cells = tuple(cell[0].text if cell else "" for cell in row)  # a label without a value
        for cell in filled:
            self.flow.lines.extend(cell)
