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
from watcher.reading.dates.date_spans import Listing, Span, Token, tokens
from watcher.reading.dates.elided_years import Anchor, ahead, spanned
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


def tabled(segment: Segment, base: Anchor | None) -> Iterator[Window]:
    """One window a row with a closing day, a period, or words for a window without one.

    Its batch is the row's name.
    """
    lines: dict[str, int] = {}
    for table in segment.tables:
        found = _header(table)
        if found is None:
            continue
        top, columns = found
        lines = lines or {
            _key(paragraph.text): at for at, paragraph in reversed([*enumerate(segment.paragraphs)])
        }
        for row in table[top + 1 : top + 1 + _MOST_ROWS]:
            cells = {role: fold(row[at]).strip() for role, at in columns.items() if at < len(row)}
            at = lines.get(_key("".join(row)))
            evidence = (
                _printed(segment, row)
                if at is None and len(table) <= _FEW_ROWS
                else _whole(segment, at)
            )
            if evidence is not None:
                yield from _windows(_Row(evidence, cells, base))


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


def _whole(segment: Segment, at: int | None) -> Evidence | None:
    if at is None:
        return None
    return segment.cite(segment.starts[at], segment.starts[at] + len(segment.paragraphs[at].text))


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
    found = tokens(text)
    if not found:
        text = text or row.cells.get("opens", "")  # 常年申报 under 申报开始, nothing under 申报截止
        status = next((status for status, words in STATUSES if words.search(text)), None)
        if status:
            recurrence = text if status == DeadlineStatus.RECURRING else None
            yield Window(
                DeadlineKind.APPLICATION,
                status,
                row.evidence,
                batch=row.cells.get("name"),
                recurrence=recurrence,
            )
        return
    opening = tokens(row.cells.get("opens", ""))
    for token in found:
        yield from _dated(row, token, opening[0] if opening else None)


def _dated(row: _Row, token: Token, opening: Token | None) -> Iterator[Window]:
    first = ahead(opening, row.base) if isinstance(opening, Moment) else None
    match token:
        case Span():
            if known := spanned(token, row.base):
                yield _window(row, token.last, known[0], known[1], known[2])
        case Listing(items):
            before: date | None = None
            for moment in items:
                if closing := ahead(moment, row.base, before):
                    before = closing[0]
                    yield _window(row, moment, None, *closing)
        case Moment():
            if closing := ahead(token, row.base, first[0] if first else None):
                yield _window(row, token, first[0] if first else None, *closing)


def _window(row: _Row, last: Moment, opens: date | None, closes: date, note: str) -> Window:
    basis: Basis = Basis.INFERRED if note or last.grain != "day" else Basis.STATED
    return Window(
        DeadlineKind.APPLICATION,
        DeadlineStatus.DATED,
        row.evidence,
        opens=opens if opens and opens <= closes else None,
        closes=closes,
        closes_at=last.clock,
        batch=row.cells.get("name") or None,
        basis=basis,
        note=note,
    )
