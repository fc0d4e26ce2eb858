"""From bytes to documents within a budget: the parsers, then the reader, with what the source says
of its texts.

Stores nothing.
"""

from datetime import datetime

from config.settings import SourceSettings
from store.records import LookStatus, Snapshot
from watcher.bounded_reading import read_bounded
from watcher.deciding.causes import CIVIL
from watcher.fetching.results import Answer
from watcher.parsing.parsed import Parsed
from watcher.reading.document import Context, Document
from watcher.reading_process import Job


def understand(
    body: bytes, snapshot: Snapshot, source: SourceSettings | None, now: datetime
) -> tuple[Parsed, tuple[Document, ...]]:
    """From a snapshot's bytes to documents.

    A source that is no longer declared gives no selector and no region.
    """
    answer = Answer(
        snapshot.address,
        LookStatus.FETCHED,
        body=body,
        content_type=snapshot.content_type,
        listed_title=snapshot.listed_title,
        listed_on=snapshot.listed_on,
    )
    return understand_answer(answer, source, now)


def understand_answer(
    answer: Answer, source: SourceSettings | None, now: datetime
) -> tuple[Parsed, tuple[Document, ...]]:
    """From what was fetched to documents: pure but for the subprocesses."""
    assert answer.body is not None, "asked by the caller"
    selector = source.options.get("body") if source else None
    context = Context(
        source=answer.address.removeprefix("file:"),
        region=source.region if source else None,
        as_of=now.astimezone(CIVIL).date(),
        published_on=answer.listed_on,
        title=answer.listed_title,
    )
    job = Job(
        data=answer.body,
        name=answer.address,
        content_type=answer.content_type,
        body=selector if isinstance(selector, str) else None,
        context=context,
    )
    return read_bounded(job)
