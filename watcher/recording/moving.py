"""Dates that one document moved for another: told once, of the policy whose date it is, with both as evidence."""

from collections.abc import Iterable

from store import deadlines, policies, relations
from store.database.opening import Transaction
from store.records import Deadline, DeadlineKind, Policy, PolicyStatus, RelationKind
from store.relations import Moved


def handed_over(
    tx: Transaction, pairs: Iterable[tuple[Deadline, Policy]]
) -> dict[tuple[int, str], Policy]:
    """Which of these dates a notice only repeats of the policy that it moved, by policy and slot: that policy.

    What that policy says now counts, be it the same day or one that a later notice set. One that no longer lives, or
    has no such date, says nothing: then the notice speaks for itself.
    """
    rows = list(pairs)
    moved: dict[int, list[Moved]] = {}
    for one in relations.moved_from(tx, {policy.id for _, policy in rows}):
        moved.setdefault(one.from_policy, []).append(one)
    known = policies.many(tx, {one.to_policy for found in moved.values() for one in found})
    found = {}
    for deadline, policy in rows:
        for one in moved.get(policy.id, ()):
            base = known.get(one.to_policy)
            if base and one.until == deadline.closes and _speaks(tx, base, deadline):
                found[policy.id, deadline.slot] = base
    return found


def moved_by(tx: Transaction, policy: Policy, deadline: Deadline) -> list[Policy]:
    """The documents that set this date of a policy."""
    notices = {
        one.from_policy
        for one in relations.of_policy(tx, policy.id)
        if one.relation == RelationKind.EXTENDS
        and one.to_policy == policy.id
        and one.until == deadline.closes
    }
    return list(policies.many(tx, notices).values())


def _speaks(tx: Transaction, base: Policy, deadline: Deadline) -> bool:
    own = deadlines.of_policy(tx, base.id) if base.status == PolicyStatus.ACTIVE else ()
    return any(
        one.closes and (one.kind == DeadlineKind.EXPIRY) == (deadline.kind == DeadlineKind.EXPIRY)
        for one in own
    )
