"""Retention: old snapshots that brought nothing new may go; nothing that a kept entry needs ever does."""

from datetime import datetime
from typing import Any

from sqlmodel import col, delete, func, select

from store.database import Transaction
from store.inserting import chunks
from store.suppressions import HIDDEN
from store.tables import AddressRow, SnapshotBodyRow, SnapshotRow, VersionRow


def superfluous(tx: Transaction, before: datetime) -> tuple[int, int]:
    """How many snapshots `prune` would delete, and how many bytes their bodies take."""
    found = tx.exec(
        select(func.count(col(SnapshotRow.id)), func.coalesce(func.sum(func.length(SnapshotBodyRow.body)), 0))
        .join(SnapshotBodyRow, col(SnapshotBodyRow.snapshot_id) == SnapshotRow.id)
        .where(*_superfluous(before))
    ).one()
    return found[0], found[1]


def prune(tx: Transaction, before: datetime, limit: int = 500) -> int:
    """Deletes up to `limit` snapshots from before an instant that brought nothing new; returns how many.

    One stays while a version was read from it, while another body is packed against it, while it is the newest of its
    address, and whatever it brought where it brought anything: the log and every version keep all they point at.
    """
    ids = tx.exec(select(SnapshotRow.id).where(*_superfluous(before)).order_by(col(SnapshotRow.id)).limit(limit)).all()
    for part in chunks([number for number in ids if number is not None]):
        tx.exec(delete(SnapshotBodyRow).where(col(SnapshotBodyRow.snapshot_id).in_(part)))
        tx.exec(delete(SnapshotRow).where(col(SnapshotRow.id).in_(part)))
    return len(ids)


def _superfluous(before: datetime) -> list[Any]:
    read_from = select(VersionRow.snapshot_id)
    newest = select(AddressRow.snapshot_id).where(col(AddressRow.snapshot_id).is_not(None))
    packed_against = select(SnapshotRow.base_id).where(col(SnapshotRow.base_id).is_not(None))
    return [
        col(SnapshotRow.fetched_at) < before,
        col(SnapshotRow.outcome).startswith(HIDDEN),
        col(SnapshotRow.id).not_in(read_from),
        col(SnapshotRow.id).not_in(newest),
        col(SnapshotRow.id).not_in(packed_against),
    ]
