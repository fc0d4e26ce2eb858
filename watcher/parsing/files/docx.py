"""A Word file (.docx): paragraphs and table rows in reading order.

No headers, footers, notes or comments.
"""

import io
from collections.abc import Iterator
from typing import Any

from watcher.parsing.files.office_zip import damaged_file, refuse_archive
from watcher.parsing.files.word_numbers import Numbering
from watcher.parsing.html.blocks import CELL
from watcher.parsing.parsed import Parsed
from watcher.parsing.source import RawSource

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = (f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen")
_SHOWN = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_DEEPEST = 6  # tables inside tables


def parse_docx(source: RawSource) -> Parsed:
    """Outcomes: readable, empty (pictures only), damaged, too_large, encrypted."""
    verdict = refuse_archive(source, "docx")
    if verdict is not None:
        return verdict
    try:
        return _read_document(source.data)
    # python-docx and lxml raise what they meet; a bad file is an outcome
    except Exception as error:  # noqa: BLE001
        return damaged_file("docx", error)


def _read_document(data: bytes) -> Parsed:
    import docx  # noqa: PLC0415 - 0.2 s that only Word files should cost

    document = docx.Document(io.BytesIO(data))
    numbers, tables = Numbering(document), []
    found: list[tuple[str, int]] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            rows = [cells for cells in _table_rows(block, numbers, 0) if any(cells)]
            tables.append(tuple(rows))
            found.extend((CELL.join(filter(None, cells)), 0) for cells in rows)
        else:
            found.extend(_paragraph_lines(block, numbers))
    lines = [(text.strip(), level) for text, level in found if text.strip()]
    if not lines:
        note = "The Word file holds no text; it may hold pictures of it (OCR)."
        return Parsed((), "docx", outcome="empty", note=note)
    texts, levels = zip(*lines, strict=True)
    return Parsed(texts, "docx", levels=levels, tables=tuple(tables))


def _paragraph_lines(paragraph: Any, numbers: Numbering) -> list[tuple[str, int]]:
    """The lines of a paragraph with the number that Word prints before it, and its level."""
    level = _heading_level(paragraph)
    # every paragraph is counted, an empty one too
    number = numbers.number_before(paragraph)
    text = _paragraph_text(paragraph._p)  # noqa: SLF001 - python-docx's own way to its XML
    printed = f"{number}{text}" if text.strip() else ""
    return [(line, level) for line in printed.split("\n")]


def _table_rows(table: Any, numbers: Numbering, depth: int) -> Iterator[tuple[str, ...]]:
    """The cells of each row, a merged cell once; a table inside a cell adds its rows' text to the
    cell.
    """
    for row in table.rows:
        seen: set[int] = set()
        cells: list[str] = []
        for cell in row.cells:
            if id(cell._tc) not in seen:  # noqa: SLF001 - merged cells share their element
                seen.add(id(cell._tc))  # noqa: SLF001
                cells.append(" ".join(_cell_texts(cell, numbers, depth)))
        yield tuple(cells)


def _cell_texts(cell: Any, numbers: Numbering, depth: int) -> Iterator[str]:
    for block in cell.iter_inner_content():
        if not hasattr(block, "rows"):
            number = numbers.number_before(block)
            text = " ".join(f"{number}{_paragraph_text(block._p)}".split())  # noqa: SLF001
            if text:
                yield text
        elif depth < _DEEPEST:
            for cells in _table_rows(block, numbers, depth + 1):
                yield " ".join(filter(None, cells))


def _paragraph_text(paragraph: Any) -> str:
    """A paragraph's text with inserted runs, fields' results and text boxes; deleted runs are left
    out.
    """
    pieces = []
    for element in paragraph.iter(*_TEXT):
        if element.tag != _TEXT[0]:
            pieces.append(_SHOWN[element.tag])
        elif not any(around.tag == _FALLBACK for around in element.iterancestors()):
            pieces.append(element.text or "")
    return "".join(pieces)


def _heading_level(paragraph: Any) -> int:
    """1-6 for a heading style (Heading 1, 标题 1, Title), else 0."""
    style = paragraph.style
    name = (style.name or "").lower() if style is not None else ""
    if name == "title":
        return 1
    digits = name.removeprefix("heading").removeprefix("标题").strip()
    # a style that is only a number is no heading's
    counted = digits != name and digits.isascii() and digits.isdigit()
    return int(digits) if counted and 1 <= int(digits) <= 6 else 0
