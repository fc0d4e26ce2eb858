"""Parsed text to documents: segment, then find each fact of the table in turn. No rules here."""

from typing import Any

from watcher.parsing.parsed import Parsed
from watcher.reading.document import Context, Document
from watcher.reading.facts import table
from watcher.reading.segment import Segment
from watcher.reading.segmenting.splitting import split_segments


def read(
    parsed: Parsed,
    context: Context = Context(),  # noqa: B008 -- frozen, no state
) -> tuple[Document, ...]:
    """Every document in a parsed text, in the order of the text, with its facts.

    None for an unreadable container.
    """
    if parsed.outcome != "readable":
        return ()
    return tuple(_document(segment) for segment in split_segments(parsed, context))


def _document(segment: Segment) -> Document:
    """One document's facts, each found behind those it needs.

    A window may need the issue date, a region the issuer.
    """
    found: dict[str, Any] = {}
    for kind in table.IN_ORDER:
        if kind.find:
            found[kind.name] = kind.find(segment, *(found[name] for name in kind.needs))
    kept = {kind.name: found[kind.name] for kind in table.KEPT if kind.name in found}
    return Document.of(
        kept,
        lines=segment.lines,
        kind=segment.kind,
        title=segment.title,
        paragraphs=segment.paragraphs,
    )
