"""Days that another document moved, when the policy's own page is amended."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from store.records import Deadline, DeadlineKind, Slot
from watcher.deciding import events
from watcher.deciding.differing import Difference
from watcher.deciding.slots import day_of, fact_slot_name
from watcher.diffing.fact_changes import FactChange

Days = Mapping[Slot, date | None]  # the day that a page prints, by slot


def carry_deadlines(
    stated: Sequence[Deadline], stored: Sequence[Deadline], printed: Days
) -> tuple[Deadline, ...]:
    """The deadlines of a page that was amended: a day that another document moved stays moved.

    `printed` are the days that the page printed before: where it prints another one now, the page
    is newer.
    """
    known = {one.slot: one for one in stored}
    fresh = {one.slot for one in stated}
    kept = []
    for one in stated:
        unmoved = one.slot in printed and printed[one.slot] == one.closes
        kept.append(known.get(one.slot, one) if unmoved else one)
    given = [one for one in stored if one.slot not in fresh and one.slot not in printed]
    return (*kept, *given)


def tell_from_known_days(
    found: Difference, stored: Sequence[Deadline], printed: Days
) -> Difference:
    """The difference, told from the day that another document had moved a date to.

    Nobody has in mind the day that was printed.
    """
    elsewhere = {
        one.slot.name: one.closes for one in stored if one.closes and _was_moved(one, printed)
    }
    facts = tuple(_told_from(fact, elsewhere.get(fact_slot_name(fact))) for fact in found.facts)
    return replace(found, facts=facts)


def told_elsewhere(
    facts: Sequence[FactChange], stored: Sequence[Deadline], printed: Days, *, ended: bool
) -> tuple[FactChange, ...]:
    """The facts that another document has told before the page repeats them.

    A day that it moved, and with `ended` the end of the policy.
    """
    moved = {(one.kind, one.closes) for one in stored if _was_moved(one, printed)}
    known = []
    for fact in facts:
        kind = fact.window if fact.what == "deadline" else DeadlineKind.EXPIRY
        if fact.what == "status":
            repeats = ended and events.is_end(fact)
        elif fact.what in events.DATES and fact.new:
            repeats = (kind, day_of(fact.new)) in moved
        else:
            repeats = False
        if repeats:
            known.append(fact)
    return tuple(known)


def _was_moved(one: Deadline, printed: Days) -> bool:
    return printed.get(one.slot) != one.closes


def _told_from(fact: FactChange, known: date | None) -> FactChange:
    day = day_of(fact.new)
    if known is None or day is None or day == known:
        return fact
    if not fact.old or fact.what not in events.DATES:
        return fact
    return replace(
        fact,
        old=known.isoformat(),
        direction="extended" if day > known else "shortened",
        days=(day - known).days,
    )
