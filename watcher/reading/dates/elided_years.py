"""Gives a printed date without a year the year it means.

Marks it inferred; gives none rather than a wrong one.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from watcher.patterns import deferred
from watcher.reading.dates.civil_dates import Moment
from watcher.reading.dates.date_spans import Span
from watcher.reading.document import Fact
from watcher.reading.segment import Segment

_YEARS = deferred(r"20[0-9]{2}(?= ?年|[-./])")
_NEXT = frozenset(("次", "翌", "明", "第二", "下一", "下"))
_SAME = frozenset(("当", "同"))
_NOT_CARRIED = frozenset(("今", "本", "每", "去", "上"))
_NOT_AHEAD = frozenset(("每", "去", "上"))
# A deadline printed this long before the document itself cannot be this year's (lifecycle case
# win7).
_BEHIND = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day a text was issued or published, or stands for it; `note` says which."""

    day: date
    note: str = ""


@lru_cache(maxsize=8)
def _years(text: str) -> frozenset[int]:
    return frozenset(map(int, _YEARS.findall(text)))


def year_anchor(
    segment: Segment, issued: Fact[date] | None, published: Fact[date] | None
) -> Anchor | None:
    """The day from which an elided year is counted.

    Publication, issue, the issue it stands in, at last the day of reading.

    The day of reading counts only where the text names no other year: an old text read today must
    not warn.
    """
    for day, note in (
        (published and published.value, "year from the publication date"),
        (issued and issued.value, "year from the issue date"),
        (segment.context.published_on, "year from the list's date"),
        (segment.issue, "year from the issue it stands in"),
    ):
        if day:
            return Anchor(day, note)
    today = segment.context.as_of
    if today is None:
        return None
    named = _years(segment.text)
    if not named or today.year in named or max(named) == today.year + 1:
        return Anchor(today, "year from the day of reading")
    return None


def day_ahead(
    moment: Moment, base: Anchor | None, before: date | None = None
) -> tuple[date, str] | None:
    """The day of a deadline and a note on its year (empty where it is printed).

    `before` is the date printed before it in the same sentence, whose year carries on.
    """
    if moment.year is not None:
        return _noted(moment.on(moment.year), "")
    if before and moment.relative not in _NOT_CARRIED:
        return _noted(_on_or_after(moment, before), "year from the date before it")
    if base is None or moment.relative in _NOT_AHEAD:
        return None
    year = base.day.year + _years_on(moment)
    day = moment.on(year)
    if not moment.relative and (day is None or day < base.day - _BEHIND):
        day = moment.on(year + 1)
    return _noted(day, base.note)


def _noted(day: date | None, note: str) -> tuple[date, str] | None:
    return (day, note) if day else None


def _years_on(moment: Moment) -> int:
    """次年 is the year after."""
    return 1 if moment.relative in _NEXT else 0


def _on_or_after(moment: Moment, before: date) -> date | None:
    """The day in the year of the date before it, or in the next where it would lie before that."""
    year = before.year + _years_on(moment)
    day = moment.on(year)
    if day and day < before and moment.relative not in _SAME:
        return moment.on(year + 1)
    return day


def days_spanned(span: Span, base: Anchor | None) -> tuple[date, date, str] | None:
    """First and last day of a span and a note on its years.

    The close decides where both years are left out.
    """
    first, last = span.first, span.last
    if first.year is not None:
        return _from_known(first.on(first.year), last, base)
    if last.year is None and last.relative in _NEXT:
        start = day_ahead(first, base)
        end = day_ahead(last, base, start[0]) if start else None
        return (start[0], end[0], start[1]) if start and end else None
    if last.year is None and first.relative:
        last = replace(last, relative=first.relative)
    end = day_ahead(last, base)
    return _to_known(first, *end) if end else None


def _from_known(
    opens: date | None, last: Moment, base: Anchor | None
) -> tuple[date, date, str] | None:
    known = day_ahead(last, base, opens)
    if opens is None or known is None or known[0] < opens:
        return None
    return (opens, *known)


def _to_known(first: Moment, closes: date, note: str) -> tuple[date, date, str] | None:
    """The opening is in the year of the close, or in the one before."""
    opens = first.on(closes.year)
    if opens and opens > closes:
        opens = first.on(closes.year - 1)
    return (opens, closes, note or "year from the closing day") if opens else None


def day_behind(moment: Moment, base: Anchor | None) -> tuple[date, str] | None:
    """The day of something reported: the latest such day not after the anchor."""
    if moment.year is not None:
        return _noted(moment.on(moment.year), "")
    if base is None or moment.relative in ("每", *_NEXT):
        return None
    year = base.day.year - (1 if moment.relative in ("去", "上") else 0)
    day = moment.on(year)
    if not moment.relative and day and day > base.day:
        day = moment.on(year - 1)
    return _noted(day, base.note)
