"""A DOM to lines, as a reader's eye takes them: blocks break, inline text runs on, a table row is
one line.

Knows nothing of what the lines mean. It reads the tree as the parser writes it out again:
well-formed, every attribute quoted, so one pattern finds the tags, at less cost than a step from
node to node.
"""

import sys
from dataclasses import dataclass
from html import unescape

from selectolax.lexbor import LexborNode

from watcher.parsing.html.blocks import CELL, SEAM, Flow, FlowLine, tidy_space
from watcher.parsing.html.markup import (
    LEFT_OUT,
    TOKEN,
    Looks,
    address_in,
    without_inline,
    written_markup,
)

_LAYOUT_PIECES = (
    8  # a row with a cell of more lines than this lays out a page, it tabulates nothing
)
_MENU = 3
_SKIP = frozenset(
    "noscript template nav footer select button textarea svg math object head title canvas audio video map".split()  # noqa: SIM905 - words read best as words
)
_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()  # noqa: SIM905 - words read best as words
)
_VOID_BREAKS = frozenset({"br", "hr", "link", "meta"})
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr o:p q s samp small span "  # noqa: SIM905 - words read best as words
    "st1:chsdate strike strong sub sup time tt u var wbr".split()
)
_CLASSED = frozenset("div ul p section span td aside form table dl".split())  # noqa: SIM905 - words read best as words
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_NEVER = sys.maxsize  # str.find says -1 for never; modulo this it is the farthest place
_SHORT = 400  # characters of a block that may be dropped for its class alone


def flow_of(
    root: LexborNode,
    furniture: frozenset[str],
    *,
    leave_out: LexborNode | None = None,
    seams: bool = False,
) -> Flow:
    """Every visible line under `root`, in page order; linear in its size.

    `leave_out` is not entered; where it stands is noted. Blocks with a class or id in `furniture`
    are dropped when they are short (a wrapper may carry such a name too). With `seams`, lines
    remember where an inline element begins or ends: labels and values stand side by side in spans
    that only a style sheet keeps apart.
    """
    walk = _FlowWalk(written_markup(root, leave_out), furniture, seams=seams)
    walk.walk_tokens()
    walk.end_line()
    return walk.flow


@dataclass(slots=True)
class _Doubtful:
    """A block of a furniture's name: what was there when it began, and how many of its kind are
    open inside.
    """

    tag: str
    read: int
    lines: list[FlowLine]
    lines_before: int
    pieces_before: int
    links_before: int
    inside: int = 1


class _FlowWalk:
    """The state of one walk: what is open, and the text gathered since the last line ended."""

    def __init__(self, html: str, furniture: frozenset[str], *, seams: bool) -> None:
        self.flow = Flow()
        self._seams = seams
        self._looks = looks = Looks(furniture)
        self._html = without_inline(html, looks, SEAM if seams else "")
        self._next_table = self._next_row_end = -1
        self._doubtful: list[_Doubtful] = []
        self._skipped = ""  # the tag that is being skipped,
        self._skipping = 0  # and how many of its name are open
        self._read = 0
        self._pieces: list[str] = []
        self._linked = 0
        self._link: list[str] | None = None
        self._href = ""
        self._level = 0
        self._pre = 0
        self._box = -1
        self._row: list[list[FlowLine]] | None = None

    def walk_tokens(self) -> None:
        """Walk over the whole."""
        for token in TOKEN.finditer(self._html):
            kind = token.lastindex
            if kind == 10:
                if not self._skipping:
                    self._take_text(token[10])
            elif kind == 9:
                self._start_element(token[8], token[9], token.end())
            elif kind == 7:
                self._end_element(token[7])
            elif kind == 2:
                self._take_paragraph(token[1], token[2], token.end())
            elif kind == 5:
                self._take_entry(token[3], token[4], token[5], token.end())

    def end_line(self) -> None:
        """End the line."""
        if not self._pieces:
            return
        printed = "".join(self._pieces)
        seamed = tidy_space(printed) if self._seams and SEAM in printed else ""
        text = tidy_space(printed.replace(SEAM, "")) if seamed else tidy_space(printed)
        if text:
            self._target_lines().append(
                FlowLine(text, self._level, self._box, self._linked, (), seamed)
            )
        self._pieces.clear()
        self._linked = 0

    def _target_lines(self) -> list[FlowLine]:
        return self._row[-1] if self._row else self.flow.lines

    def _take_paragraph(self, attributes: str, text: str, at: int) -> None:
        """A paragraph without elements in it."""
        if self._skipping:
            return
        if (
            self._link is not None
            or self._doubtful
            or (attributes and self._looks.look_of(attributes))
        ):
            self._start_element("p", attributes, at)
            if not self._skipping:
                self._take_text(text)
            self._end_element("p")
            return
        box = self._add_leaf("p", text)
        if text and not text.isspace():
            outer, self._box = self._box, box
            self._pieces.append(unescape(text) if "&" in text else text)
            self.end_line()
            self._box = outer

    def _take_entry(self, attributes: str, of_link: str, text: str, at: int) -> None:
        """A list's entry without elements in it but one link."""
        if self._skipping or self._link is not None or self._doubtful or self._pre:
            self._start_element("li", attributes, at)
            self._start_element("a", of_link, at)
            if not self._skipping:
                self._take_text(text)
            self._end_element("a")
            self._end_element("li")
            return
        box = self._add_leaf("li", text)
        text = unescape(text) if "&" in text else text
        if href := address_in(of_link):
            self.flow.links.append((text, href))
        if shown := tidy_space(text):
            self._target_lines().append(FlowLine(shown, self._level, box, len(text)))

    def _add_leaf(self, tag: str, text: str) -> int:
        """A block that holds no other begins and ends, `text` being what is written in it; the box."""
        self.end_line()
        self._read += len(text)
        flow = self.flow
        flow.parents.append(self._box)
        flow.ends.append(len(flow.parents))
        flow.tags.append(tag)
        return len(flow.parents) - 1

    def _take_text(self, text: str) -> None:
        self._read += len(text)
        if "&" in text:
            text = unescape(text)
        if self._pre and "\n" in text:
            for line in text.splitlines():
                self._pieces.append(line)
                self.end_line()
            return
        if not self._pieces and text.isspace():
            return
        self._pieces.append(text)
        if self._link is not None:
            self._link.append(text)
            self._linked += len(text)

    def _start_element(self, tag: str, attributes: str, at: int) -> None:
        if self._skipping:
            self._skipping += tag == self._skipped
            return
        if tag in _VOID:
            if tag in _VOID_BREAKS:
                self.end_line()
            return
        look = self._looks.look_of(attributes) if attributes and tag in _CLASSED else ""
        if tag in _SKIP or look == "hidden":
            self._skipped, self._skipping = tag, 1
            return
        if tag not in _INLINE:
            self._start_block(tag, at)
        elif tag == "a":
            self._link, self._href = [], address_in(attributes)
        elif self._seams and tag == "span":
            self._pieces.append(SEAM)
        if look:
            self._begin_doubt(tag)
        elif self._doubtful and tag == self._doubtful[-1].tag:
            self._doubtful[-1].inside += 1

    def _end_element(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= tag == self._skipped
            return
        if tag not in _INLINE:
            self._end_block(tag)
        elif tag == "a":
            self._end_link()
        elif self._seams and tag == "span":
            self._pieces.append(SEAM)
        if self._doubtful and tag == self._doubtful[-1].tag:
            self._doubtful[-1].inside -= 1
            if not self._doubtful[-1].inside:
                self._settle_doubt(self._doubtful.pop())

    def _begin_doubt(self, tag: str) -> None:
        lines = self._target_lines()
        before = len(lines), len(self._pieces), len(self.flow.links)
        self._doubtful.append(_Doubtful(tag, self._read, lines, *before))

    def _settle_doubt(self, block: _Doubtful) -> None:
        """Drop what a block of a furniture's name has brought, if it is short."""
        torn = (
            block.pieces_before and len(block.lines) > block.lines_before
        )  # a line that began before it
        if torn or self._read - block.read > _SHORT:
            return
        del block.lines[block.lines_before :], self._pieces[block.pieces_before :]
        del self.flow.links[block.links_before :]

    def _end_link(self) -> None:
        if self._link is not None and self._href:
            self.flow.links.append(("".join(self._link), self._href))
        self._link = None

    def _note_body(self) -> None:
        """The body that is left out stands here; what holds it is no furniture."""
        self._doubtful.clear()
        self.end_line()
        self._end_row(layout=True)
        self.flow.body_at = len(self.flow.lines)

    def _start_block(self, tag: str, at: int) -> None:
        self.end_line()
        if tag == LEFT_OUT:
            self._note_body()
        elif tag in _LEVELS:
            self._level = _LEVELS[tag]
        elif tag == "tr":
            self._end_row()
            self._row = None if self._holds_table(at) else []
        elif tag in {"td", "th"} and self._row is not None:
            self._row.append([])
        elif tag == "pre":
            self._pre += 1
        flow = self.flow
        flow.parents.append(self._box)
        flow.ends.append(0)
        flow.tags.append(tag)
        self._box = len(flow.parents) - 1

    def _holds_table(self, at: int) -> bool:
        """Tell whether a row that starts `at` holds a table: one starts before the first row's end
        that follows.
        """
        if self._next_table < at:
            self._next_table = self._html.find("<table", at) % _NEVER
        if self._next_row_end < at:
            self._next_row_end = self._html.find("</tr", at) % _NEVER
        return self._next_table < self._next_row_end

    def _end_block(self, tag: str) -> None:
        self.end_line()
        if tag in _LEVELS:
            self._level = 0
        elif tag == "pre":
            self._pre -= 1
        if self._box >= 0:
            self.flow.ends[self._box] = len(self.flow.parents)
            self._box = self.flow.parents[self._box]
        if tag == "tr":
            self._end_row()

    def _end_row(self, *, layout: bool = False) -> None:
        """The row that is open becomes one line, or its cells' own lines where it only lays out the
        page.
        """
        row, self._row = self._row, None
        if not row:
            return
        filled = [cell for cell in row if cell]
        if len(filled) > 1 and not layout and not any(map(_lays_out, filled)):
            cells = tuple("\n".join(line.text for line in cell) for cell in row)
            linked = sum(line.linked for cell in filled for line in cell)
            text = CELL.join(filter(None, cells)).replace("\n", " ")
            self.flow.lines.append(FlowLine(text, 0, filled[0][0].box, linked, cells))
            return
        if len(row) > 1 and len(filled) == 1 and len(filled[0]) == 1:
            filled[0][0].cells = tuple(
                cell[0].text if cell else "" for cell in row
            )  # a label without a value
        for cell in filled:
            self.flow.lines.extend(cell)


def _lays_out(cell: list[FlowLine]) -> bool:
    """Tell whether a cell is a column of the page: it has a heading, a list of links, or more lines
    than a datum.
    """
    links = sum(line.linked * 2 > len(line.text) for line in cell)
    return len(cell) > _LAYOUT_PIECES or links > _MENU or any(line.level for line in cell)
