"""The end of a policy whose last day is over. Pure: is given today, reads no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from store.records import Deadline, PolicyStatus, Related, RelationKind


@dataclass(frozen=True, slots=True)
class Lapse:
    """The end of a policy: its new status, its last day, and if anybody hears of it now."""

    status: PolicyStatus
    last_day: date
    told: bool


def lapse_of(
    deadline: Deadline, *, repealed: bool, first_seen_on: date, today: date
) -> Lapse | None:
    """The end of a living policy whose validity the deadline is; None until that day is over.

    One that another document repeals from that day on was told when the repealing text was seen.
    One that was over when it was first seen tells nobody.
    """
    last_day = deadline.closes
    if last_day is None or last_day >= today:
        return None
    if repealed:
        return Lapse(PolicyStatus.REPEALED, last_day, told=False)
    return Lapse(PolicyStatus.EXPIRED, last_day, told=first_seen_on <= last_day)


def is_repealed(policy_id: int, relations: Iterable[Related]) -> bool:
    """True where another document, as far as is known, repeals a policy.

    `relations` are those of the policy, from it and to it.
    """
    for one in relations:
        if one.relation == RelationKind.REPEALS and one.to_policy == policy_id:
            return True
    return False
