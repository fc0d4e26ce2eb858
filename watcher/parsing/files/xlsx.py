"""An Excel file (.xlsx): each row with something in it is a line; sheets are tables.

Computes no formula.
"""

import datetime as dt
import io
import warnings
from collections.abc import Iterator
from typing import Any

from watcher.parsing.files.office_zip import damaged_file, refuse_archive
from watcher.parsing.html.blocks import CELL
from watcher.parsing.parsed import Parsed
from watcher.parsing.source import RawSource

MAX_ROWS = 20_000
MAX_COLUMNS = 100
_BLANK_ROWS = 500  # a formatted but empty sheet goes on for a million rows


def parse_xlsx(source: RawSource) -> Parsed:
    """Outcomes: readable, empty, damaged, too_large, encrypted.

    `tables` holds one table a sheet with content. A workbook is one document.
    """
    verdict = refuse_archive(source, "xlsx")
    if verdict is not None:
        return verdict
    try:
        return _read_workbook(source.data)
    # openpyxl raises what it meets; a bad file is an outcome
    except Exception as error:  # noqa: BLE001
        return damaged_file("xlsx", error)


def _read_workbook(data: bytes) -> Parsed:
    filled = [(title, rows) for title, rows in _sheets_of(data) if rows]
    if not filled:
        return Parsed((), "xlsx", outcome="empty", note="The workbook's sheets hold nothing.")
    lines: list[tuple[str, int]] = []
    for title, rows in filled:
        if len(filled) > 1:
            lines.append((title, 2))
        lines.extend((CELL.join(filter(None, row)), 0) for row in rows)
    texts, levels = zip(*lines, strict=True)
    tables = tuple(rows for _, rows in filled)
    cut = max(map(len, tables)) >= MAX_ROWS
    warnings = (f"only the first {MAX_ROWS:,} rows of a sheet were read",) if cut else ()
    return Parsed(texts, "xlsx", levels=levels, tables=tables, single=True, warnings=warnings)


def _sheets_of(data: bytes) -> list[tuple[str, tuple[tuple[str, ...], ...]]]:
    """Each sheet's name and its rows."""
    import openpyxl  # noqa: PLC0415 - 0.2 s that only workbooks should cost

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of every extension it drops
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            return [(sheet.title, tuple(_filled_rows(sheet))) for sheet in book.worksheets]
        finally:
            book.close()


def _filled_rows(sheet: Any) -> Iterator[tuple[str, ...]]:
    """The rows with something in them, cells as text, empty cells at the end cut off."""
    blank = taken = 0
    for values in sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS):
        row = [_shown_value(value) for value in values]
        while row and not row[-1]:
            row.pop()
        blank = 0 if row else blank + 1
        taken += bool(row)
        if row:
            yield tuple(row)
        if blank > _BLANK_ROWS or taken >= MAX_ROWS:
            return


def _shown_value(value: object) -> str:
    """A cell as a person reads it: a date without midnight, a whole number without .0, text on one
    line.
    """
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.strftime("%Y-%m-%d" if midnight else "%Y-%m-%d %H:%M")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())
