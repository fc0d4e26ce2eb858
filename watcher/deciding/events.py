"""Decides which typed events a difference between two versions is. Pure: values in, values out."""

from collections.abc import Sequence
from dataclasses import dataclass

from store.records import ChangeKind
from watcher.deciding.identity import number_key, unmarked
from watcher.diffing.clause_changes import ClauseChange
from watcher.diffing.fact_changes import FactChange
from watcher.diffing.noise.folding import fold_noise
from watcher.reading.facts import table
from watcher.reading.facts.contact_words import words_beside_contacts
from watcher.reading.facts.fact_kind import Weight
from watcher.reading.segment import fold

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
    texts = fold_noise(clause.old_text or ""), fold_noise(clause.new_text or "")
    return any(_is_said_by(fact, clause, *texts) for fact in facts)


def _is_said_by(fact: FactChange, clause: ClauseChange, old: str, new: str) -> bool:
    """One fact tells all that differs in a clause; `old` and `new` are its folded texts."""
    match fact.what:
        case "title":
            return (old, new) == (fold_noise(fact.old or ""), fold_noise(fact.new or ""))
        case "doc_number":
            return _is_line_of(clause, fact)
        case "status":
            return old == fold_noise(unmarked(clause.new_text or ""))
        case "contact":
            return _differs_in_contacts_only(clause)
        case "deadline" if not clause.facts:
            before, after = fold_noise(fact.evidence_old or ""), fold_noise(fact.evidence_new or "")
            said = (old and old in before, new and new in after)
            return all(said) or (any(said) and not (old and new))
    return False


def _is_line_of(clause: ClauseChange, number: FactChange) -> bool:
    """The line that the 文号 stands alone on, in whatever brackets."""
    sides = ((clause.old_text, number.old), (clause.new_text, number.new))
    return all(number_key(text or "") == number_key(value or "") for text, value in sides)


def _differs_in_contacts_only(clause: ClauseChange) -> bool:
    """Another number, address, office or person to ask, and not a word else."""
    old, new = fold(clause.old_text or ""), fold(clause.new_text or "")
    return words_beside_contacts(old) == words_beside_contacts(new)


def _dated(clauses: Sequence[ClauseChange]) -> tuple[ClauseChange, ...]:
    return tuple(clause for clause in clauses if any(fact.what == "date" for fact in clause.facts))


def _more_than_dates(clauses: Sequence[ClauseChange], *, dated: bool) -> bool:
    """Whether the wording changed beyond the dates that an event of their own already tells."""
    if not dated:
        return bool(clauses)
    return any(
        not clause.facts or any(fact.what != "date" for fact in clause.facts) for clause in clauses
    )
