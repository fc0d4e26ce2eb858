"""Tells what happened: the log of changes, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from store import changes, policies
from store.database.opening import Database, Transaction
from store.lists.walks import Filter
from store.records import Change, Policy
from watcher.asking.paging import AnswerPage, page_of
from watcher.asking.scope import Scope

PAGE = 500  # entries that are read in one transaction where the whole log is asked for


@dataclass(frozen=True, slots=True)
class HistoryQuestion:
    """The entries that are wanted. `since` is included, `until` is not.

    `before_id` is a page's cursor.
    """

    scope: Scope = field(default_factory=Scope)
    kinds: tuple[str, ...] = ()
    policy_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    before_id: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One entry with the policy it happened to, as that is now."""

    change: Change
    policy: Policy | None


def history_page(
    tx: Transaction, question: HistoryQuestion, limit: int | None = None
) -> AnswerPage[HistoryEntry, int]:
    """A page of the log; `limit` None gives all of it."""
    found = changes.history(tx, _filter(question, limit))
    known = policies.get_many(tx, {entry.policy_id for entry in found})
    entries = [HistoryEntry(entry, known.get(entry.policy_id)) for entry in found]
    return page_of(entries, limit, lambda entry: entry.change.id)


def whole_history(
    database: Database, question: HistoryQuestion, most: int | None = None
) -> Iterator[HistoryEntry]:
    """The log page by page, each in its own transaction, so that a long one needs no memory."""
    left = most
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        with database.read() as tx:
            page = history_page(tx, question, size)
        yield from page.items
        if page.cursor is None:
            return
        question = replace(question, before_id=page.cursor)
        if left is not None:
            left -= size


def _filter(question: HistoryQuestion, limit: int | None) -> Filter:
    return replace(
        question.scope.filter(),
        kinds=question.kinds,
        policy_id=question.policy_id,
        since=question.since,
        until=question.until,
        before_id=question.before_id,
        limit=limit,
    )
