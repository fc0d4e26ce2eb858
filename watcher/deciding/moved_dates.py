"""Dates that one document moved for another: told once, of the policy whose date it is. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from store.records import Deadline, DeadlineKind, Policy, PolicyStatus, Related, RelationKind


@dataclass(frozen=True, slots=True)
class ExtendedPolicy:
    """A notice says until when another policy lasts; `deadlines` are what that policy says now."""

    base: Policy
    until: date
    deadlines: Sequence[Deadline]


def base_that_speaks(deadline: Deadline, moved: Iterable[ExtendedPolicy]) -> Policy | None:
    """The policy that a notice moved, where the notice's own date only repeats that policy's.

    What that policy says now counts, be it the same day or one that a later notice set. One that no
    longer lives, or has no such date, says nothing: then the notice speaks for itself. Of several
    the last one counts.
    """
    found = None
    for one in moved:
        if one.until == deadline.closes and _has_such_a_date(one, deadline):
            found = one.base
    return found


def notices_that_moved(
    policy_id: int, deadline: Deadline, relations: Iterable[Related]
) -> set[int]:
    """The documents, by id, that set this date of a policy; `relations` are those of the policy."""
    found = set()
    for one in relations:
        moves = one.relation == RelationKind.EXTENDS and one.to_policy == policy_id
        if moves and one.until == deadline.closes:
            found.add(one.from_policy)
    return found


def _has_such_a_date(moved: ExtendedPolicy, deadline: Deadline) -> bool:
    """True where the policy lives and has a date of the same sort: of validity, or to act by."""
    if moved.base.status != PolicyStatus.ACTIVE:
        return False
    of_validity = deadline.kind == DeadlineKind.EXPIRY
    for one in moved.deadlines:
        if one.closes and (one.kind == DeadlineKind.EXPIRY) == of_validity:
            return True
    return False
