"""The values a page becomes: lines, the blocks they stand in, and text with white space as a
browser shows it. No walking.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from watcher.patterns import deferred

SEAM = "\ue000"  # private use: no page prints it
# between the cells of one table row: white space, as a browser copies a table, so no text is added
CELL = "\t"
_SPACE = deferred(r"[ \t\r\n\f\xa0]+")
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…"
_WRAP = deferred(
    rf"(?<=[{_CJK}])[ \t]*[\r\n]\s*(?=[{_CJK}0-9])|(?<=[0-9])[ \t]*[\r\n]\s*(?=[{_CJK}])"
)
_INVISIBLE = deferred("[\u200b\u200c\u200d\u2060\ufeff\u00ad\ufffc]")
_UNTIDY = deferred("[\t\r\n\f\xa0\u200b\u200c\u200d\u2060\ufeff\u00ad\ufffc]|  ")


@dataclass(slots=True)
class FlowLine:
    """One line: its text, heading level, block (`box`), number of linked characters, and the cells
    of a row.
    """

    text: str
    level: int
    box: int
    linked: int = 0
    cells: tuple[str, ...] = ()  # a cell's own lines are parted by \n
    # the text with SEAM where an inline element begins, for a line outside the body that has any
    seamed: str = ""


@dataclass(slots=True)
class Flow:
    """The lines under one node.

    `parents[i]` is the box around box i, `ends[i]` the first box after its subtree.
    """

    lines: list[FlowLine] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(
        default_factory=list
    )  # (text as written, href) in page order
    body_at: int | None = None  # how many lines stand before the body that was left out


def tidy_space(text: str) -> str:
    """White space as a browser shows it; an ideographic space inside a line stays, a wrap between
    Chinese goes.
    """
    if _UNTIDY.search(text) is None:
        return text.strip()
    if "\n" in text or "\r" in text:
        text = _WRAP.sub("", text)
    return _INVISIBLE.sub("", _SPACE.sub(" ", text)).strip()


def tables_of(lines: Sequence[FlowLine]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The cells of each run of table rows."""
    tables = []
    for tabular, rows in groupby(lines, key=lambda line: len(line.cells) > 1):
        if tabular:
            tables.append(tuple(map(_cells_of, rows)))
    return tuple(tables)


def _cells_of(line: FlowLine) -> tuple[str, ...]:
    return tuple(cell.replace("\n", " ") for cell in line.cells)
