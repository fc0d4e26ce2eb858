"""Tables and marked text for people, with Rich. Prints; decides nothing."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

out = Console(highlight=False, soft_wrap=False)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> int:
    """Prints a table and returns how many rows it had; None is an empty cell. Text is never markup."""
    grid = Table(title=title, title_justify="left", box=None, header_style="bold", pad_edge=False)
    for column in columns:
        grid.add_column(column, overflow="fold")
    count = 0
    for row in rows:
        grid.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
        count += 1
    if count:
        out.print(grid)
    return count


def pairs(items: Iterable[tuple[str, object]]) -> None:
    """Label and value, a line each; empty values are left out."""
    for label, value in items:
        if value not in (None, "", [], ()):
            out.print(Text.assemble((f"{label:<14}", "dim"), str(value)))


def heading(text: str) -> None:
    """A line that stands out."""
    out.print(Text(text, style="bold"))


def line(text: str = "", style: str = "") -> None:
    """One line, as it is."""
    out.print(Text(text, style=style))


def frame(text: str, *, title: str) -> None:
    """A text in a frame, set off from what surrounds it."""
    out.print(Padding(Panel(Text(text), title=Text(title), title_align="left", width=min(out.width - 4, 96)), (0, 2)))


def marked(segments: Iterable[tuple[str, str]]) -> None:
    """Runs of text with their styles, as one block."""
    out.print(Text.assemble(*segments))
