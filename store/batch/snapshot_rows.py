"""Asks for many snapshots' predecessors, and marks many as read, in few statements."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import bindparam, func, select, update

from store.database.columns import table
from store.database.inserting import chunks
from store.database.opening import Transaction, plain
from store.database.tables import AddressRow, SnapshotRow
from store.records import Snapshot, SnapshotOutcome
from store.snapshots import snapshot_of

_SNAPSHOTS, _ADDRESSES = table(SnapshotRow).c, table(AddressRow).c
_BEFORE, _THIS = table(SnapshotRow).alias(), table(SnapshotRow).alias()
_PREVIOUS: Any = (
    select(
        _THIS.c.id.label("after_id"),
        *(_SNAPSHOTS[column.name] for column in table(SnapshotRow).columns),
        _ADDRESSES.source_key,
        _ADDRESSES.address,
        _ADDRESSES.listed_title,
        _ADDRESSES.listed_on,
    )
    .join_from(
        _THIS,
        table(SnapshotRow),
        _SNAPSHOTS.id
        == select(func.max(_BEFORE.c.id))
        .where(_BEFORE.c.address_id == _THIS.c.address_id, _BEFORE.c.id < _THIS.c.id)
        .scalar_subquery(),
    )
    .join(table(AddressRow), _ADDRESSES.id == _SNAPSHOTS.address_id)
    .where(_THIS.c.id.in_(bindparam("asked", expanding=True)))
)
_MARK_READ: Any = (
    update(table(SnapshotRow))
    .where(_SNAPSHOTS.id == bindparam("snapshot_id"))
    .values(reader_version=bindparam("reader"), outcome=bindparam("how"), note=bindparam("why"))
)


def previous_snapshots(tx: Transaction, snapshot_ids: Collection[int]) -> dict[int, Snapshot]:
    """The snapshots of the same addresses before these, each by the id of its successor."""
    found = {}
    for part in chunks(list(snapshot_ids)):
        for row in plain(tx).execute(_PREVIOUS, {"asked": part}):
            found[row.after_id] = snapshot_of(row, row)
    return found


def mark_read(
    tx: Transaction, outcomes: Mapping[int, tuple[SnapshotOutcome, str]], *, reader_version: int
) -> None:
    """Says how the reading of snapshots went: an outcome and a note each, by their ids."""
    rows = [
        {"snapshot_id": snapshot_id, "reader": reader_version, "how": outcome, "why": note}
        for snapshot_id, (outcome, note) in outcomes.items()
    ]
    if rows:
        plain(tx).execute(_MARK_READ, rows)
