"""From which day a document is in force (施行日). Its last day is `validity`'s."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from store.records import Basis, DocumentKind
from watcher.patterns import deferred
from watcher.reading.dates.civil_dates import Moment
from watcher.reading.dates.elided_years import day_ahead, year_anchor
from watcher.reading.dates.reckoning import day_later
from watcher.reading.dates.validity_terms import Statement, binding_statements
from watcher.reading.dates.wording import dates_in
from watcher.reading.document import Evidence, Fact
from watcher.reading.facts.benefit_period import benefit_period
from watcher.reading.segment import Segment

Effective = Fact[date | Literal["on_issue"]]

# Words that mean the day a text was written; the others (发布, 公布, 出台) mean the day it was made
# public.
_WRITTEN = frozenset(("印发", "下发", "发文", "成文", "签发", "通知印发", "颁布"))

_ON_ISSUE = ("effective_on_issue", "issue_until")
_CHANGE = deferred("调整|取消|停止|恢复|统一|暂停|变更|优化")


def find_effective_day(
    segment: Segment, issued: Fact[date] | None, published: Fact[date] | None
) -> Effective | None:
    """The first day in force; None where nothing is said.

    "on_issue" where that is the day of issue and none is printed.
    """
    said = binding_statements(segment)
    dated = [statement for statement in said if _names_day(statement)]
    for statement in sorted(dated, key=_own_and_last, reverse=True):
        fact = _dated(segment, statement, issued, published)
        if fact:
            return fact
    on_issue = [statement for statement in said if statement.role in _ON_ISSUE]
    if on_issue:
        return _on_issue(segment, on_issue[-1], issued, published)
    period = benefit_period(segment)
    if period:
        return Fact(period.opens, Basis.STATED, period.evidence, "first day of the benefit period")
    return _begun(segment, said, issued, published)


def _names_day(statement: Statement) -> bool:
    """It prints the first day, or from which day on it is counted."""
    if statement.role == "span":
        return statement.span is not None
    return statement.role in ("effective_on", "effective_after")


def _own_and_last(statement: Statement) -> tuple[bool, int]:
    """One in which the document names itself goes before others, a later before an earlier."""
    return statement.own, statement.start


def _begun(
    segment: Segment, said: list[Statement], issued: Fact[date] | None, published: Fact[date] | None
) -> Effective | None:
    """The one day from which a notice of a change changes something: 自…起，贷款额度调整为….

    Only where it says no other.
    """
    begins = [statement for statement in said if statement.role == "begins"]
    if not begins:
        return None
    days: dict[object, Effective] = {}
    for statement in begins:
        told = _dated(segment, statement, issued, published)
        if told:
            days[told.value] = told
    if len(days) != 1:
        return None
    fact = next(iter(days.values()))
    if segment.kind == DocumentKind.POLICY_TEXT and _CHANGE.search(segment.title):
        return fact
    return replace(fact, basis=Basis.INFERRED) if _only_day(segment, said, issued) else None


def _only_day(segment: Segment, said: list[Statement], issued: Fact[date] | None) -> bool:
    """The text prints one day, its signature's and its last day aside.

    Nothing else can be meant by it.
    """
    last = [statement.moment for statement in said if statement.role == "until"]
    others = 0
    for token in dates_in(segment.text):
        if token.start < segment.body_start or token in last:
            continue
        if not (issued and isinstance(token, Moment) and token.stated == issued.value):
            others += 1
    return others == 1


def _dated(
    segment: Segment, said: Statement, issued: Fact[date] | None, published: Fact[date] | None
) -> Effective | None:
    evidence = segment.sentence(said.start, said.end)
    if said.role == "effective_after":
        base, note = reference_day(said.word, issued, published)
        if base is None or said.length is None:
            return None
        return Fact(
            day_later(base, said.length) + timedelta(days=1), Basis.COMPUTED, evidence, note
        )
    moment = said.span.first if said.span else said.moment
    if not isinstance(moment, Moment) or _takes_year_of_close(said, moment):
        return None
    known = day_ahead(moment, year_anchor(segment, issued, published))
    if known is None or moment.grain in ("end", "third"):
        return None
    return _printed(moment, *known, evidence)


def _takes_year_of_close(said: Statement, moment: Moment) -> bool:
    """1月1日至2027年12月31日: the opening's year is not said, and may be any before that."""
    return said.span is not None and moment.year is None and said.span.last.year is not None


def _printed(moment: Moment, day: date, note: str, evidence: Evidence) -> Effective:
    """A printed day as the first in force; of a month its first one."""
    if moment.grain == "month":
        day, note = day.replace(day=1), "only the month is printed"
    if moment.midnight:
        day, note = day + timedelta(days=1), "24时 is the first instant of the next day"
    inferred = note.startswith(("year", "only"))
    return Fact(day, Basis.INFERRED if inferred else Basis.STATED, evidence, note)


def reference_day(
    word: str, issued: Fact[date] | None, published: Fact[date] | None
) -> tuple[date | None, str]:
    """The day that 印发之日 or 发布之日 means, and a note where the other one had to stand in."""
    first, second, missing, used = issued, published, "成文日期", "发布日期"
    if word not in _WRITTEN:
        first, second, missing, used = published, issued, "发布日期", "成文日期"
    if first:
        return first.value, ""
    if second:
        return second.value, f"{missing} missing, {used} used"
    return None, ""


def _on_issue(
    segment: Segment, said: Statement, issued: Fact[date] | None, published: Fact[date] | None
) -> Effective:
    evidence = segment.sentence(said.start, said.end)
    day, note = reference_day(said.word, issued, published)
    if day is None:
        return Fact("on_issue", Basis.STATED, evidence, "no date of issue is printed")
    return Fact(day, Basis.COMPUTED, evidence, note)
