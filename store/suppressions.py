"""The suppression ledger: snapshots whose difference a rule hid, so that a wrong rule leaves a trace."""

from sqlmodel import col, func, select

from store.database import Transaction
from store.records import Snapshot
from store.snapshots import snapshot_of
from store.tables import AddressRow, SnapshotRow

HIDDEN = "hidden: "  # begins the outcome of such a snapshot; the rule's name follows


def listing(
    tx: Transaction, *, source_key: str | None = None, before: int | None = None, limit: int = 50
) -> list[Snapshot]:
    """Snapshots that brought nothing new although their bytes differ, newest first; `outcome` ends in the rule."""
    query = (
        select(SnapshotRow, AddressRow)
        .join(AddressRow, col(AddressRow.id) == SnapshotRow.address_id)
        .where(col(SnapshotRow.outcome).startswith(HIDDEN))
    )
    if source_key is not None:
        query = query.where(AddressRow.source_key == source_key)
    if before is not None:
        query = query.where(col(SnapshotRow.id) < before)
    rows = tx.exec(query.order_by(col(SnapshotRow.id).desc()).limit(limit)).all()
    return [snapshot_of(snapshot, address) for snapshot, address in rows]


def restless(tx: Transaction, least: int = 5) -> list[tuple[str, str, int]]:
    """Addresses that came with other bytes again and again and never with other words: source, address, how often."""
    times = func.count(col(SnapshotRow.id))
    rows = tx.exec(
        select(AddressRow.source_key, AddressRow.address, times)
        .join(SnapshotRow, col(AddressRow.id) == SnapshotRow.address_id)
        .where(col(SnapshotRow.outcome).startswith(HIDDEN))
        .group_by(col(AddressRow.source_key), col(AddressRow.address))
        .having(times >= least)
        .order_by(times.desc())
        .limit(20)
    ).all()
    return [(source_key, address, count) for source_key, address, count in rows]


def rule(snapshot: Snapshot) -> str:
    """The name of the rule that hid it."""
    return (snapshot.outcome or "").removeprefix(HIDDEN)
