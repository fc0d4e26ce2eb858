"""Retention: old snapshots that brought nothing new may go, with their entries of the ledger; what is needed never does."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, delete, func, select

from store.database import Transaction
from store.inserting import chunks
from store.suppressions import HIDDEN
from store.tables import AddressRow, SnapshotBodyRow, SnapshotRow, SuppressionRow, VersionRow

EVIDENCE = "suspect: "  # begins the outcome of an answer that was no content and is kept to be looked at


@dataclass(frozen=True, slots=True)
class Bounds:
    """What may go from before which instant: snapshots that brought nothing new, and odd answers; None keeps all."""

    hidden: datetime | None = None
    evidence: datetime | None = None

    def __bool__(self) -> bool:
        return self.hidden is not None or self.evidence is not None


@dataclass(frozen=True, slots=True)
class Superfluous:
    """How much could go: entries of the ledger, snapshots, and the bytes that their bodies take."""

    entries: int
    snapshots: int
    size: int


def superfluous(tx: Transaction, bounds: Bounds) -> Superfluous:
    """How much `prune` would delete. Snapshots that others are packed against go in a later pass and are not counted."""
    entries = tx.exec(select(func.count(col(SuppressionRow.id))).where(*_entries(bounds))).one() if bounds.hidden else 0
    found = tx.exec(
        select(func.count(col(SnapshotRow.id)), func.coalesce(func.sum(func.length(SnapshotBodyRow.body)), 0))
        .join(SnapshotBodyRow, col(SnapshotBodyRow.snapshot_id) == SnapshotRow.id)
        .where(*_snapshots(bounds))
    ).one()
    return Superfluous(entries, found[0], found[1])


def prune(tx: Transaction, bounds: Bounds, limit: int = 500) -> int:
    """Deletes up to `limit` entries of the ledger, and then snapshots, from before the bounds; returns how many of both.

    A snapshot stays while a version was read from it, while a kept entry of the ledger was found in it or compared with
    it, while another body is packed against it, while it is the newest of its address, and whatever it brought where it
    brought anything: the log, every version, every place and every alert keep all they point at.
    """
    entries = _some(tx, select(SuppressionRow.id).where(*_entries(bounds)), limit) if bounds.hidden else []
    for part in chunks(entries):
        tx.exec(delete(SuppressionRow).where(col(SuppressionRow.id).in_(part)))
    if entries:
        return len(entries)
    ids = _some(tx, select(SnapshotRow.id).where(*_snapshots(bounds)).order_by(col(SnapshotRow.id)), limit)
    for part in chunks(ids):
        tx.exec(delete(SnapshotBodyRow).where(col(SnapshotBodyRow.snapshot_id).in_(part)))
        tx.exec(delete(SnapshotRow).where(col(SnapshotRow.id).in_(part)))
    return len(ids)


def _some(tx: Transaction, query: Any, limit: int) -> list[int]:
    return [number for number in tx.exec(query.limit(limit)).all() if number is not None]


def _entries(bounds: Bounds) -> list[Any]:
    """Entries of the ledger that are old, and were not told after all: those are part of the log's story."""
    return [col(SuppressionRow.at) < bounds.hidden, col(SuppressionRow.told_at).is_(None)]


def _snapshots(bounds: Bounds) -> list[Any]:
    number, outcome, at = col(SnapshotRow.id), col(SnapshotRow.outcome), col(SnapshotRow.fetched_at)
    old: Any = number.is_(None)
    for before, beginning in ((bounds.hidden, HIDDEN), (bounds.evidence, EVIDENCE)):
        if before is not None:
            old = old | (outcome.startswith(beginning) & (at < before))
    needed = [
        select(VersionRow.id).where(col(VersionRow.snapshot_id) == number),
        select(AddressRow.id).where(
            col(AddressRow.id) == SnapshotRow.address_id, col(AddressRow.snapshot_id) == number
        ),
        select(SuppressionRow.id).where(col(SuppressionRow.snapshot_id) == number, *_kept(bounds)),
        select(SuppressionRow.id).where(col(SuppressionRow.before_id) == number, *_kept(bounds)),
    ]
    packed_against = select(SnapshotRow.base_id).where(col(SnapshotRow.base_id).is_not(None))
    return [old, number.not_in(packed_against), *(~query.exists() for query in needed)]


def _kept(bounds: Bounds) -> list[Any]:
    """That an entry of the ledger is not about to go itself."""
    if bounds.hidden is None:
        return []
    return [(col(SuppressionRow.at) >= bounds.hidden) | col(SuppressionRow.told_at).is_not(None)]
