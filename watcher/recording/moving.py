"""Loads the dates that one document moved for another; moved_dates.py decides what follows."""

from collections.abc import Iterable

from store import policies, relations
from store.batch import finding
from store.database.opening import Transaction
from store.records import Deadline, Policy, Slot
from watcher.deciding.moved_dates import ExtendedPolicy, base_that_speaks, notices_that_moved


def handed_over(
    tx: Transaction, pairs: Iterable[tuple[Deadline, Policy]]
) -> dict[tuple[int, Slot], Policy]:
    """The dates that a notice only repeats of the policy that it moved, by policy and slot.

    Each with that policy. In three statements, however many dates there are.
    """
    rows = list(pairs)
    stated = relations.moved_from(tx, {policy.id for _, policy in rows})
    bases = policies.get_many(tx, {one.to_policy for one in stated})
    said = finding.deadlines_of(tx, bases)
    moved: dict[int, list[ExtendedPolicy]] = {}
    for one in stated:
        base = bases.get(one.to_policy)
        if base is not None:
            found_there = moved.setdefault(one.from_policy, [])
            found_there.append(ExtendedPolicy(base, one.until, said.get(base.id, ())))
    found = {}
    for deadline, policy in rows:
        base = base_that_speaks(deadline, moved.get(policy.id, ()))
        if base is not None:
            found[policy.id, deadline.slot] = base
    return found


def moved_by(
    tx: Transaction, dates: Iterable[tuple[Deadline, Policy]]
) -> dict[tuple[int, Slot], list[Policy]]:
    """The documents that set each of these dates, by policy and slot; in two statements."""
    rows = list(dates)
    related = finding.relations_of(tx, {policy.id for _, policy in rows})
    notices = {
        (policy.id, deadline.slot): notices_that_moved(
            policy.id, deadline, related.get(policy.id, ())
        )
        for deadline, policy in rows
    }
    known = policies.get_many(tx, set().union(*notices.values()))
    documents = {}
    for date, numbers in notices.items():
        documents[date] = [known[number] for number in sorted(numbers) if number in known]
    return documents
