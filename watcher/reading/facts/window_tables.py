"""Windows told by a table: a column of closing days, a row for each programme.

Sentences are read in `windows`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from store.records import Basis, DeadlineKind, DeadlineStatus
from watcher.patterns import deferred
from watcher.reading.dates.civil_dates import Moment
from watcher.reading.dates.date_spans import Span, Token, find_date_tokens
from watcher.reading.dates.elided_years import Anchor, day_ahead, days_spanned
from watcher.reading.document import (
    Evidence,
    Window,
)
from watcher.reading.segment import Segment, Table, fold

Column = Literal["name", "opens", "closes", "period"]

_HEADER_ROWS = 4
_MOST_ROWS = 1_000  # with a day in every row; more is a register, no table of programmes
_FEW_ROWS = 100  # in which a row may be looked for that is not a whole line
_BETWEEN = deferred(r"[\s|]+")
# What a column of a table is, by its heading; the first that fits.
COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (
        "opens",
        deferred(
            r"(?:申报|申请|受理|报名|填报|征集)?(?:开始|开放|启动|起始)(?:时间|日期|日)|(?:申报|申请|受理|报名|填报|征集)(?:开始|开放|启动|起始)"
        ),
    ),
    (
        "closes",
        deferred(
            r"(?:申报|申请|受理|报名|填报|提交|报送|征集|材料)?[^,]{0,4}截止(?:时间|日期|日)?|(?:材料)?(?:报送|提交)(?:时间|日期|期限)"
        ),
    ),
    (
        "period",
        deferred(r"(?:申报|申请|受理|报名|填报|征集)[^,]{0,6}(?:时间|日期|期限|期)(?:安排)?"),
    ),
    ("name", deferred(r"[^,]{0,8}(?:名称|项目|事项|类别|专项|奖项|计划|批次|政策|条款)[^,]{0,4}")),
)
STATUSES: tuple[tuple[DeadlineStatus, re.Pattern[str]], ...] = (
    (DeadlineStatus.ROLLING, deferred("常年|随时|全年|长期|免申即享")),
    (DeadlineStatus.UNANNOUNCED, deferred("另行通知|待定|待通知|以通知为准|以[^,]{0,12}通知为准")),
    (DeadlineStatus.RECURRING, deferred("每年|每季|每月|每半年")),
)


@dataclass(frozen=True, slots=True)
class _Row:
    evidence: Evidence
    cells: dict[Column, str]
    base: Anchor | None


def tabled_windows(segment: Segment, base: Anchor | None) -> Iterator[Window]:
    """One window a row with a closing day, a period, or words for a window without one.

    Its batch is the row's name.
    """
    lines: dict[str, int] = {}
    for table in segment.tables:
        found = _header(table)
        if found is None:
            continue
        lines = lines or _lines_by_words(segment)
        top, columns = found
        few = len(table) <= _FEW_ROWS
        for row in table[top + 1 : top + 1 + _MOST_ROWS]:
            evidence = _evidence(segment, row, lines.get(_key("".join(row))), few=few)
            if evidence is not None:
                yield from _windows(_Row(evidence, _cells(row, columns), base))


def _lines_by_words(segment: Segment) -> dict[str, int]:
    """The paragraphs by their words; the first of those with the same."""
    lines: dict[str, int] = {}
    for at, paragraph in enumerate(segment.paragraphs):
        lines.setdefault(_key(paragraph.text), at)
    return lines


def _cells(row: tuple[str, ...], columns: dict[Column, int]) -> dict[Column, str]:
    return {role: fold(row[at]).strip() for role, at in columns.items() if at < len(row)}


def _evidence(
    segment: Segment, row: tuple[str, ...], at: int | None, *, few: bool
) -> Evidence | None:
    """The line that a row was printed as: `at` where that is known, else it is looked for."""
    if at is not None:
        return segment.cite(
            segment.starts[at], segment.starts[at] + len(segment.paragraphs[at].text)
        )
    return _printed(segment, row) if few else None


def _header(table: Table) -> tuple[int, dict[Column, int]] | None:
    """The heading row and what its columns are; None where no column tells a time to file by."""
    for top, row in enumerate(table[:_HEADER_ROWS]):
        columns: dict[Column, int] = {}
        for at, cell in enumerate(row):
            text = re.sub(r"\s", "", fold(cell))
            role = next(
                (role for role, heading in COLUMNS if len(text) <= 16 and heading.fullmatch(text)),
                None,
            )
            if role:
                columns.setdefault(role, at)
        if "closes" in columns or "period" in columns:
            return top, columns
    return None


def _key(text: str) -> str:
    return _BETWEEN.sub("", fold(text))


def _printed(segment: Segment, row: tuple[str, ...]) -> Evidence | None:
    """The line a row was printed as."""
    cells = [fold(cell).strip() for cell in row if cell.strip()]
    longest = max(cells, key=len, default="")
    at = segment.text.find(longest) if longest else -1
    while at >= 0:
        index = segment.index_at(at)
        start = segment.starts[index]
        end = start + len(segment.paragraphs[index].text)
        if all(cell in segment.text[start:end] for cell in cells):
            return segment.cite(start, end)
        at = segment.text.find(longest, end)
    return None


def _windows(row: _Row) -> Iterator[Window]:
    text = row.cells.get("closes") or row.cells.get("period") or ""
    found = find_date_tokens(text)
    if not found:
        # 常年申报 under 申报开始, nothing under 申报截止
        yield from _undated(row, text or row.cells.get("opens", ""))
        return
    opens = _opening_day(row)
    for token in found:
        for day, moment, begins, note in _closes(row, token, opens):
            span = (begins if begins and begins <= day else None, day)
            yield _window(row, moment, span, note)


def _opening_day(row: _Row) -> date | None:
    opening = find_date_tokens(row.cells.get("opens", ""))
    if not opening or not isinstance(opening[0], Moment):
        return None
    known = day_ahead(opening[0], row.base)
    return known[0] if known else None


def _undated(row: _Row, text: str) -> Iterator[Window]:
    for status, words in STATUSES:
        if words.search(text):
            recurrence = text if status == DeadlineStatus.RECURRING else None
            yield Window(
                DeadlineKind.APPLICATION,
                status,
                row.evidence,
                batch=row.cells.get("name"),
                recurrence=recurrence,
            )
            return


def _closes(
    row: _Row, token: Token, opens: date | None
) -> Iterator[tuple[date, Moment, date | None, str]]:
    """Each closing day of a cell, as it is printed, with the opening day and a note on the year."""
    if isinstance(token, Span):
        known = days_spanned(token, row.base)
        if known:
            begins, day, note = known
            yield day, token.last, begins, note
        return
    if isinstance(token, Moment):
        closing = day_ahead(token, row.base, opens)
        if closing:
            yield closing[0], token, opens, closing[1]
        return
    before: date | None = None
    for moment in token.items:
        closing = day_ahead(moment, row.base, before)
        if closing:
            before = closing[0]
            yield before, moment, None, closing[1]


def _window(row: _Row, last: Moment, span: tuple[date | None, date], note: str) -> Window:
    basis: Basis = Basis.INFERRED if note or last.grain != "day" else Basis.STATED
    return Window(
        DeadlineKind.APPLICATION,
        DeadlineStatus.DATED,
        row.evidence,
        opens=span[0],
        closes=span[1],
        closes_at=last.clock,
        batch=row.cells.get("name") or None,
        basis=basis,
        note=note,
    )
