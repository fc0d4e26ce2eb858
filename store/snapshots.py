"""Snapshots: the raw bytes of an address, kept when they differ from the latest of that address."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import col, delete, func, select, update

from store.database import compression
from store.database.columns import table
from store.database.inserting import CHUNK, insert_all, insert_numbered
from store.database.opening import Transaction, plain
from store.database.tables import AddressRow, SnapshotBodyRow, SnapshotRow
from store.records import Snapshot, SnapshotOutcome
from store.snapshot_bodies import pack_body, sound_body

_ADDRESSES, _SNAPSHOTS, _BODIES = (
    table(AddressRow).c,
    table(SnapshotRow).c,
    table(SnapshotBodyRow).c,
)
# two that fetched the same address at once keep its bytes once; locked in one order, or they would
# wait for each other
_LOCK_ADDRESSES: Any = (
    select_columns(_ADDRESSES.id, _ADDRESSES.address, _ADDRESSES.snapshot_id, _ADDRESSES.baseline)
    .where(
        _ADDRESSES.source_key == bindparam("source_key"),
        _ADDRESSES.address.in_(bindparam("addresses", expanding=True)),
    )
    .order_by(_ADDRESSES.id)
    .with_for_update()
)
_SET_LATEST: Any = (
    update(table(AddressRow))
    .where(_ADDRESSES.id == bindparam("address_id"))
    .values(
        etag=bindparam("tag"),
        last_modified=bindparam("modified"),
        listed_title=bindparam("title"),
        listed_on=bindparam("on"),
        snapshot_id=bindparam("latest"),
    )
)
_LATEST: Any = select_columns(
    _SNAPSHOTS.id, _SNAPSHOTS.sha256, _SNAPSHOTS.base_id, _SNAPSHOTS.depth
).where(_SNAPSHOTS.id.in_(bindparam("ids", expanding=True)))
_MARK_READ: Any = (
    update(table(SnapshotRow))
    .where(_SNAPSHOTS.id == bindparam("snapshot_id"))
    .values(reader_version=bindparam("reader"), outcome=bindparam("how"), note=bindparam("why"))
)


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


def keep(tx: Transaction, fetched: Fetched) -> Snapshot | None:
    """Stores the bytes if they differ from the latest of the address; None when they do not.

    The validators are stored in both cases. The address must have been announced.
    """
    return keep_many(tx, [fetched])[0]


def keep_many(tx: Transaction, fetched: Sequence[Fetched]) -> list[Snapshot | None]:
    """`keep` for what one look at a source brought, in few statements; an answer for each, in their
    order.

    Raises KeyError for an address that was never announced.
    """
    answers: dict[int, Snapshot | None] = {}
    left = dict(enumerate(fetched))
    while left:  # an address that was fetched twice is kept one after the other
        once = {each.address: number for number, each in reversed(left.items())}
        part = {number: left.pop(number) for number in sorted(once.values())[:CHUNK]}
        answers.update(zip(part, _keep_apart(tx, list(part.values())), strict=True))
    return [answers[number] for number in range(len(fetched))]


def rewrite(tx: Transaction, fetched: Fetched) -> list[int]:
    """Writes damaged bodies of an address anew that held what was fetched just now; returns the
    snapshots' ids.

    A rewritten body stands alone; what was packed against it opens again, for its bytes are what
    they were.
    """
    rows = plain(tx).scalars(
        select_columns(_SNAPSHOTS.id)
        .join_from(table(SnapshotRow), table(AddressRow), _ADDRESSES.id == _SNAPSHOTS.address_id)
        .where(_ADDRESSES.source_key == fetched.source_key, _ADDRESSES.address == fetched.address)
        .where(_SNAPSHOTS.sha256 == compression.digest(fetched.body))
    )
    torn = [number for number in rows if sound_body(tx, number) is None]
    for number in torn:
        tx.connection().execute(
            update(table(SnapshotRow)).where(_SNAPSHOTS.id == number).values(base_id=None, depth=0)
        )
        tx.connection().execute(delete(table(SnapshotBodyRow)).where(_BODIES.snapshot_id == number))
    packed = compression.pack(fetched.body)
    insert_all(tx, SnapshotBodyRow, [{"snapshot_id": number, "body": packed} for number in torn])
    return torn


def get(tx: Transaction, snapshot_id: int) -> Snapshot:
    """One snapshot by its id. Raises KeyError."""
    snapshot = tx.get(SnapshotRow, snapshot_id)
    address = tx.get(AddressRow, snapshot.address_id) if snapshot else None
    if snapshot is None or address is None:
        msg = f"no snapshot {snapshot_id}"
        raise KeyError(msg)
    return snapshot_of(snapshot, address)


def list_unread(tx: Transaction, limit: int = 100) -> list[Snapshot]:
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


def mark_read(
    tx: Transaction,
    snapshot_id: int,
    *,
    reader_version: int,
    outcome: SnapshotOutcome,
    note: str = "",
) -> None:
    """Says that a snapshot was read, and how that went; part of the transaction that stores it.

    `note` says more of the outcome for people.
    """
    how = {"reader": reader_version, "how": outcome, "why": note}
    plain(tx).execute(_MARK_READ, {"snapshot_id": snapshot_id, **how})


def count_all(tx: Transaction) -> int:
    """The number of snapshots that are stored."""
    return tx.exec(select(func.count(col(SnapshotRow.id)))).one()


def _keep_apart(tx: Transaction, fetched: Sequence[Fetched]) -> list[Snapshot | None]:
    """`keep` for different addresses of one source."""
    connection = plain(tx)
    asked = {"source_key": fetched[0].source_key, "addresses": [each.address for each in fetched]}
    known = {row.address: row for row in connection.execute(_LOCK_ADDRESSES, asked)}
    latest = _latest_of(tx, known.values())
    kept: dict[int, dict[str, Any]] = {}
    bodies: list[bytes] = []
    for number, each in enumerate(fetched):
        address, sha256 = known[each.address], compression.digest(each.body)
        before = latest.get(address.snapshot_id)
        if before is None or before.sha256 != sha256:
            packed, base = pack_body(tx, each.body, before)
            bodies.append(packed)
            first = address.baseline and before is None
            kept[number] = _snapshot_values(each, address.id, sha256) | base | {"baseline": first}
    new_ids = dict(zip(kept, insert_numbered(tx, SnapshotRow, list(kept.values())), strict=True))
    insert_all(tx, SnapshotBodyRow, _body_rows(new_ids.values(), bodies))
    answers: list[Snapshot | None] = []
    states: list[dict[str, Any]] = []
    for number, each in enumerate(fetched):
        address = known[each.address]
        newest = new_ids.get(number, address.snapshot_id)
        states.append(_address_values(each, address.id, newest))
        is_new = number in kept
        answers.append(_kept_snapshot(each, newest, kept[number]) if is_new else None)
    connection.execute(_SET_LATEST, states)
    return answers


def _latest_of(tx: Transaction, addresses: Iterable[Any]) -> dict[int, Any]:
    """The newest snapshots of addresses that have any, by id."""
    ids = [row.snapshot_id for row in addresses if row.snapshot_id]
    if not ids:
        return {}
    return {row.id: row for row in plain(tx).execute(_LATEST, {"ids": ids})}


def _body_rows(snapshot_ids: Iterable[int], bodies: Iterable[bytes]) -> list[dict[str, Any]]:
    pairs = zip(snapshot_ids, bodies, strict=True)
    return [{"snapshot_id": snapshot_id, "body": body} for snapshot_id, body in pairs]


def _address_values(fetched: Fetched, address_id: int, latest: int | None) -> dict[str, Any]:
    return {
        "address_id": address_id,
        "tag": fetched.etag,
        "modified": fetched.last_modified,
        "title": fetched.listed_title,
        "on": fetched.listed_on,
        "latest": latest,
    }


def _snapshot_values(fetched: Fetched, address_id: int, sha256: str) -> dict[str, Any]:
    return {
        "address_id": address_id,
        "fetched_at": fetched.at,
        "sha256": sha256,
        "size": len(fetched.body),
        "content_type": fetched.content_type,
    }


def _kept_snapshot(fetched: Fetched, snapshot_id: int, values: Mapping[str, Any]) -> Snapshot:
    not_told = ("address_id", "base_id", "depth")
    named = {name: value for name, value in values.items() if name not in not_told}
    return Snapshot(
        id=snapshot_id,
        source_key=fetched.source_key,
        address=fetched.address,
        listed_title=fetched.listed_title,
        listed_on=fetched.listed_on,
        **named,
    )


def snapshot_of(row: Any, address: Any) -> Snapshot:
    """A snapshot row with the row of its address, or the columns of both, as its record."""
    return Snapshot(
        id=row.id,
        source_key=address.source_key,
        address=address.address,
        fetched_at=row.fetched_at,
        sha256=row.sha256,
        size=row.size,
        content_type=row.content_type,
        listed_title=address.listed_title,
        listed_on=address.listed_on,
        baseline=row.baseline,
        reader_version=row.reader_version,
        outcome=row.outcome,
        note=row.note,
    )
