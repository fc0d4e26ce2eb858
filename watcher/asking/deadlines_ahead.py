"""Tells what closes when: windows, consultations and expiries ahead, nearest first."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from store import deadlines
from store.database.opening import Transaction
from store.records import Deadline, Policy
from watcher.asking.paging import AnswerPage, page_of
from watcher.asking.scope import Scope
from watcher.recording.moving import handed_over

DeadlineCursor = tuple[int, str]  # a policy and the key of its date's slot


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
    after: DeadlineCursor | None = None,
) -> AnswerPage[DeadlineAhead, DeadlineCursor]:
    """The dates from `today` on, those without a date after all dated ones.

    With `within_days` only dated ones that close by that many days from `today`.

    A date that a notice only repeats of the policy it moved is that policy's, and is left out here:
    a page may be shorter than its limit and still have another after it.
    """
    last = None if within_days is None else today + timedelta(days=within_days)
    wanted = replace(scope.filter(), limit=limit)
    found = deadlines.list_ahead(tx, wanted, today=today, last=last, after=after)
    handed = handed_over(tx, found)
    page = page_of(found, limit, lambda pair: (pair[1].id, pair[0].slot.key))
    own = [
        DeadlineAhead(deadline, policy)
        for deadline, policy in page.items
        if (policy.id, deadline.slot) not in handed
    ]
    return AnswerPage(tuple(own), page.cursor)
