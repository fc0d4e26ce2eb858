"""Snapshots: the raw bytes of an address, kept when they differ from the latest of that address."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import col, func, select, update

from store import compression
from store.database import Transaction
from store.inserting import chunks, insert_missing
from store.records import AddressState, Snapshot
from store.tables import AddressRow, SnapshotBodyRow, SnapshotRow

_STATE = tuple(
    getattr(AddressRow, field.name) for field in fields(AddressState)
)  # read as plain columns: a source may have known thousands of addresses


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


def addresses(tx: Transaction, source_key: str, among: Collection[str] | None = None) -> dict[str, AddressState]:
    """The addresses of a source that are known, by address; with `among` only those, whatever the source once had."""
    of_source = select_columns(*_STATE).where(col(AddressRow.source_key) == source_key)
    if among is None:
        return {row.address: _state(row) for row in tx.connection().execute(of_source)}
    found: dict[str, AddressState] = {}
    for part in chunks(list(among)):
        rows = tx.connection().execute(of_source.where(col(AddressRow.address).in_(part)))
        found.update((row.address, _state(row)) for row in rows)
    return found


def announce(tx: Transaction, source_key: str, found: Collection[str], *, baseline: bool, entry: bool = False) -> None:
    """Remembers addresses that a source lists, fetched or not, and whether they were there at its first look.

    `entry` marks the list page itself, which holds no document and is never missed.
    """
    tx.flush()
    known = addresses(tx, source_key, among=found)
    new = [
        AddressRow(source_key=source_key, address=address, baseline=baseline, entry=entry).model_dump(exclude={"id"})
        for address in dict.fromkeys(found)
        if address not in known
    ]
    insert_missing(tx, AddressRow, new)


def keep(tx: Transaction, fetched: Fetched) -> Snapshot | None:
    """Stores the bytes if they differ from the latest of the address; None when they do not.

    The validators are stored in both cases. The address must have been announced.
    """
    row = tx.exec(
        select(AddressRow)
        .where(AddressRow.source_key == fetched.source_key, AddressRow.address == fetched.address)
        .with_for_update()  # two that fetched the same address at once keep its bytes once
        .execution_options(populate_existing=True)
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
    return snapshot_of(snapshot, row)


def set_validators(tx: Transaction, source_key: str, address: str, etag: str | None, last_modified: str | None) -> None:
    """What to ask an announced address with next time, where its bytes are not kept."""
    row = tx.exec(select(AddressRow).where(AddressRow.source_key == source_key, AddressRow.address == address)).one()
    row.etag, row.last_modified = etag, last_modified
    tx.add(row)


def body(tx: Transaction, snapshot_id: int) -> bytes:
    """The bytes of a snapshot. Raises TornBodyError when they are damaged or gone, KeyError for no such snapshot."""
    snapshot = tx.get(SnapshotRow, snapshot_id)
    if snapshot is None:
        msg = f"no snapshot {snapshot_id}"
        raise KeyError(msg)
    packed = tx.exec(select(SnapshotBodyRow.body).where(SnapshotBodyRow.snapshot_id == snapshot_id)).first()
    base = body(tx, snapshot.base_id) if snapshot.base_id else None
    return compression.unpack(packed, sha256=snapshot.sha256, base=base, what=f"snapshot {snapshot_id}")


def get(tx: Transaction, snapshot_id: int) -> Snapshot:
    """One snapshot by its id. Raises KeyError."""
    snapshot = tx.get(SnapshotRow, snapshot_id)
    address = tx.get(AddressRow, snapshot.address_id) if snapshot else None
    if snapshot is None or address is None:
        msg = f"no snapshot {snapshot_id}"
        raise KeyError(msg)
    return snapshot_of(snapshot, address)


def unread(tx: Transaction, limit: int = 100) -> list[Snapshot]:
    """Snapshots that were stored but never read, oldest first: what a crash left over."""
    rows = tx.exec(
        select(SnapshotRow, AddressRow)
        .join(AddressRow, col(AddressRow.id) == SnapshotRow.address_id)
        .where(col(SnapshotRow.reader_version).is_(None))
        .order_by(col(SnapshotRow.id))
        .limit(limit)
    ).all()
    return [snapshot_of(snapshot, address) for snapshot, address in rows]


def latest(tx: Transaction) -> list[Snapshot]:
    """The newest snapshot of every address."""
    rows = tx.exec(
        select(SnapshotRow, AddressRow)
        .join(AddressRow, col(AddressRow.snapshot_id) == SnapshotRow.id)
        .order_by(col(SnapshotRow.id))
    ).all()
    return [snapshot_of(snapshot, address) for snapshot, address in rows]


def mark_read(tx: Transaction, snapshot_id: int, *, reader_version: int, outcome: str) -> None:
    """Says that a snapshot was read, and how that went; part of the transaction that stores what was read."""
    row = tx.get(SnapshotRow, snapshot_id)
    if row is not None:
        row.reader_version, row.outcome = reader_version, outcome
        tx.add(row)


def returned(tx: Transaction, source_key: str, present: Collection[str]) -> dict[str, datetime]:
    """The addresses that were missing and are there again, with the instant since when they were missing."""
    rows = tx.exec(
        select(AddressRow.address, AddressRow.missing_since).where(
            AddressRow.source_key == source_key, col(AddressRow.missing_since).is_not(None)
        )
    ).all()
    return {address: since for address, since in rows if since is not None and address in present}


def note_presence(
    tx: Transaction, source_key: str, present: Collection[str], at: datetime, *, unlisted: Collection[str] = ()
) -> Mapping[str, AddressState]:
    """After a good look: counts the absence of every address that was not there, and forgets it for those that were.

    `unlisted` are those of the present ones that newer ones pushed off the list: still there, but no longer listed.
    Returns the addresses that are missing now, with how often and since when.
    """
    tx.flush()
    here = set(present)
    known = [state for state in addresses(tx, source_key).values() if not state.entry]
    missing = {
        state.address: replace(
            state,
            missing_since=state.missing_since or at,
            missing_checks=state.missing_checks + 1,
            etag=None,  # when it returns it must be read, not answered with "unchanged"
            last_modified=None,
        )
        for state in known
        if state.address not in here
    }
    pushed = set(unlisted)
    back = [
        replace(state, missing_since=None, missing_checks=0, unlisted=state.address in pushed)
        for state in known
        if state.address in here and (state.missing_since is not None or state.unlisted != (state.address in pushed))
    ]
    changed = [
        {
            "id": state.id,
            "missing_since": state.missing_since,
            "missing_checks": state.missing_checks,
            "unlisted": state.unlisted,
            "etag": state.etag,
            "last_modified": state.last_modified,
        }
        for state in [*missing.values(), *back]
    ]
    if changed:
        tx.execute(update(AddressRow), changed)
        tx.expire_all()
    return missing


def verify(tx: Transaction) -> Iterator[str]:
    """Which stored bodies do not open to what was stored, a snapshot a line."""
    for snapshot_id in tx.exec(select(SnapshotRow.id).order_by(col(SnapshotRow.id))).all():
        try:
            body(tx, _present(snapshot_id))
        except (compression.TornBodyError, KeyError) as error:
            yield f"snapshot {snapshot_id}: {error}"


def count(tx: Transaction) -> int:
    """How many snapshots are stored."""
    return tx.exec(select(func.count(col(SnapshotRow.id)))).one()


def _store_body(tx: Transaction, snapshot: SnapshotRow, data: bytes, latest: SnapshotRow | None) -> None:
    packed = compression.pack(data)
    if latest is not None:
        base_id = latest.base_id or _present(latest.id)
        with_base = compression.pack(data, _sound_body(tx, base_id))
        if compression.worth_a_neighbour(len(packed), len(with_base)):
            snapshot.base_id, packed = base_id, with_base
            tx.add(snapshot)
    tx.add(SnapshotBodyRow(snapshot_id=_present(snapshot.id), body=packed))
    tx.flush()


def _sound_body(tx: Transaction, snapshot_id: int) -> bytes | None:
    try:
        return body(tx, snapshot_id)
    except compression.TornBodyError:  # doctor reports it; what is seen now starts a star of its own
        return None


def _present(value: int | None) -> int:
    assert value is not None, "a stored row has an id"
    return value


def _state(row: Any) -> AddressState:
    return AddressState(
        id=row.id,
        address=row.address,
        etag=row.etag,
        last_modified=row.last_modified,
        snapshot_id=row.snapshot_id,
        baseline=row.baseline,
        missing_since=row.missing_since,
        missing_checks=row.missing_checks,
        entry=row.entry,
        unlisted=row.unlisted,
    )


def snapshot_of(row: SnapshotRow, address: AddressRow) -> Snapshot:
    """A snapshot row with its address as its record."""
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
