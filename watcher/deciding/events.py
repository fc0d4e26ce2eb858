"""Decides which typed events a difference between two versions is. Pure: values in, values out."""

from collections.abc import Sequence
from dataclasses import dataclass

from store.records import ChangeKind
from watcher.deciding.identity import number_key, unmarked
from watcher.diffing.clause_changes import ClauseChange
from watcher.diffing.fact_changes import FactChange
from watcher.diffing.noise.folding import folded
from watcher.reading.facts import table
from watcher.reading.facts.table import Weight

# facts that a page states about a document without the document saying anything new
METADATA = table.told_with(Weight.METADATA)
STAMPS = table.told_with(Weight.STAMP)  # a site prints it anew whenever it likes: noise
# shown first when one difference is several events, and the kind of the one alert that tells them all
URGENCY = (
    ChangeKind.REPEALED,
    ChangeKind.PUBLISHED,
    ChangeKind.DEADLINE_MOVED,
    ChangeKind.DEADLINE_SET,
    ChangeKind.AMENDED,
    ChangeKind.RESTORED,
    ChangeKind.WITHDRAWN,
    ChangeKind.EXPIRED,
)
DATES = frozenset({"deadline", "validity"})
LIFELESS = ("失效", "废止")
SILENT = frozenset({ChangeKind.TECHNICAL, ChangeKind.METADATA})


@dataclass(frozen=True, slots=True)
class Event:
    """One typed event. `facts` are those it tells; `clauses` those it changed."""

    kind: ChangeKind
    facts: tuple[FactChange, ...] = ()
    clauses: tuple[ClauseChange, ...] = ()


def between(
    clauses: Sequence[ClauseChange],
    facts: Sequence[FactChange],
    *,
    known: Sequence[FactChange] = (),
) -> tuple[Event, ...]:
    """The events that one difference is: at most one of each kind, the most urgent first; () for no difference.

    `known` are those of the facts that another document has told: they are no event of their own.
    """
    facts = tuple(fact for fact in facts if fact.what not in STAMPS)
    fresh = tuple(fact for fact in facts if fact not in known)
    moved = tuple(fact for fact in fresh if fact.what == "deadline" and fact.old and fact.new)
    opened = tuple(fact for fact in fresh if fact.what == "deadline" and fact.new and not fact.old)
    ended = tuple(fact for fact in fresh if fact.what == "status" and is_end(fact))
    rest = tuple(fact for fact in fresh if fact not in (*moved, *opened, *ended))
    told = [fact for fact in rest if fact.what not in METADATA]
    wording = [clause for clause in clauses if not _says_no_more(clause, facts)]
    events = [
        Event(ChangeKind.REPEALED, ended) if ended else None,
        Event(ChangeKind.DEADLINE_MOVED, moved, _dated(clauses)) if moved else None,
        Event(ChangeKind.DEADLINE_SET, opened, _dated(clauses)) if opened else None,
        Event(ChangeKind.AMENDED, rest, tuple(clauses))
        if told
        or _more_than_dates(
            wording, dated=any(fact.what in DATES for fact in (*moved, *opened, *known))
        )
        else None,
    ]
    found = tuple(event for event in events if event)
    if found:
        return found
    if rest or known:
        return (Event(ChangeKind.METADATA, (*rest, *known), tuple(clauses)),)
    return (Event(ChangeKind.TECHNICAL, (), tuple(clauses)),) if clauses else ()


def primary(kinds: Sequence[ChangeKind]) -> ChangeKind:
    """The kind under which several events of one difference are told together."""
    return min(kinds, key=lambda kind: URGENCY.index(kind) if kind in URGENCY else len(URGENCY))


def is_end(fact: FactChange) -> bool:
    """Whether an official mark says that the policy is no longer in force."""
    return any(mark in (fact.new or "") for mark in LIFELESS)


def _says_no_more(clause: ClauseChange, facts: Sequence[FactChange]) -> bool:
    """A clause that says nothing beside a fact that is told: the line of the title, the sentence that sets a date."""
    if clause.typographic or clause.kind in ("renumbered", "moved"):
        return True
    old, new = folded(clause.old_text or ""), folded(clause.new_text or "")
    for fact in facts:
        if fact.what == "title" and (old, new) == (folded(fact.old or ""), folded(fact.new or "")):
            return True
        if fact.what == "doc_number" and _is_line_of(clause, fact):
            return True
        if fact.what == "status" and old == folded(unmarked(clause.new_text or "")):
            return True
        if fact.what == "deadline" and not clause.facts:
            said = (
                old and old in folded(fact.evidence_old or ""),
                new and new in folded(fact.evidence_new or ""),
            )
            if all(said) or (any(said) and not (old and new)):
                return True
    return False


def _is_line_of(clause: ClauseChange, number: FactChange) -> bool:
    """The line that the 文号 stands alone on, in whatever brackets."""
    sides = ((clause.old_text, number.old), (clause.new_text, number.new))
    return all(number_key(text or "") == number_key(value or "") for text, value in sides)


def _dated(clauses: Sequence[ClauseChange]) -> tuple[ClauseChange, ...]:
    return tuple(clause for clause in clauses if any(fact.what == "date" for fact in clause.facts))


def _more_than_dates(clauses: Sequence[ClauseChange], *, dated: bool) -> bool:
    """Whether the wording changed beyond the dates that an event of their own already tells."""
    if not dated:
        return bool(clauses)
    return any(
        not clause.facts or any(fact.what != "date" for fact in clause.facts) for clause in clauses
    )
