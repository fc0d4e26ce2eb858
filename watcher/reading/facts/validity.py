"""The term for which a document as a whole stays in force (有效期).

A term of one measure, a recognition or a loan is not its validity.
"""

from datetime import date, timedelta

from store.records import Basis
from watcher.reading.dates.civil_dates import Moment
from watcher.reading.dates.elided_years import day_ahead, year_anchor
from watcher.reading.dates.reckoning import last_day
from watcher.reading.dates.validity_terms import Statement, binding_statements
from watcher.reading.document import Evidence, Fact
from watcher.reading.facts.benefit_period import benefit_period
from watcher.reading.facts.effective_day import Effective, reference_day
from watcher.reading.segment import Segment

# Last day of a five-year plan: inferred, the plan names no day.
_PLAN_END = {
    "十四五": date(2025, 12, 31),
    "十五五": date(2030, 12, 31),
    "十六五": date(2035, 12, 31),
}

Validity = tuple[Fact[date] | None, Fact[float] | None]


def find_validity(
    segment: Segment,
    effective: Effective | None,
    issued: Fact[date] | None,
    published: Fact[date] | None,
) -> Validity:
    """The last day in force and the printed number of years; each None where the text is silent.

    No default is assumed.
    """
    said = binding_statements(segment)
    years = _pick([statement for statement in said if _has_years(statement)])
    until = _stated(segment, said, issued, published)
    if until is None and years is not None:
        until = _computed(segment, years, _first_day(years, effective, issued, published))
    period = benefit_period(segment) if until is None else None
    if period:
        until = Fact(period.closes, Basis.STATED, period.evidence, "last day of the benefit period")
    return until, _term(segment, years)


def _has_years(statement: Statement) -> bool:
    """It states a term in years."""
    if statement.role != "years" or statement.length is None:
        return False
    return statement.length.years is not None


def _term(segment: Segment, said: Statement | None) -> Fact[float] | None:
    """The years of a statement of a term."""
    if said is None or said.length is None or said.length.years is None:
        return None
    return Fact(said.length.years, Basis.STATED, segment.sentence(said.start, said.end))


def _pick(said: list[Statement]) -> Statement | None:
    """The statement in which the document names itself, else the last one."""
    return max(said, key=lambda statement: (statement.own, statement.start), default=None)


def _stated(
    segment: Segment, said: list[Statement], issued: Fact[date] | None, published: Fact[date] | None
) -> Fact[date] | None:
    statement = _pick([s for s in said if s.role in ("until", "span", "issue_until", "plan")])
    if statement is None:
        return None
    evidence = segment.sentence(statement.start, statement.end)
    if statement.role == "plan":
        day = _PLAN_END[statement.word]
        return Fact(day, Basis.INFERRED, evidence, f"last day of “{statement.word}”")
    moment = statement.span.last if statement.span else statement.moment
    if not isinstance(moment, Moment):
        return None
    known = day_ahead(moment, year_anchor(segment, issued, published))
    return _printed(moment, *known, evidence) if known else None


def _printed(moment: Moment, day: date, note: str, evidence: Evidence) -> Fact[date]:
    """A printed day; of a month its last one. Where a year or a day is left out it is inferred."""
    if moment.grain != "day":
        note = note or "last day of the printed month"
    return Fact(day, Basis.INFERRED if note else Basis.STATED, evidence, note)


def _first_day(
    said: Statement,
    effective: Effective | None,
    issued: Fact[date] | None,
    published: Fact[date] | None,
) -> date | None:
    """The day the years run from: the first in force, or the issue that they count from."""
    if effective and isinstance(effective.value, date):
        return effective.value
    return reference_day(said.word, issued, published)[0] if said.word else None


def _computed(segment: Segment, said: Statement, first: date | None) -> Fact[date] | None:
    if first is None or said.length is None:
        return None
    day = last_day(first, said.length)
    anniversary = day + timedelta(days=1)
    note = f"computed: the day before the anniversary ({anniversary.isoformat()}), ±1 day"
    return Fact(day, Basis.COMPUTED, segment.sentence(said.start, said.end), note)
