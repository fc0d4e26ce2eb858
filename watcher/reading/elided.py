"""Gives a printed date without a year the year it means. Marks it inferred; gives none rather than a wrong one."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from watcher.reading.civil import Moment
from watcher.reading.segment import Segment

_YEARS = re.compile(r"(?<![0-9])20[0-9]{2}(?= ?年|[-./])")
_NEXT = frozenset(("次", "翌", "明", "第二", "下一", "下"))
# A deadline printed this long before the document itself cannot be this year's (lifecycle case win7).
_BEHIND = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day a text was issued or published, or stands for it; `note` says which."""

    day: date
    note: str = ""


def anchor(segment: Segment, issued: date | None, published: date | None) -> Anchor | None:
    """The day from which an elided year is counted: publication, issue, the issue it stands in, at last the day of reading.

    The day of reading counts only where the text names no other year: an old text read today must not warn.
    """
    for day, note in (
        (published, "year from the publication date"),
        (issued, "year from the issue date"),
        (segment.context.published_on, "year from the list's date"),
        (segment.issue, "year from the issue it stands in"),
    ):
        if day:
            return Anchor(day, note)
    today = segment.context.as_of
    if today is None:
        return None
    named = {int(year) for year in _YEARS.findall(segment.text)}
    if not named or today.year in named or (today.year + 1 in named and max(named) == today.year + 1):
        return Anchor(today, "year from the day of reading")
    return None


def ahead(moment: Moment, base: Anchor | None, before: date | None = None) -> tuple[date, str] | None:
    """The day of a deadline and a note on its year (empty where it is printed).

    `before` is the date printed before it in the same sentence, whose year carries on.
    """
    if moment.year is not None:
        day = moment.on(moment.year)
        return (day, "") if day else None
    if before and moment.relative not in ("今", "本", "每", "去", "上"):
        year = before.year + (1 if moment.relative in _NEXT else 0)
        day = moment.on(year)
        if day and day < before and moment.relative not in ("当", "同"):
            day = moment.on(year + 1)
        return (day, "year from the date before it") if day else None
    if base is None or moment.relative in ("每", "去", "上"):
        return None
    year = base.day.year + (1 if moment.relative in _NEXT else 0)
    day = moment.on(year)
    if not moment.relative and (day is None or day < base.day - _BEHIND):
        day = moment.on(year + 1)
    return (day, base.note) if day else None


def behind(moment: Moment, base: Anchor | None) -> tuple[date, str] | None:
    """The day of something reported: the latest such day not after the anchor."""
    if moment.year is not None:
        day = moment.on(moment.year)
        return (day, "") if day else None
    if base is None or moment.relative in ("每", *_NEXT):
        return None
    year = base.day.year - (1 if moment.relative in ("去", "上") else 0)
    day = moment.on(year)
    if not moment.relative and day and day > base.day:
        day = moment.on(year - 1)
    return (day, base.note) if day else None
