"""The period of a document's only benefit, which is all that a tax announcement says of its term.

自2023年1月1日至2027年12月31日，… in the first operative item of an announcement, with no other period beside it.
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
    spans = [
        token
        for token in dates_in(segment.text)
        if isinstance(token, Span) and token.first.year and token.last.year
    ]
    values = {(span.first.stated, span.last.stated) for span in spans}
    first = _FIRST_ITEM.search(segment.text)
    if len(values) != 1 or first is None:
        return None
    opens, closes = next(iter(values))
    span = spans[0]
    second = _OTHER_ITEM.search(segment.text, first.end())
    until = second.start() if second else len(segment.text)
    if opens is None or closes is None or not first.start() < span.start < until:
        return None
    evidence = segment.sentence(span.start, span.end)
    if not _BENEFIT.search(evidence.text):
        return None
    return Period(opens, closes, evidence)
