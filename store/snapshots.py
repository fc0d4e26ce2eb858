"""Snapshots: the raw bytes of an address, kept when they differ from the latest of that address."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, func, select

from store import compression
from store.database import Transaction
from store.records import AddressState, Snapshot
from store.tables import AddressRow, SnapshotBodyRow, SnapshotRow


@dataclass(frozen=True, slots=True)
class Fetched:
    """One address as it was fetched: its bytes and what came with them."""

    source_key: str
    address: str
    body: bytes
    at: datetime
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    listed_title: str | None = None
    listed_on: date | None = None


def addresses(tx: Transaction, source_key: str) -> dict[str, AddressState]:
    """Every address of a source that is known, by address."""
    rows = tx.exec(select(AddressRow).where(AddressRow.source_key == source_key)).all()
    return {row.address: _state(row) for row in rows}


def announce(tx: Transaction, source_key: str, found: Collection[str], *, baseline: bool, entry: bool = False) -> None:
    """Remembers addresses that a source lists, fetched or not, and whether they were there at its first look.

    `entry` marks the list page itself, which holds no document and is never missed.
    """
    known = addresses(tx, source_key)
    new = [address for address in found if address not in known]
    tx.add_all([AddressRow(source_key=source_key, address=address, baseline=baseline, entry=entry) for address in new])
    tx.flush()


def keep(tx: Transaction, fetched: Fetched) -> Snapshot | None:
    """Stores the bytes if they differ from the latest of the address; None when they do not.

    The validators are stored in both cases. The address must have been announced.
    """
    row = tx.exec(
        select(AddressRow).where(AddressRow.source_key == fetched.source_key, AddressRow.address == fetched.address)
    ).one()
    row.etag, row.last_modified = fetched.etag, fetched.last_modified
    tx.add(row)
    sha256 = compression.digest(fetched.body)
    latest = tx.get(SnapshotRow, row.snapshot_id) if row.snapshot_id else None
    if latest is not None and latest.sha256 == sha256:
        return None
    snapshot = SnapshotRow(
        address_id=_present(row.id),
        fetched_at=fetched.at,
        sha256=sha256,
        size=len(fetched.body),
        content_type=fetched.content_type,
        listed_title=fetched.listed_title,
        listed_on=fetched.listed_on,
        baseline=row.baseline and latest is None,
    )
    tx.add(snapshot)
    tx.flush()
    _store_body(tx, snapshot, fetched.body, latest)
    row.snapshot_id = snapshot.id
    return _record(snapshot, row)


def set_validators(tx: Transaction, source_key: str, address: str, etag: str | None, last_modified: str | None) -> None:
    """What to ask an announced address with next time, where its bytes are not kept."""
    row = tx.exec(select(AddressRow).where(AddressRow.source_key == source_key, AddressRow.address == address)).one()
    row.etag, row.last_modified = etag, last_modified
    tx.add(row)


def body(tx: Transaction, snapshot_id: int) -> bytes:
    """The bytes of a snapshot. Raises TornBodyError when they are damaged, KeyError when there are none."""
    snapshot = tx.get(SnapshotRow, snapshot_id)
    packed = tx.get(SnapshotBodyRow, snapshot_id)
    if snapshot is None or packed is None:
        msg = f"no body is stored for snapshot {snapshot_id}"
        raise KeyError(msg)
    base = body(tx, snapshot.base_id) if snapshot.base_id else None
    return compression.unpack(packed.body, sha256=snapshot.sha256, base=base)


def get(tx: Transaction, snapshot_id: int) -> Snapshot:
    """One snapshot by its id. Raises KeyError."""
    snapshot = tx.get(SnapshotRow, snapshot_id)
    address = tx.get(AddressRow, snapshot.address_id) if snapshot else None
    if snapshot is None or address is None:
        msg = f"no snapshot {snapshot_id}"
        raise KeyError(msg)
    return _record(snapshot, address)


def unread(tx: Transaction, limit: int = 100) -> list[Snapshot]:
    """Snapshots that were stored but never read, oldest first: what a crash left over."""
    rows = tx.exec(
        select(SnapshotRow, AddressRow)
        .join(AddressRow, col(AddressRow.id) == SnapshotRow.address_id)
        .where(col(SnapshotRow.reader_version).is_(None))
        .order_by(col(SnapshotRow.id))
        .limit(limit)
    ).all()
    return [_record(snapshot, address) for snapshot, address in rows]


def latest(tx: Transaction) -> list[Snapshot]:
    """The newest snapshot of every address."""
    rows = tx.exec(
        select(SnapshotRow, AddressRow)
        .join(AddressRow, col(AddressRow.snapshot_id) == SnapshotRow.id)
        .order_by(col(SnapshotRow.id))
    ).all()
    return [_record(snapshot, address) for snapshot, address in rows]


def mark_read(tx: Transaction, snapshot_id: int, *, reader_version: int, outcome: str) -> None:
    """Says that a snapshot was read, and how that went; part of the transaction that stores what was read."""
    row = tx.get(SnapshotRow, snapshot_id)
    if row is not None:
        row.reader_version, row.outcome = reader_version, outcome
        tx.add(row)


def note_presence(
    tx: Transaction, source_key: str, present: Collection[str], at: datetime
) -> Mapping[str, AddressState]:
    """After a good look: counts the absence of every address that was not there, and forgets it for those that were.

    Returns the addresses that are missing now, with how often and since when.
    """
    rows = tx.exec(select(AddressRow).where(AddressRow.source_key == source_key, ~col(AddressRow.entry))).all()
    missing: dict[str, AddressState] = {}
    for row in rows:
        if row.address in present:
            if row.missing_since is not None:
                row.missing_since, row.missing_checks = None, 0
                tx.add(row)
        else:
            row.missing_since = row.missing_since or at
            row.missing_checks += 1
            row.etag = row.last_modified = None  # when it returns it must be read, not answered with "unchanged"
            tx.add(row)
            missing[row.address] = _state(row)
    return missing


def count(tx: Transaction) -> int:
    """How many snapshots are stored."""
    return tx.exec(select(func.count(col(SnapshotRow.id)))).one()


def _store_body(tx: Transaction, snapshot: SnapshotRow, data: bytes, latest: SnapshotRow | None) -> None:
    packed = compression.pack(data)
    if latest is not None:
        base_id = latest.base_id or _present(latest.id)
        with_base = compression.pack(data, body(tx, base_id))
        if compression.worth_a_neighbour(len(packed), len(with_base)):
            snapshot.base_id, packed = base_id, with_base
            tx.add(snapshot)
    tx.add(SnapshotBodyRow(snapshot_id=_present(snapshot.id), body=packed))
    tx.flush()


def _present(value: int | None) -> int:
    assert value is not None, "a stored row has an id"
    return value


def _state(row: AddressRow) -> AddressState:
    return AddressState(
        id=_present(row.id),
        address=row.address,
        etag=row.etag,
        last_modified=row.last_modified,
        snapshot_id=row.snapshot_id,
        baseline=row.baseline,
        missing_since=row.missing_since,
        missing_checks=row.missing_checks,
        entry=row.entry,
    )


def _record(row: SnapshotRow, address: AddressRow) -> Snapshot:
    return Snapshot(
        id=_present(row.id),
        source_key=address.source_key,
        address=address.address,
        fetched_at=row.fetched_at,
        sha256=row.sha256,
        size=row.size,
        content_type=row.content_type,
        listed_title=row.listed_title,
        listed_on=row.listed_on,
        baseline=row.baseline,
        reader_version=row.reader_version,
        outcome=row.outcome,
    )
