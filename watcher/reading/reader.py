"""Parsed text to documents: segment, then ask each fact module in turn. No rules here."""

from datetime import date

from watcher.parsing.parsed import Parsed
from watcher.reading.document import Context, Document
from watcher.reading.facts import (
    amounts,
    audience,
    citations,
    duties,
    effective_day,
    industry_labels,
    issue_dates,
    issuers,
    official_status,
    regions,
    stated_relations,
    unclear_dates,
    validity,
    windows,
)
from watcher.reading.numbers import document_numbers
from watcher.reading.segment import Segment
from watcher.reading.segmenting import drafts
from watcher.reading.segmenting.splitting import split_segments

# Raise it with every change that can alter what is read from the same text: stored snapshots are then read again and
# the difference is recorded as technical, so nobody is alerted to our own progress.
READER_VERSION: int = 1


def read(parsed: Parsed, context: Context = Context()) -> tuple[Document, ...]:  # noqa: B008 -- frozen, no state
    """Every document in a parsed text, in the order of the text, with its facts; none for an unreadable container."""
    if parsed.outcome != "readable":
        return ()
    return tuple(_document(segment) for segment in split_segments(parsed, context))


def _document(segment: Segment) -> Document:
    """One document's facts. The order is that of dependence: a window may need the issue date, a region the issuer."""
    number = document_numbers.own_number(segment)
    canonical = number[0].value if number else None
    issued, published = issue_dates.issued(segment), issue_dates.published(segment)
    in_force = effective_day.find(segment, issued, published)
    until, years = validity.find(segment, in_force, issued, published)
    acting = windows.find(segment, issued, published)
    due = duties.find(segment, issued, published)
    related = stated_relations.find(segment, canonical, in_force, issued)
    organs = issuers.find(segment)
    sectors, general = industry_labels.find(segment)
    dated = (
        issued,
        published,
        in_force,
        until,
        years,
        *acting,
        *due,
        *(each.reference for each in related),
    )
    stated = [
        fact.value
        for fact in (issued, published, in_force, until)
        if fact and isinstance(fact.value, date)
    ]
    stated += [day for window in acting for day in (window.opens, window.closes) if day]
    return Document(
        lines=segment.lines,
        kind=segment.kind,
        title=segment.title,
        paragraphs=segment.paragraphs,
        doc_number=number[0] if number else None,
        doc_number_raw=number[1] if number else None,
        issuers=organs,
        issued_on=issued,
        published_on=published,
        effective_from=in_force,
        valid_until=until,
        validity_years=years,
        windows=acting,
        relative_deadlines=due,
        repeals=tuple(each.reference for each in related if each.relation == "repeals"),
        cites=citations.find(segment, canonical),
        relations=related,
        region=regions.find(segment, organs),
        industries=sectors,
        general=general,
        audience=audience.find(segment),
        amounts=amounts.find(segment),
        status=official_status.find(segment),
        draft=drafts.is_draft(segment),
        conflicts=(
            *segment.conflicts,
            *document_numbers.number_conflicts(segment, number[0] if number else None),
            *issue_dates.disagreement(segment, issued),
        ),
        unclear=unclear_dates.find(segment, (fact.evidence for fact in dated if fact), stated),
    )
