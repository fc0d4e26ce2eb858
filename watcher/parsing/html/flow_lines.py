"""The lines, blocks and links of a page as they are gathered: what is open, and the text since the
last line ended. Walks no tree.
"""

from dataclasses import dataclass

from watcher.parsing.html.blocks import SEAM, Flow, FlowLine, tidy_space
from watcher.parsing.html.flow_rows import Row, lines_of_row

LEFT_OUT = "left-out"  # the tag of the block that stands for the body, which is read apart
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_SHORT = (
    400  # characters, as markup writes them, of a block that may be dropped for its class alone
)
# characters that markup writes longer: by how many
_WRITTEN_LONGER = (("&", 4), ("\xa0", 5), ("<", 3), (">", 3))


@dataclass(slots=True)
class _Doubtful:
    """A block of a furniture's name: how deep it stands, and what was there when it began."""

    depth: int
    read: int
    lines: list[FlowLine]
    lines_before: int
    pieces_before: int
    links_before: int


class FlowLines:
    """The blocks that are open on a page, and the lines that have ended.

    With `seams`, lines remember where an inline element begins or ends.
    """

    def __init__(self, *, seams: bool) -> None:
        self.flow = Flow()
        self._seams = seams
        self._doubtful: list[_Doubtful] = []
        self._read = 0
        self._pieces: list[str] = []
        self._linked = 0
        self._link: list[str] | None = None
        self._href = ""
        self._level = 0
        self._pre = 0
        self._box = -1
        self._row: Row | None = None

    def take_text(self, text: str) -> None:
        """Text as the page prints it; in a `pre` its line breaks end lines."""
        if self._doubtful:
            self._read += _written_length(text)
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

    def take_seam(self) -> None:
        """An inline element begins or ends that a style sheet may set apart."""
        if self._seams:
            self._pieces.append(SEAM)

    def end_line(self) -> None:
        """End the line."""
        if not self._pieces:
            return
        printed = "".join(self._pieces)
        seamed = tidy_space(printed) if self._seams and SEAM in printed else ""
        text = tidy_space(printed.replace(SEAM, "")) if seamed else tidy_space(printed)
        if text:
            line = FlowLine(text, self._level, self._box, self._linked, (), seamed)
            self._target_lines().append(line)
        self._pieces.clear()
        self._linked = 0

    def _target_lines(self) -> list[FlowLine]:
        return self._row[-1] if self._row else self.flow.lines

    def start_link(self, address: str) -> None:
        """Take what follows for a link's text."""
        self._link, self._href = [], address

    def end_link(self) -> None:
        """Keep the link, if it leads anywhere."""
        if self._link is not None and self._href:
            self.flow.links.append(("".join(self._link), self._href))
        self._link = None

    def start_block(self, tag: str, *, holds_table: bool = False) -> None:
        """A block begins: the line above ends. A row that holds a table lays out the page."""
        self.end_line()
        if tag == LEFT_OUT:
            self._note_body()
        elif tag in _LEVELS:
            self._level = _LEVELS[tag]
        elif tag == "tr":
            self._end_row()
            self._row = None if holds_table else []
        elif tag in {"td", "th"} and self._row is not None:
            self._row.append([])
        elif tag == "pre":
            self._pre += 1
        self._open_box(tag)

    def _open_box(self, tag: str) -> None:
        flow = self.flow
        flow.parents.append(self._box)
        flow.ends.append(0)
        flow.tags.append(tag)
        self._box = len(flow.parents) - 1

    def end_block(self, tag: str) -> None:
        """A block ends, and its last line."""
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
        row, self._row = self._row, None
        if row:
            self.flow.lines += lines_of_row(row, layout=layout)

    def _note_body(self) -> None:
        """The body that is left out stands here; what holds it is no furniture."""
        self._doubtful.clear()
        self._end_row(layout=True)
        self.flow.body_at = len(self.flow.lines)

    def begin_doubt(self, depth: int) -> None:
        """An element of a furniture's name begins: it is dropped at its end, if it is short."""
        lines = self._target_lines()
        before = len(lines), len(self._pieces), len(self.flow.links)
        self._doubtful.append(_Doubtful(depth, self._read, lines, *before))

    def end_doubt(self, depth: int) -> None:
        """Drop what a furniture's element has brought, if that one ends, and is short."""
        if not self._doubtful or self._doubtful[-1].depth != depth:
            return
        block = self._doubtful.pop()
        torn = block.pieces_before and len(block.lines) > block.lines_before
        if torn or self._read - block.read > _SHORT:
            return  # a line that began before it ends in it, or it is a wrapper
        del block.lines[block.lines_before :], self._pieces[block.pieces_before :]
        del self.flow.links[block.links_before :]


def _written_length(text: str) -> int:
    length = len(text)
    for character, longer in _WRITTEN_LONGER:
        length += longer * text.count(character)
    return length
