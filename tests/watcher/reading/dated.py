"""Builds small documents for the tests of dates; 澄江市 and 云岭省 do not exist."""

from datetime import date

from store.records import DocumentKind
from watcher.parsing.parsed import SiteMeta
from watcher.reading.document import (
    Context,
    Fact,
    Paragraph,
)
from watcher.reading.segment import Segment

TITLE = "澄江市科技局关于组织申报科技计划项目的通知"


def segment(
    *paragraphs: str,
    title: str = TITLE,
    kind: DocumentKind = "policy_text",
    meta: SiteMeta | None = None,
    context: Context | None = None,
) -> Segment:
    """A document of one heading line and the paragraphs given, a line each."""
    lines = tuple(
        Paragraph(text, (number, number)) for number, text in enumerate((title, *paragraphs), 1)
    )
    return Segment(
        kind,
        title,
        (1, len(lines)),
        lines,
        heads=1,
        meta=meta or SiteMeta(),
        context=context or Context(),
    )


def on(day: str | None) -> Fact[date] | None:
    """A stated day as the finders take it."""
    return Fact(date.fromisoformat(day), "stated", None) if day else None
