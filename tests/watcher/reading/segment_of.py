"""A segment from a title and lines, as the fact modules get it. Places are real ones, the documents are invented."""

from store.records import DocumentKind
from watcher.parsing.parsed import SiteMeta
from watcher.reading.document import (
    Context,
    Paragraph,
)
from watcher.reading.segment import Segment


def segment_of(
    title: str,
    *lines: str,
    kind: DocumentKind = "policy_text",
    meta: SiteMeta | None = None,
    region: str | None = None,
) -> Segment:
    """One line of the file for the title and each of `lines`."""
    paragraphs = tuple(
        Paragraph(text, (line, line)) for line, text in enumerate((title, *lines), 1)
    )
    return Segment(
        kind=kind,
        title=title,
        lines=(1, len(paragraphs)),
        paragraphs=paragraphs,
        meta=meta or SiteMeta(),
        context=Context(region=region),
        heads=1,
    )
