"""One line for the change log: what happened, kept as data, and put into words when it is shown. Pure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from store.records import JSON, Change, Said, Saying
from watcher.diffing.fact_changes import FactChange
from watcher.reading.document import Document
from watcher.rendering.fact_lines import line
from watcher.rendering.formatting import document_name, items, moved, short_day, statements
from watcher.rendering.languages import Wording, wording

MOST_FACTS = 4
NOT_A_DOCUMENT = Said(Saying.NOT_A_DOCUMENT)
DIFFERENCE = Said(Saying.DIFFERENCE)  # between two versions: the entry's facts and clauses say it
Parameters = Mapping[str, JSON]

_SHOWN_OF_A_FACT = ("what", "old", "new")
# and what else the line is made of that tells a fact
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
    """A difference that rules had hidden: each rule with what stood there and what stands there now."""
    entries = [{"rule": rule, "old": old, "new": new} for rule, old, new in hidden]
    return Said(Saying.UNHIDDEN, {"hidden": entries})


def mended(number: int | None) -> Said:
    """A damaged version that was read again from its snapshot, otherwise than before."""
    return Said(Saying.MENDED, {"version": number})


def fact_records(facts: Sequence[FactChange]) -> tuple[Mapping[str, JSON], ...]:
    """Facts as the log keeps them: all that a line in any language is made of."""
    return tuple(_fact_record(fact) for fact in facts)


def in_words(change: Change, language: str) -> str:
    """What an entry of the log says. One that was written with a text keeps it, whatever the language."""
    if change.said is None:
        return change.summary
    if change.said.key is Saying.DIFFERENCE:
        return _difference(change, wording(language))
    return said_in_words(change.said, language)


def said_in_words(said: Said, language: str) -> str:
    """What something says that is no difference between two versions: nothing but its parameters is needed."""
    return _PUT[said.key](said.parameters, wording(language))


def told_facts(change: Change, language: str) -> list[dict[str, Any]]:
    """The facts of an entry as they are shown: `what`, `old`, `new`, and the `line` that tells them."""
    if change.said is None or change.said.key is not Saying.DIFFERENCE:
        return [dict(fact) for fact in change.facts]
    return [_told_fact(fact, language) for fact in change.facts]


def _told_fact(fact: Parameters, language: str) -> dict[str, Any]:
    told = {name: fact[name] for name in _SHOWN_OF_A_FACT}
    told["line"] = line(FactChange(**fact), language)
    return told


def _fact_record(fact: FactChange) -> dict[str, JSON]:
    record: dict[str, JSON] = {name: getattr(fact, name) for name in _SHOWN_OF_A_FACT}
    for name in _TOLD_OF_A_FACT:
        value = getattr(fact, name)
        if value is not None:
            record[name] = value
    return record


def _cause(title: str, doc_number: str | None) -> dict[str, JSON]:
    return {"title": title, "doc_number": doc_number}


def _days(days: Sequence[tuple[date | None, date]]) -> list[list[str | None]]:
    return [[old.isoformat() if old else None, new.isoformat()] for old, new in days]


def _difference(change: Change, speech: Wording) -> str:
    """The facts first, then how many clauses; the kind where there is neither."""
    lines = [line(FactChange(**fact), speech.code) for fact in change.facts[:MOST_FACTS]]
    if len(change.facts) > MOST_FACTS:
        lines.append(speech.count("summary.facts", len(change.facts)))
    if change.clauses:
        lines.append(speech.count("summary.clauses", change.clauses))
    return statements(lines, speech) or speech.name_in("kind", change.kind)


def _put_published(said: Parameters, speech: Wording) -> str:
    parts = [speech.name_in("new", said["kind"])]
    if said["closes"]:
        days = [_day(day, speech) for day in said["closes"]]
        parts.append(speech.say("summary.closes", days=items(days, speech)))
    if said["valid_until"]:
        parts.append(speech.say("summary.validity", day=_day(said["valid_until"], speech)))
    return statements(parts, speech)


def _put_repealed(said: Parameters, speech: Wording) -> str:
    by = document_name(said["title"], said["doc_number"], speech)
    if said["on"]:
        return speech.say("summary.repealed_from", by=by, day=_day(said["on"], speech))
    return speech.say("summary.repealed", by=by)


def _put_windows_moved(said: Parameters, speech: Wording) -> str:
    by = document_name(said["title"], said["doc_number"], speech)
    return speech.say("summary.windows_moved", days=_moved_days(said, speech), by=by)


def _put_validity_moved(said: Parameters, speech: Wording) -> str:
    by = document_name(said["title"], said["doc_number"], speech)
    return speech.say("summary.validity_moved", days=_moved_days(said, speech), by=by)


def _moved_days(said: Parameters, speech: Wording) -> str:
    days = []
    for old, new in said["days"]:
        if old:
            days.append(moved(_day(old, speech), _day(new, speech)))
        else:
            days.append(speech.say("summary.moved", new=_day(new, speech)))
    return items(days, speech)


def _put_expired(said: Parameters, speech: Wording) -> str:
    return speech.say("summary.expired", day=_day(said["closes"], speech))


def _put_withdrawn(said: Parameters, speech: Wording) -> str:
    return speech.count("summary.withdrawn", said["places"])


def _put_restored(said: Parameters, speech: Wording) -> str:
    return speech.say("summary.restored", document=document_name(said["title"], None, speech))


def _put_unhidden(said: Parameters, speech: Wording) -> str:
    nothing = speech.say("summary.nothing")
    lines = []
    for one in said["hidden"]:
        difference = moved(one["old"] or nothing, one["new"] or nothing)
        lines.append(speech.say("summary.unhidden", moved=difference, rule=one["rule"]))
    return statements(lines, speech)


def _put_mended(said: Parameters, speech: Wording) -> str:
    if said["version"]:
        return speech.say("summary.mended_version", version=said["version"])
    return speech.say("summary.mended_copy")


def _put_not_a_document(_said: Parameters, speech: Wording) -> str:
    return speech.say("summary.not_a_document")


def _put_merged_into(said: Parameters, speech: Wording) -> str:
    return speech.say("summary.merged_into", **said)


def _put_took_in(said: Parameters, speech: Wording) -> str:
    return speech.say("summary.took_in", **said)


def _put_split_off(said: Parameters, speech: Wording) -> str:
    return speech.say("summary.split_off", **said)


def _put_split_from(said: Parameters, speech: Wording) -> str:
    return speech.say("summary.split_from", **said)


def _day(text: str, speech: Wording) -> str:
    return short_day(date.fromisoformat(text), speech)


_PUT: Final[Mapping[Saying, Callable[[Parameters, Wording], str]]] = {
    Saying.PUBLISHED: _put_published,
    Saying.REPEALED: _put_repealed,
    Saying.WINDOWS_MOVED: _put_windows_moved,
    Saying.VALIDITY_MOVED: _put_validity_moved,
    Saying.EXPIRED: _put_expired,
    Saying.WITHDRAWN: _put_withdrawn,
    Saying.RESTORED: _put_restored,
    Saying.UNHIDDEN: _put_unhidden,
    Saying.MENDED: _put_mended,
    Saying.NOT_A_DOCUMENT: _put_not_a_document,
    Saying.MERGED_INTO: _put_merged_into,
    Saying.TOOK_IN: _put_took_in,
    Saying.SPLIT_OFF: _put_split_off,
    Saying.SPLIT_FROM: _put_split_from,
}
