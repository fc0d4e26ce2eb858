"""The sayings of the log as data; rendering/summary.py puts them into words when they are shown."""

from collections.abc import Mapping, Sequence
from datetime import date

from store.records import JSON, Said, Saying
from watcher.diffing.fact_changes import FactChange
from watcher.reading.document import Document

NOT_A_DOCUMENT = Said(Saying.NOT_A_DOCUMENT)
DIFFERENCE = Said(Saying.DIFFERENCE)  # between two versions: the entry's facts and clauses say it

# of a fact that differs, what the line that tells it is made of, beside `what`, `old` and `new`
_TOLD_OF_A_FACT = ("direction", "days", "window", "batch", "actor", "channel")


def published(document: Document) -> Said:
    """A document seen for the first time."""
    closes = sorted({window.closes for window in document.windows if window.closes})
    until = document.valid_until if not document.draft else None
    parameters = {
        "kind": document.kind,
        "closes": [day.isoformat() for day in closes],
        "valid_until": until.value.isoformat() if until else None,
    }
    return Said(Saying.PUBLISHED, parameters)


def repealed(title: str, doc_number: str | None, on: date | None) -> Said:
    """Repealed, by which document and from when."""
    return Said(
        Saying.REPEALED, {**_cause(title, doc_number), "on": on.isoformat() if on else None}
    )


def windows_moved(
    title: str, doc_number: str | None, days: Sequence[tuple[date | None, date]]
) -> Said:
    """Last days of windows moved by another document, each from and to."""
    return Said(Saying.WINDOWS_MOVED, {**_cause(title, doc_number), "days": _days(days)})


def validity_moved(
    title: str, doc_number: str | None, days: Sequence[tuple[date | None, date]]
) -> Said:
    """The last day of validity moved by another document, from and to."""
    return Said(Saying.VALIDITY_MOVED, {**_cause(title, doc_number), "days": _days(days)})


def expired(closes: date) -> Said:
    """The last day of validity is over."""
    return Said(Saying.EXPIRED, {"closes": closes.isoformat()})


def withdrawn(places: int) -> Said:
    """Gone from every place where it was seen."""
    return Said(Saying.WITHDRAWN, {"places": places})


def restored(title: str) -> Said:
    """Back after it was withdrawn."""
    return Said(Saying.RESTORED, {"title": title})


def unhidden(hidden: Sequence[tuple[str, str, str]]) -> Said:
    """A difference that rules had hidden: each rule with what stood and what stands there."""
    entries = [{"rule": rule, "old": old, "new": new} for rule, old, new in hidden]
    return Said(Saying.UNHIDDEN, {"hidden": entries})


def mended(number: int | None) -> Said:
    """A damaged version that was read again from its snapshot, otherwise than before."""
    return Said(Saying.MENDED, {"version": number})


def fact_records(facts: Sequence[FactChange]) -> tuple[Mapping[str, JSON], ...]:
    """Facts as the log keeps them: all that a line in any language is made of."""
    return tuple(_fact_record(fact) for fact in facts)


def _fact_record(fact: FactChange) -> dict[str, JSON]:
    record: dict[str, JSON] = {"what": fact.what, "old": fact.old, "new": fact.new}
    for name in _TOLD_OF_A_FACT:
        value = getattr(fact, name)
        if value is not None:
            record[name] = value
    return record


def _cause(title: str, doc_number: str | None) -> dict[str, JSON]:
    return {"title": title, "doc_number": doc_number}


def _days(days: Sequence[tuple[date | None, date]]) -> list[list[str | None]]:
    return [[old.isoformat() if old else None, new.isoformat()] for old, new in days]
