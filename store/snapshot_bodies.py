"""The bodies of snapshots: opened, and packed against the one before. Writes nothing."""

from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns

from store.database import compression
from store.database.columns import table
from store.database.opening import Transaction, plain
from store.database.tables import SnapshotBodyRow, SnapshotRow
from store.records import BodyKind

_SNAPSHOTS, _BODIES = table(SnapshotRow).c, table(SnapshotBodyRow).c
_BODY: Any = (
    select_columns(_SNAPSHOTS.sha256, _SNAPSHOTS.base_id, _BODIES.body)
    .join_from(
        table(SnapshotRow),
        table(SnapshotBodyRow),
        _BODIES.snapshot_id == _SNAPSHOTS.id,
        isouter=True,
    )
    .where(_SNAPSHOTS.id == bindparam("snapshot_id"))
)
_BASE: Any = select_columns(_SNAPSHOTS.base_id).where(_SNAPSHOTS.id == bindparam("snapshot_id"))


def open_body(tx: Transaction, snapshot_id: int) -> bytes:
    """The bytes of a snapshot.

    Raises TornBodyError when they are damaged or gone, KeyError for no such snapshot.
    """
    row = plain(tx).execute(_BODY, {"snapshot_id": snapshot_id}).first()
    if row is None:
        msg = f"no snapshot {snapshot_id}"
        raise KeyError(msg)
    base = open_body(tx, row.base_id) if row.base_id else None
    return compression.unpack(
        row.body, sha256=row.sha256, base=base, kind=BodyKind.SNAPSHOT, row_id=snapshot_id
    )


def pack_body(tx: Transaction, data: bytes, latest: Any) -> tuple[bytes, dict[str, int | None]]:
    """The body packed alone, or with a base: the latest, or its root where that one is as deep as a
    body may be.
    """
    packed = compression.pack(data)
    if latest is not None:
        deeper = latest.depth < compression.DEEPEST
        base_id = latest.id if deeper else _root_of(tx, latest.base_id)
        with_base = compression.pack(data, sound_body(tx, base_id))
        if compression.worth_a_neighbour(len(packed), len(with_base)):
            return with_base, {"base_id": base_id, "depth": latest.depth + 1 if deeper else 1}
    return packed, {"base_id": None, "depth": 0}


def sound_body(tx: Transaction, snapshot_id: int) -> bytes | None:
    """The bytes of a snapshot; None where they are damaged."""
    try:
        return open_body(tx, snapshot_id)
    except compression.TornBodyError:  # doctor reports it; what is seen now stands alone
        return None


def _root_of(tx: Transaction, snapshot_id: int) -> int:
    """The body that stands alone at the end of a chain."""
    base: int | None = plain(tx).scalar(_BASE, {"snapshot_id": snapshot_id})
    return _root_of(tx, base) if base else snapshot_id
