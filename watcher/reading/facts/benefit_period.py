"""The period of a document's only benefit, which is all that a tax announcement says of its term.

自2023年1月1日至2027年12月31日，… in the first operative item of an announcement, with no other
period beside it.
"""

from dataclasses import dataclass
from datetime import date

from store.records import DocumentKind
from watcher.patterns import deferred, worded
from watcher.reading.dates.date_spans import Span
from watcher.reading.dates.wording import dates_in
from watcher.reading.document import Evidence
from watcher.reading.segment import Segment

_TITLE = worded("benefit_words", "{title}")
_FIRST_ITEM = deferred(r"\n[ #*]*(?:一、|第一条)")
_OTHER_ITEM = deferred(r"\n[ #*]*(?:二、|第二条)")
_BENEFIT = worded("benefit_words", "{benefit}")
_LEAD = deferred(r"(?:自|在|从|对|于|的)? ?\Z|企业在 ?\Z")


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day of the benefit."""

    opens: date
    closes: date
    evidence: Evidence


def benefit_period(segment: Segment) -> Period | None:
    """The one period of the one benefit.

    It stands in the first operative item, and any other period equals it.
    """
    if segment.kind != DocumentKind.POLICY_TEXT or not _TITLE.search(segment.title):
        return None
    span = _only_span(segment.text)
    if span is None or not _is_in_first_item(segment.text, span):
        return None
    opens, closes = span.first.stated, span.last.stated
    evidence = segment.sentence(span.start, span.end)
    if opens is None or closes is None or not _BENEFIT.search(evidence.text):
        return None
    return Period(opens, closes, evidence)


def _only_span(text: str) -> Span | None:
    """The first of the printed spans with both years, where all of them are the same days."""
    spans = [token for token in dates_in(text) if isinstance(token, Span) and _has_years(token)]
    days = set(map(_days, spans))
    return spans[0] if len(days) == 1 else None


def _days(span: Span) -> tuple[date | None, date | None]:
    return span.first.stated, span.last.stated


def _has_years(span: Span) -> bool:
    return bool(span.first.year and span.last.year)


def _is_in_first_item(text: str, span: Span) -> bool:
    """It stands behind 一、 or 第一条 and before the next."""
    first = _FIRST_ITEM.search(text)
    if first is None:
        return False
    second = _OTHER_ITEM.search(text, first.end())
    until = second.start() if second else len(text)
    return first.start() < span.start < until
