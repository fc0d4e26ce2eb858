"""What closes when: windows, consultations and expiries that are still ahead, nearest first."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from store import deadlines
from store.database.opening import Transaction
from store.records import Deadline, Policy
from watcher.asking.scope import Scope
from watcher.recording.moving import handed_over


@dataclass(frozen=True, slots=True)
class DeadlineAhead:
    """A date that is ahead and the policy it is a date of."""

    deadline: Deadline
    policy: Policy


def deadlines_ahead(
    tx: Transaction,
    scope: Scope,
    *,
    today: date,
    within_days: int | None = None,
    limit: int | None = None,
) -> list[DeadlineAhead]:
    """The dates from `today` on, those without a date after all dated ones; with `within_days` only dated ones so near.

    A date that a notice only repeats of the policy it moved is that policy's, and is left out here.
    """
    last = None if within_days is None else today + timedelta(days=within_days)
    wanted = replace(scope.filter(), limit=limit)
    found = deadlines.ahead(tx, wanted, today=today, last=last)
    handed = handed_over(tx, found)
    return [
        DeadlineAhead(deadline, policy)
        for deadline, policy in found
        if (policy.id, deadline.slot) not in handed
    ]
