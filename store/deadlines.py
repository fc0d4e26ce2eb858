"""Deadlines: the dates of every policy that somebody must act by, as its current version states them."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlmodel import col, or_, select

from store.database import Transaction
from store.listing import Filter, concerning, policy_of
from store.records import Deadline, Policy
from store.tables import DeadlineRow, PolicyRow

ALIVE = ("active",)


def replace(tx: Transaction, policy_id: int, deadlines: Sequence[Deadline]) -> None:
    """The policy's deadlines become these. One whose date stays keeps the instant since when it is known."""
    rows = {row.slot: row for row in tx.exec(select(DeadlineRow).where(DeadlineRow.policy_id == policy_id)).all()}
    for deadline in deadlines:
        row = rows.pop(deadline.slot, None)
        values: dict[str, Any] = asdict(deadline)
        if row is None:
            tx.add(DeadlineRow(**values))
            continue
        if row.closes == deadline.closes:
            del values["known_since"], values["announced"]
        for name, value in values.items():
            setattr(row, name, value)
        tx.add(row)
    for row in rows.values():
        tx.delete(row)
    tx.flush()


def of_policy(tx: Transaction, policy_id: int) -> list[Deadline]:
    """A policy's deadlines, the nearest first."""
    rows = tx.exec(select(DeadlineRow).where(DeadlineRow.policy_id == policy_id)).all()
    return sorted(map(_record, rows), key=lambda d: (d.closes is None, d.closes or date.max, d.slot))


def closing(tx: Transaction, first: date, last: date) -> list[tuple[Deadline, Policy]]:
    """Deadlines of living policies that close between two days, both included."""
    rows = tx.exec(
        select(DeadlineRow, PolicyRow)
        .join(PolicyRow, col(PolicyRow.id) == DeadlineRow.policy_id)
        .where(col(DeadlineRow.closes) >= first, col(DeadlineRow.closes) <= last, col(PolicyRow.status).in_(ALIVE))
        .order_by(col(DeadlineRow.closes), col(DeadlineRow.id))
    ).all()
    return [(_record(deadline), policy_of(policy)) for deadline, policy in rows]


def ahead(tx: Transaction, wanted: Filter, *, today: date, last: date | None) -> list[tuple[Deadline, Policy]]:
    """Windows and expiries that are still ahead, the nearest first; those without a date after all dated ones.

    With `last` only dated ones that close by that day.
    """
    query = (
        select(DeadlineRow, PolicyRow)
        .join(PolicyRow, col(PolicyRow.id) == DeadlineRow.policy_id)
        .where(col(PolicyRow.status).in_(ALIVE))
    )
    if last is None:
        query = query.where(or_(col(DeadlineRow.closes) >= today, col(DeadlineRow.closes).is_(None)))
    else:
        query = query.where(col(DeadlineRow.closes) >= today, col(DeadlineRow.closes) <= last)
    query = concerning(query, wanted)
    query = query.order_by(col(DeadlineRow.closes).is_(None), col(DeadlineRow.closes), col(DeadlineRow.id))
    rows = tx.exec(query.limit(wanted.limit) if wanted.limit else query).all()
    return [(_record(deadline), policy_of(policy)) for deadline, policy in rows]


def lapsed(tx: Transaction, today: date) -> list[tuple[Deadline, Policy]]:
    """Living policies whose last day of validity is over."""
    rows = tx.exec(
        select(DeadlineRow, PolicyRow)
        .join(PolicyRow, col(PolicyRow.id) == DeadlineRow.policy_id)
        .where(DeadlineRow.kind == "expiry", col(DeadlineRow.closes) < today, PolicyRow.status == "active")
    ).all()
    return [(_record(deadline), policy_of(policy)) for deadline, policy in rows]


def known_since(deadline: Deadline, joined_at: datetime) -> datetime:
    """Since when a subscriber could have been reminded: both had to be there."""
    return max(deadline.known_since or joined_at, joined_at)


def _record(row: DeadlineRow) -> Deadline:
    return Deadline(
        policy_id=row.policy_id,
        slot=row.slot,
        kind=row.kind,
        status=row.status,
        opens=row.opens,
        closes=row.closes,
        closes_at=row.closes_at,
        batch=row.batch,
        actor=row.actor,
        evidence=row.evidence,
        basis=row.basis,
        known_since=row.known_since,
        announced=row.announced,
    )
