"""Decides which typed events a difference between two versions is. Pure: values in, values out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
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
# the first of several events of one difference gives its kind to the one alert that tells them all
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
    """The events that one difference is: at most one of each kind, the most urgent first.

    `known` are those of the facts that another document has told: they are no event of their own.
    () where nothing differs.
    """
    facts = [fact for fact in facts if fact.what not in STAMPS]
    told: dict[ChangeKind | None, list[FactChange]] = defaultdict(list)
    for fact in facts:
        if fact not in known:
            told[_event_of(fact)].append(fact)
    found = _events_of_facts(told, clauses)
    rest = tuple(told[None])
    dated = [*told[ChangeKind.DEADLINE_MOVED], *told[ChangeKind.DEADLINE_SET], *known]
    if _is_amended(clauses, facts, rest, tells_dates=any(fact.what in DATES for fact in dated)):
        found.append(Event(ChangeKind.AMENDED, rest, tuple(clauses)))
    return tuple(found) or _untold_event(clauses, (*rest, *known))


def _untold_event(
    clauses: Sequence[ClauseChange], facts: tuple[FactChange, ...]
) -> tuple[Event, ...]:
    """A difference that nobody is told of: facts about the page, or the form of clauses."""
    if facts:
        return (Event(ChangeKind.METADATA, facts, tuple(clauses)),)
    return (Event(ChangeKind.TECHNICAL, (), tuple(clauses)),) if clauses else ()


def _event_of(fact: FactChange) -> ChangeKind | None:
    """The event that a fact is by itself; None for one that is told with the wording."""
    if fact.what == "status" and is_end(fact):
        return ChangeKind.REPEALED
    if fact.what != "deadline" or not fact.new:
        return None
    return ChangeKind.DEADLINE_MOVED if fact.old else ChangeKind.DEADLINE_SET


def _events_of_facts(
    told: Mapping[ChangeKind | None, Sequence[FactChange]], clauses: Sequence[ClauseChange]
) -> list[Event]:
    found = []
    for kind in (ChangeKind.REPEALED, ChangeKind.DEADLINE_MOVED, ChangeKind.DEADLINE_SET):
        facts = tuple(told.get(kind, ()))
        if facts:
            changed = () if kind == ChangeKind.REPEALED else _dated(clauses)
            found.append(Event(kind, facts, changed))
    return found


def _is_amended(
    clauses: Sequence[ClauseChange],
    facts: Sequence[FactChange],
    rest: Sequence[FactChange],
    *,
    tells_dates: bool,
) -> bool:
    """True where more than metadata differs, or the wording beyond what facts tell."""
    if any(fact.what not in METADATA for fact in rest):
        return True
    wording = [clause for clause in clauses if not _says_no_more(clause, facts)]
    return _more_than_dates(wording, dated=tells_dates)


def primary(kinds: Sequence[ChangeKind]) -> ChangeKind:
    """The kind under which several events of one difference are told together."""
    return min(kinds, key=lambda kind: URGENCY.index(kind) if kind in URGENCY else len(URGENCY))


def is_end(fact: FactChange) -> bool:
    """True where an official mark says that the policy is no longer in force."""
    return any(mark in (fact.new or "") for mark in LIFELESS)


def _says_no_more(clause: ClauseChange, facts: Sequence[FactChange]) -> bool:
    """True for a clause that says nothing beside a told fact: a title's line, a date's sentence."""
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
        case "deadline":
            return not clause.facts and _sets_the_date(fact, old, new)
    return False


def _sets_the_date(fact: FactChange, old: str, new: str) -> bool:
    """The sentence of a date, or the half of it that came or went."""
    was_there = bool(old) and old in fold_noise(fact.evidence_old or "")
    is_there = bool(new) and new in fold_noise(fact.evidence_new or "")
    if old and new:
        return was_there and is_there
    return was_there or is_there


def _is_line_of(clause: ClauseChange, number: FactChange) -> bool:
    """The line that the 文号 stands alone on, in whatever brackets."""
    sides = ((clause.old_text, number.old), (clause.new_text, number.new))
    return all(number_key(text or "") == number_key(value or "") for text, value in sides)


def _differs_in_contacts_only(clause: ClauseChange) -> bool:
    """Another number, address, office or person to ask, and not a word else."""
    old, new = fold(clause.old_text or ""), fold(clause.new_text or "")
    return words_beside_contacts(old) == words_beside_contacts(new)


def _dated(clauses: Sequence[ClauseChange]) -> tuple[ClauseChange, ...]:
    return tuple(filter(_has_date, clauses))


def _has_date(clause: ClauseChange) -> bool:
    return any(fact.what == "date" for fact in clause.facts)


def _more_than_dates(clauses: Sequence[ClauseChange], *, dated: bool) -> bool:
    """True where the wording changed beyond dates that an event of their own tells."""
    if not dated:
        return bool(clauses)
    return any(_differs_beyond_dates(clause) for clause in clauses)


def _differs_beyond_dates(clause: ClauseChange) -> bool:
    return not clause.facts or any(fact.what != "date" for fact in clause.facts)
