"""Retention: old snapshots that brought nothing new may go, with their entries of the ledger; what
is needed never does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import false
from sqlalchemy.orm import aliased
from sqlmodel import col, delete, func, select

from store.database.inserting import chunks
from store.database.opening import Transaction
from store.database.tables import (
    AddressRow,
    SnapshotBodyRow,
    SnapshotRow,
    SuppressionRow,
    VersionRow,
)
from store.records import SnapshotOutcome


@dataclass(frozen=True, slots=True)
class PruneBounds:
    """The instants before which snapshots that brought nothing new, and odd answers, may go.

    None keeps all.
    """

    hidden: datetime | None = None
    evidence: datetime | None = None

    def __bool__(self) -> bool:
        return self.hidden is not None or self.evidence is not None


@dataclass(frozen=True, slots=True)
class Superfluous:
    """The amount that could go: entries of the ledger, snapshots, and the bytes of their bodies."""

    entries: int
    snapshots: int
    size: int


def count_superfluous(tx: Transaction, bounds: PruneBounds) -> Superfluous:
    """The amount that `prune` would delete.

    Snapshots that others are packed against go in a later pass and are not counted.
    """
    entries = (
        tx.exec(select(func.count(col(SuppressionRow.id))).where(*_is_old_entry(bounds))).one()
        if bounds.hidden
        else 0
    )
    found = tx.exec(
        select(
            func.count(col(SnapshotRow.id)),
            func.coalesce(func.sum(func.length(SnapshotBodyRow.body)), 0),
        )
        .join(SnapshotBodyRow, col(SnapshotBodyRow.snapshot_id) == SnapshotRow.id)
        .where(*_may_go(bounds))
    ).one()
    return Superfluous(entries, found[0], found[1])


def prune_entries(tx: Transaction, bounds: PruneBounds, limit: int = 500) -> int:
    """Deletes up to `limit` entries of the ledger from before the bounds; returns how many."""
    if bounds.hidden is None:
        return 0
    ids = [
        n
        for n in tx.exec(select(SuppressionRow.id).where(*_is_old_entry(bounds)).limit(limit)).all()
        if n is not None
    ]
    for part in chunks(ids):
        tx.exec(delete(SuppressionRow).where(col(SuppressionRow.id).in_(part)))
    return len(ids)


def old_ones(tx: Transaction, bounds: PruneBounds, after: int = 0, limit: int = 500) -> list[int]:
    """The next snapshots that are past their term, needed or not, in the order of their ids."""
    query = select(SnapshotRow.id).where(col(SnapshotRow.id) > after, _is_past_term(bounds))
    return [
        n for n in tx.exec(query.order_by(col(SnapshotRow.id)).limit(limit)).all() if n is not None
    ]


def prune(tx: Transaction, bounds: PruneBounds, ids: Sequence[int]) -> int:
    """Deletes those of some old snapshots that nothing needs; returns how many.

    A snapshot stays while a version was read from it, while a kept entry of the ledger was found in
    it or compared with it, while another body is packed against it, while it is the newest of its
    address, and whatever it brought where it brought anything: the log, every version, every place
    and every alert keep all they point at.
    """
    done = 0
    for part in chunks(ids):
        # asked one by one: of a single query, PostgreSQL makes a walk over the ledger for each
        # snapshot
        needed = {
            number
            for column, *which in _needing_columns(bounds)
            for number in tx.exec(select(column).where(column.in_(part), *which))
        }
        going = [number for number in part if number not in needed]
        tx.exec(delete(SnapshotBodyRow).where(col(SnapshotBodyRow.snapshot_id).in_(going)))
        tx.exec(delete(SnapshotRow).where(col(SnapshotRow.id).in_(going)))
        done += len(going)
    return done


def _is_old_entry(bounds: PruneBounds) -> list[Any]:
    """Entries of the ledger that are old, and were not told after all: those are part of the log's
    story.
    """
    return [col(SuppressionRow.at) < bounds.hidden, col(SuppressionRow.told_at).is_(None)]


def _may_go(bounds: PruneBounds) -> list[Any]:
    """That a snapshot may go.

    Not NOT IN: of many rows, PostgreSQL would read them all again for each snapshot.
    """
    number = col(SnapshotRow.id)
    needs = (
        select(column).where(column == number, *which).exists()
        for column, *which in _needing_columns(bounds)
    )
    return [_is_past_term(bounds), *(~need for need in needs)]


def _is_past_term(bounds: PruneBounds) -> Any:
    """That a snapshot is past its term."""
    outcome, at = col(SnapshotRow.outcome), col(SnapshotRow.fetched_at)
    old: Any = false()
    terms = (
        (bounds.hidden, SnapshotOutcome.HIDDEN),
        (bounds.evidence, SnapshotOutcome.SUSPECT),
    )
    for before, which in terms:
        if before is not None:
            old = old | ((outcome == which) & (at < before))
    return old


def _needing_columns(bounds: PruneBounds) -> list[list[Any]]:
    """The columns that name a snapshot that is needed, each with which of its rows count."""
    base: Any = aliased(SnapshotRow).base_id
    newest, before = col(AddressRow.snapshot_id), col(SuppressionRow.before_id)
    return [
        [col(VersionRow.snapshot_id)],
        [newest, newest.is_not(None)],
        [base, base.is_not(None)],
        [col(SuppressionRow.snapshot_id), *_is_kept_entry(bounds)],
        [before, before.is_not(None), *_is_kept_entry(bounds)],
    ]


def _is_kept_entry(bounds: PruneBounds) -> list[Any]:
    """That an entry of the ledger is not about to go itself."""
    if bounds.hidden is None:
        return []
    return [(col(SuppressionRow.at) >= bounds.hidden) | col(SuppressionRow.told_at).is_not(None)]
