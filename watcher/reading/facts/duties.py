"""Duties due N days after an event (取得证书后3个月内提出申请).

The office's own promises (7个工作日内兑现) are none.
"""

import re
from collections.abc import Iterator
from datetime import date

from watcher.patterns import worded
from watcher.reading.dates.printed_durations import Duration
from watcher.reading.dates.reckoning import day_later
from watcher.reading.dates.rule_tables import rule_piece, rule_table
from watcher.reading.dates.wording import (
    DAYS,
    ISSUE,
    YEARS,
    Sentence,
    compile_wording,
    dated_sentences,
)
from watcher.reading.dates.working_days import add_workdays
from watcher.reading.document import Fact, RelativeDeadline
from watcher.reading.facts.effective_day import reference_day
from watcher.reading.segment import Segment

# What stands before the amount, and what after it.
AFTER_EVENT = rule_table("duties", "after_event")
TO_DO = rule_piece("duties", "to_do")
_OFFICE = worded("duty_words", "{office}")
_OFFICE_CLAUSE = worded("duty_words", "{office_clause}")
_LEAD = worded("duty_words", "{lead}")
_DUTY = worded("duty_words", "{duty}")
_AMOUNTS = (DAYS, YEARS)
_LONGEST = 44  # characters of an event before the amount
_AFTER_ISSUE = ("印发后", "发布后", "公布后", "下发后")
_OFFICE_WORK = worded("duty_words", "{office_work}")


def find_duties(
    segment: Segment, issued: Fact[date] | None, published: Fact[date] | None
) -> tuple[RelativeDeadline, ...]:
    """Every such duty of those the document addresses.

    `due` only where the event is the document's own issue.
    """
    out: dict[str, RelativeDeadline] = {}
    for sentence in dated_sentences(segment.text):
        if DAYS in sentence.text or YEARS in sentence.text:
            for deadline in _deadlines(segment, sentence, issued, published):
                out.setdefault(deadline.evidence.text + deadline.anchor, deadline)
    return tuple(out.values())


def _deadlines(
    segment: Segment, sentence: Sentence, issued: Fact[date] | None, published: Fact[date] | None
) -> Iterator[RelativeDeadline]:
    text = sentence.text
    for at in range(len(text)):
        if (
            text[at] not in _AMOUNTS
            or not (act := compile_wording(TO_DO).match(text, at + 1))
            or _OFFICE_WORK.search(f"{act['mid']}{act['act']}")
        ):
            continue
        anchored = _anchor(text, at, act)
        if anchored is None or _office_speaks(text, anchored, at):
            continue
        length = sentence.duration_at(at)
        day = _own_day(sentence, anchored, issued, published)
        due, provisional = _due(day, length) if day else (None, False)
        start, end = sentence.offsets(min(anchored[0], at), act.end())
        yield RelativeDeadline(
            _printed(segment, sentence, anchored),
            length.amount,
            length.unit,
            segment.sentence(start, end),
            due,
            provisional,
        )


def _anchor(text: str, at: int, act: re.Match[str]) -> tuple[int, int] | None:
    """The span of the event, before the amount or in brackets behind it（从发证之日起计算）."""
    if act["from"]:
        return act.span("from")
    for rule in AFTER_EVENT:
        found = compile_wording(rule.wording).search(text, max(at - _LONGEST, 0), at)
        if found:
            return found.span("anchor")
    return None


def _office_speaks(text: str, anchored: tuple[int, int], at: int) -> bool:
    """The clause is the office's own promise: its subject is a bureau, a bank, a court."""
    left = text[max(0, at - 60) : at]
    clause = re.split("[,;:]", text[: anchored[0]])[-1] + text[anchored[0] : anchored[1]]
    return bool(
        _OFFICE.search(left)
        or _OFFICE.search(text[anchored[0] : anchored[1]])
        or _OFFICE_CLAUSE.match(clause)
    )


def _printed(segment: Segment, sentence: Sentence, anchored: tuple[int, int]) -> str:
    start, end = sentence.offsets(*anchored)
    printed = _LEAD.sub("", segment.cite(start, end).text.strip())
    return _DUTY.sub("", printed) or printed


def _own_day(
    sentence: Sentence,
    anchored: tuple[int, int],
    issued: Fact[date] | None,
    published: Fact[date] | None,
) -> date | None:
    """The day of the event where that is the document's own issue; None for any other event."""
    anchor = sentence.text[slice(*anchored)]
    own = ISSUE in anchor or anchor.endswith(_AFTER_ISSUE)
    if not own or "《" in anchor:
        return None
    sign = sentence.text.find(ISSUE, *anchored)
    if sign >= 0:
        word = str(sentence.signs[sign])
    else:
        word = "印发" if "印发" in anchor or "下发" in anchor else "发布"
    return reference_day(word, issued, published)[0]


def _due(day: date, length: Duration) -> tuple[date, bool]:
    """So long after a day; provisional where holidays of that year are not announced."""
    if length.unit == "workday":
        computed = add_workdays(day, length.amount)
        return computed.day, computed.provisional
    return day_later(day, length), False
