"""Lists, facts and marked text for people, with Rich. Prints; decides nothing about policies.

What a page says is never markup and never steers the terminal: control characters are dropped.
"""

import os
import sys
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from watcher.cli.wrapping import breaks, wrapped
from watcher.diffing import FactChange
from watcher.plain_text import plain
from watcher.rendering import fact_lines

WIDEST = 120  # cells of a line that is still easily read
LABEL = 14
GAP = 2

# a pipe has no width: nothing is cut short for it but overlong lines
_PIPED = not sys.stdout.isatty() and "COLUMNS" not in os.environ
out = Console(highlight=False, soft_wrap=True, width=WIDEST if _PIPED else None)


def entries(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, whole: bool = False
) -> int:
    """Prints a list and returns how many entries it had.

    A row is a cell for each column but the last, then a title and its details: the title is cut to
    one line under the last column (unless `whole`), the details (text, or None) stand below it,
    wrapped.
    """
    shown = [_clean_row(row) for row in rows]
    if not shown:
        return 0
    lead = len(columns) - 1
    sizes = [_widest([columns, *shown], at) for at in range(lead)]
    indent = sum(sizes) + GAP * lead
    room = max(_width() - indent, 20)
    line(_row(columns[:lead], sizes) + columns[lead], style="bold")
    for row in shown:
        title, details = row[lead], row[lead + 1]
        lines = wrapped(title, room) if whole else [_cut(title, room)]
        if details:
            lines += wrapped(details, room)
        line(_row(row[:lead], sizes) + lines[0])
        for text in lines[1:]:
            line(" " * indent + text)
    return len(shown)


def joined(*parts: object) -> str:
    """All there is of the parts, one after another."""
    return " · ".join(str(part) for part in parts if part)


def pairs(items: Iterable[tuple[str, object]]) -> None:
    """Label and value, wrapped under the label's column; empty values are left out."""
    for label, value in items:
        text = _clean(value) if value not in ([], ()) else ""
        head = f"{label:<{LABEL}}" if len(label) < LABEL else f"{label}  "
        for number, part in enumerate(wrapped(text, _width() - LABEL) if text else ()):
            out.print(
                Text(head if number == 0 else " " * LABEL, style="dim").append(
                    part, style="not dim"
                )
            )


def heading(text: str) -> None:
    """A line that stands out."""
    line("\n".join(wrapped(_clean(text), _width())), style="bold")


def line(text: str = "", style: str = "") -> None:
    """One line, as it is but for what steers a terminal."""
    out.print(Text(plain(text), style=style))


def paragraph(text: str, style: str = "") -> None:
    """A text wrapped to the width."""
    line("\n".join(wrapped(_clean(text), _width())), style=style)


def frame(text: str, *, title: str) -> None:
    """A text in a frame, set off from what surrounds it."""
    width = min(_width() - 2 * GAP, 96)
    inner = Text("\n".join(wrapped(_clean(text), width - 4)))
    out.print(
        Padding(
            Panel(inner, title=Text(title), title_align="left", width=width), (0, GAP), expand=False
        )
    )


def facts(changes: Iterable[FactChange]) -> None:
    """A line for each fact that differs, and an empty line after them."""
    told = [fact_lines.told_fact(change, "en") for change in changes]
    for text in told:
        line("\n".join(wrapped(_clean(text), _width())), style="yellow")
    if told:
        line()


def redline(runs: Iterable[tuple[str, str]]) -> None:
    """Runs of text with their styles, as one block.

    Where nothing can be coloured, [-old-] and {+new+} say it.
    """
    coloured = out.is_terminal and not out.no_color
    shown = [(plain(part), style) for part, style in runs]
    text = Text.assemble(*(run if coloured else _spelt(*run) for run in shown))
    for part in text.divide(breaks(text.plain, _width())):
        part.rstrip()
        out.print(part)


def _spelt(text: str, style: str) -> tuple[str, str]:
    if "strike" in style:
        return f"[-{text}-]", ""
    return (f"{{+{text}+}}" if "underline" in style else text), ""


def _clean_row(row: Sequence[object]) -> tuple[str, ...]:
    return tuple(_clean(cell) for cell in row)


def _widest(rows: Sequence[Sequence[str]], at: int) -> int:
    """The cells that a column takes."""
    return max(cell_len(row[at]) for row in rows)


def _width() -> int:
    return min(out.width, WIDEST)


def _row(cells: Sequence[str], sizes: Sequence[int]) -> str:
    return "".join(
        cell + " " * (size - cell_len(cell) + GAP) for cell, size in zip(cells, sizes, strict=True)
    )


def _cut(text: str, room: int) -> str:
    whole = " ".join(text.split())
    return whole if cell_len(whole) <= room else chop_cells(whole, room - 1)[0].rstrip() + "…"


def _clean(value: object) -> str:
    if value is None:
        return ""
    spaced = "".join(
        " " if character.isspace() and character != "\n" else character for character in str(value)
    )
    return "".join(
        character for character in spaced if character.isprintable() or character == "\n"
    )
