"""A table's row as lines: one line of its cells, or the cells' own lines where it only lays out the
page. Walks no tree.
"""

from watcher.parsing.html.blocks import CELL, FlowLine

_LAYOUT_PIECES = 8  # a row with a cell of more lines than this lays out a page
_MENU = 3  # links in one cell: more are a list

Row = list[list[FlowLine]]  # the lines of each cell


def lines_of_row(row: Row, *, layout: bool) -> list[FlowLine]:
    """The lines that an ended row becomes; `layout` says that it holds the page's body."""
    filled = [cell for cell in row if cell]
    if len(filled) > 1 and not layout and not any(map(_lays_out, filled)):
        return [_tabular_line(row, filled)]
    if len(row) > 1 and len(filled) == 1:
        _note_empty_cells(row, filled[0])
    return [line for cell in filled for line in cell]


def _note_empty_cells(row: Row, filled: list[FlowLine]) -> None:
    """A label without a value: its one line remembers the cells around it."""
    if len(filled) == 1:
        filled[0].cells = tuple(cell[0].text if cell else "" for cell in row)


def _tabular_line(row: Row, filled: Row) -> FlowLine:
    """One line with the cells of a row."""
    cells = tuple(map(_text_of_cell, row))
    linked = sum(line.linked for cell in filled for line in cell)
    text = CELL.join(filter(None, cells)).replace("\n", " ")
    return FlowLine(text, 0, filled[0][0].box, linked, cells)


def _text_of_cell(cell: list[FlowLine]) -> str:
    return "\n".join(line.text for line in cell)


def _lays_out(cell: list[FlowLine]) -> bool:
    """True where a cell is a column of the page: it has a heading, a list of links, or more lines
    than a datum.
    """
    links = sum(line.linked * 2 > len(line.text) for line in cell)
    return len(cell) > _LAYOUT_PIECES or links > _MENU or any(line.level for line in cell)
