"""Lists the policies there are, newest first."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from store import policies
from store.database.opening import Transaction
from store.records import Policy
from watcher.asking.paging import AnswerPage, page_of
from watcher.asking.scope import Scope


@dataclass(frozen=True, slots=True)
class PolicyQuestion:
    """The policies that are wanted: kinds of documents, and when they were first seen.

    `before_id` is a page's cursor.
    """

    scope: Scope = field(default_factory=Scope)
    kinds: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    before_id: int | None = None


def policy_page(
    tx: Transaction, question: PolicyQuestion, limit: int | None = None
) -> AnswerPage[Policy, int]:
    """A page of the policies; what was merged into another is not listed."""
    wanted = replace(
        question.scope.filter(),
        kinds=question.kinds,
        since=question.since,
        until=question.until,
        before_id=question.before_id,
        limit=limit,
    )
    return page_of(policies.list_policies(tx, wanted), limit, lambda policy: policy.id)
