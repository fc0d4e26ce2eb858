"""Parsed text to documents: segment, then ask each fact module in turn. No rules here."""

from watcher.parsing.parsed import Parsed
from watcher.reading.document import Context, Document, Fact
from watcher.reading.segment import Segment
from watcher.reading.segmenting import segments

# Raise it with every change that can alter what is read from the same text: stored snapshots are then read again and
# the difference is recorded as technical, so nobody is alerted to our own progress.
READER_VERSION: int = 1


def read(parsed: Parsed, context: Context = Context()) -> tuple[Document, ...]:  # noqa: B008 -- frozen, no state
    """Every document in a parsed text, in the order of the text, with its facts; none for an unreadable container."""
    if parsed.outcome != "readable":
        return ()
    return tuple(_document(segment) for segment in segments(parsed, context))


def _document(segment: Segment) -> Document:
    return Document(
        lines=segment.lines,
        kind=segment.kind,
        title=segment.title,
        paragraphs=segment.paragraphs,
        status=Fact(segment.meta.status, "stated", None, "page metadata") if segment.meta.status else None,
        draft="征求意见稿" in segment.title or "公开征求" in segment.title,
        conflicts=segment.conflicts,
    )
