"""Deadlines: the dates of every policy that somebody must act by, as its current version states
them.
"""

import dataclasses
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, literal, tuple_
from sqlalchemy import select as select_columns
from sqlmodel import col

from store.database.columns import table
from store.database.inserting import chunks
from store.database.opening import Transaction, plain
from store.database.tables import DeadlineIndustryRow, DeadlineRow, PolicyRow
from store.lists.filing import NEVER
from store.lists.walks import POLICY, Filter, by_place, policy_of, walk
from store.records import Deadline, DeadlineKind, Policy

ORDER = ("due_on", "id")
_DEADLINES = table(DeadlineRow).c
_DEADLINE = tuple(
    _DEADLINES[field.name].label(f"due_{field.name}") for field in dataclasses.fields(Deadline)
)
_OF_POLICY: Any = select_columns(_DEADLINES.id, *_DEADLINE).where(
    _DEADLINES.policy_id == bindparam("policy_id")
)
_WITH_POLICY: Any = (
    select_columns(_DEADLINES.id.label("deadline_id"), *_DEADLINE, *POLICY)
    .join_from(table(DeadlineRow), table(PolicyRow), _DEADLINES.policy_id == table(PolicyRow).c.id)
    .where(_DEADLINES.id.in_(bindparam("ids", expanding=True)))
)


def deadline_columns(deadline: Deadline, policy_id: int) -> dict[str, Any]:
    """The columns of a deadline, but for those that store/lists/filing.py keeps."""
    named = {field.name: getattr(deadline, field.name) for field in dataclasses.fields(deadline)}
    return named | {
        "policy_id": policy_id,
        "slot": deadline.slot.key,
        "due_on": deadline.closes or NEVER,
    }


def of_policy(tx: Transaction, policy_id: int) -> list[Deadline]:
    """A policy's deadlines, the nearest first."""
    rows = plain(tx).execute(_OF_POLICY, {"policy_id": policy_id})
    found = (Deadline(*row[1:]) for row in rows)
    return sorted(found, key=lambda d: (d.closes is None, d.closes or date.max, d.slot.key))


def list_closing(tx: Transaction, first: date, last: date) -> list[tuple[Deadline, Policy]]:
    """Deadlines of living policies that close between two days, both included."""
    return _matching_deadlines(
        tx, [*_is_living(), col(DeadlineRow.due_on) >= first, col(DeadlineRow.due_on) <= last]
    )


def list_ahead(
    tx: Transaction,
    wanted: Filter,
    *,
    today: date,
    last: date | None,
    after: tuple[int, str] | None = None,
) -> list[tuple[Deadline, Policy]]:
    """Windows and expiries that are still ahead, nearest first; those without a date come last.

    With `last` only dated ones that close by that day. `after` is the last one of the page before:
    its policy and its slot.
    """
    span = _Span(today, last, _position_after(tx, after))
    return _with_policies(tx, walk(_walks_for(wanted, span), ORDER, wanted.limit))


def list_lapsed(tx: Transaction, today: date) -> list[tuple[Deadline, Policy]]:
    """Living policies whose last day of validity is over."""
    return _matching_deadlines(
        tx,
        [
            *_is_living(),
            col(DeadlineRow.kind) == DeadlineKind.EXPIRY,
            col(DeadlineRow.due_on) < today,
        ],
    )


def _is_living() -> list[Any]:
    return [col(DeadlineRow.alive).is_(True)]


def _matching_deadlines(
    tx: Transaction, conditions: Sequence[Any]
) -> list[tuple[Deadline, Policy]]:
    query = select_columns(col(DeadlineRow.id), col(DeadlineRow.due_on)).where(*conditions)
    return _with_policies(tx, walk([query], ORDER, None))


def _with_policies(tx: Transaction, walked: Any) -> list[tuple[Deadline, Policy]]:
    """The deadlines that a walk gives, with their policies, in its order.

    In two steps: together, PostgreSQL takes the few that are due for many and reads every policy
    there is.
    """
    connection = plain(tx)
    ids = [row.id for row in connection.execute(walked)]
    found: dict[int, tuple[Deadline, Policy]] = {}
    width = len(_DEADLINE) + 1
    for part in chunks(ids):
        rows = connection.execute(_WITH_POLICY, {"ids": part})
        found.update((row[0], (Deadline(*row[1:width]), policy_of(row))) for row in rows)
    return [found[number] for number in ids]


@dataclasses.dataclass(frozen=True, slots=True)
class _Span:
    """The days of a list; `after` is the day and the row that the page before ended with."""

    first: date
    last: date | None
    after: tuple[date, int] | None

    def bounds(self, due_on: Any, number: Any) -> list[Any]:
        """The same as conditions on the columns of day and row."""
        found: list[Any] = [due_on >= self.first]
        if self.last is not None:
            found.append(due_on <= min(self.last, NEVER - timedelta(days=1)))
        if self.after is not None:
            day, row = self.after
            found.append(tuple_(due_on, number) > tuple_(literal(day), literal(row)))
        return found


def _position_after(tx: Transaction, after: tuple[int, str] | None) -> tuple[date, int] | None:
    """The day and the row of a policy's deadline; None where it is not there any more."""
    if after is None:
        return None
    policy_id, slot = after
    query = select_columns(_DEADLINES.due_on, _DEADLINES.id).where(
        _DEADLINES.policy_id == policy_id, _DEADLINES.slot == slot
    )
    row = plain(tx).execute(query).first()
    return (row.due_on, row.id) if row else None


def _walks_for(wanted: Filter, span: _Span) -> list[Any]:
    """The ordered walks that make a page: one an industry along the rows of store/lists/filing.py,
    else one a place.
    """
    if wanted.industries:
        filed = DeadlineIndustryRow
        query: Any = select_columns(col(filed.deadline_id).label("id"), col(filed.due_on)).where(
            *span.bounds(col(filed.due_on), col(filed.deadline_id)),
            *wanted.place(col(filed.region_code)),
        )
        return [query.where(col(filed.label) == label) for label in wanted.labels]
    query = select_columns(col(DeadlineRow.id), col(DeadlineRow.due_on)).where(
        *_is_living(), *span.bounds(col(DeadlineRow.due_on), col(DeadlineRow.id))
    )
    return by_place(query, wanted, DeadlineRow)
