"""Finds snapshots that are to be read again: read by another reader, or by rules edited since."""

from sqlmodel import col, func, select, update

from store.database.opening import Transaction
from store.database.tables import AddressRow, SnapshotRow
from store.records import Snapshot, SnapshotOutcome
from store.snapshots import snapshot_of


def previous_snapshot(tx: Transaction, snapshot_id: int) -> Snapshot | None:
    """The snapshot of the same address before this one."""
    row = tx.get_one(SnapshotRow, snapshot_id)
    before = tx.exec(
        select(SnapshotRow)
        .where(
            SnapshotRow.address_id == row.address_id,
            col(SnapshotRow.id) < snapshot_id,
            # an answer that was no content is kept to be looked at, and nothing is compared with it
            col(SnapshotRow.outcome).is_distinct_from(SnapshotOutcome.SUSPECT),
        )
        .order_by(col(SnapshotRow.id).desc())
        .limit(1)
    ).first()
    return snapshot_of(before, tx.get_one(AddressRow, row.address_id)) if before else None


def list_stale(
    tx: Transaction, reader_version: int, *, after: int = 0, limit: int = 100
) -> list[Snapshot]:
    """The newest snapshots of their addresses that another version of the reader read, by id."""
    rows = tx.exec(
        select(SnapshotRow, AddressRow)
        .join(AddressRow, col(AddressRow.snapshot_id) == SnapshotRow.id)
        .where(
            col(SnapshotRow.id) > after,
            col(SnapshotRow.reader_version) != reader_version,
            ~col(AddressRow.entry),
        )
        .order_by(col(SnapshotRow.id))
        .limit(limit)
    ).all()
    return [snapshot_of(snapshot, address) for snapshot, address in rows]


def stale_addresses(tx: Transaction, source_key: str, reader_version: int) -> frozenset[str]:
    """The addresses of a source whose newest snapshot another version of the reader read."""
    rows = tx.exec(
        select(AddressRow.address)
        .join(SnapshotRow, col(AddressRow.snapshot_id) == SnapshotRow.id)
        .where(
            AddressRow.source_key == source_key, col(SnapshotRow.reader_version) != reader_version
        )
    ).all()
    return frozenset(rows)


def count_stale(tx: Transaction, reader_version: int) -> int:
    """The number that `list_stale` would give without a limit."""
    return tx.exec(
        select(func.count(col(SnapshotRow.id)))
        .join(AddressRow, col(AddressRow.snapshot_id) == SnapshotRow.id)
        .where(col(SnapshotRow.reader_version) != reader_version, ~col(AddressRow.entry))
    ).one()


def outdate_source(tx: Transaction, source_key: str) -> None:
    """The way a source is read was edited: its newest snapshots count as read by no reader there
    is.
    """
    newest = select(AddressRow.snapshot_id).where(AddressRow.source_key == source_key)
    read = col(SnapshotRow.reader_version).is_not(None)
    tx.execute(
        update(SnapshotRow).where(col(SnapshotRow.id).in_(newest), read).values(reader_version=0)
    )
    tx.expire_all()
