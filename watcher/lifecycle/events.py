"""Decides which typed events a difference between two versions is. Pure: values in, values out."""

from collections.abc import Sequence
from dataclasses import dataclass

from watcher.diffing.changes import ClauseChange
from watcher.diffing.facts import FactChange

# facts that a page states about a document without the document saying anything new
METADATA = frozenset({"title", "doc_number", "issuer", "region", "issued_on", "status"})
STAMPS = frozenset({"published_on"})  # a site prints it anew whenever it likes: noise
# shown first when one difference is several events, and the kind of the one alert that tells them all
URGENCY = ("repealed", "deadline_moved", "deadline_set", "amended", "restored", "withdrawn", "expired", "published")
LIFELESS = ("失效", "废止")
SILENT = frozenset({"technical", "metadata"})


@dataclass(frozen=True, slots=True)
class Event:
    """One typed event. `facts` are those it tells; `clauses` those it changed."""

    kind: str
    facts: tuple[FactChange, ...] = ()
    clauses: tuple[ClauseChange, ...] = ()


def between(clauses: Sequence[ClauseChange], facts: Sequence[FactChange]) -> tuple[Event, ...]:
    """The events that one difference is: at most one of each kind, the most urgent first; () for no difference."""
    facts = tuple(fact for fact in facts if fact.what not in STAMPS)
    moved = tuple(fact for fact in facts if fact.what == "deadline" and fact.old and fact.new)
    opened = tuple(fact for fact in facts if fact.what == "deadline" and fact.new and not fact.old)
    ended = tuple(f for f in facts if f.what == "status" and any(mark in (f.new or "") for mark in LIFELESS))
    rest = tuple(fact for fact in facts if fact not in (*moved, *opened, *ended))
    told = [fact for fact in rest if fact.what not in METADATA]
    wording = [clause for clause in clauses if not clause.typographic and clause.kind not in ("renumbered", "moved")]
    events = [
        Event("repealed", ended) if ended else None,
        Event("deadline_moved", moved, _dated(clauses)) if moved else None,
        Event("deadline_set", opened, _dated(clauses)) if opened else None,
        Event("amended", rest, tuple(clauses))
        if told or _more_than_dates(wording, dated=bool(moved or opened))
        else None,
    ]
    found = tuple(event for event in events if event)
    if found:
        return found
    if rest:
        return (Event("metadata", rest, tuple(clauses)),)
    return (Event("technical", (), tuple(clauses)),) if clauses else ()


def primary(kinds: Sequence[str]) -> str:
    """The kind under which several events of one difference are told together."""
    return min(kinds, key=lambda kind: URGENCY.index(kind) if kind in URGENCY else len(URGENCY))


def _dated(clauses: Sequence[ClauseChange]) -> tuple[ClauseChange, ...]:
    return tuple(clause for clause in clauses if any(fact.what == "date" for fact in clause.facts))


def _more_than_dates(clauses: Sequence[ClauseChange], *, dated: bool) -> bool:
    """Whether the wording changed beyond the dates that an event of their own already tells."""
    if not dated:
        return bool(clauses)
    return any(not clause.facts or any(fact.what != "date" for fact in clause.facts) for clause in clauses)
