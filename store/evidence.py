"""Evidence: answers that were not the content of their address, kept beside its snapshots to be
looked at.
"""

from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns

from store.database import compression
from store.database.columns import table
from store.database.inserting import insert_all, insert_numbered
from store.database.opening import Transaction, plain
from store.database.tables import AddressRow, SnapshotBodyRow, SnapshotRow
from store.records import SnapshotOutcome
from store.snapshots import Fetched

_ADDRESSES, _SNAPSHOTS = table(AddressRow).c, table(SnapshotRow).c
_ADDRESS: Any = select_columns(_ADDRESSES.id).where(
    _ADDRESSES.source_key == bindparam("source_key"), _ADDRESSES.address == bindparam("address")
)
_LAST: Any = (
    select_columns(_SNAPSHOTS.sha256)
    .where(
        _SNAPSHOTS.address_id == bindparam("address_id"),
        _SNAPSHOTS.outcome == SnapshotOutcome.SUSPECT,
    )
    .order_by(_SNAPSHOTS.id.desc())
    .limit(1)
)


def keep_evidence(tx: Transaction, fetched: Fetched, *, reader_version: int, note: str) -> bool:
    """Stores an answer that is not the content, unless the last such answer of its address was the
    same.

    The announced address stays as it is: what it said last, and what to ask it with.
    """
    tx.flush()
    connection = plain(tx)
    asked = {"source_key": fetched.source_key, "address": fetched.address}
    address_id = connection.scalars(_ADDRESS, asked).one()
    sha256 = compression.digest(fetched.body)
    if connection.scalar(_LAST, {"address_id": address_id}) == sha256:
        return False
    row = {
        "address_id": address_id,
        "fetched_at": fetched.at,
        "sha256": sha256,
        "size": len(fetched.body),
        "content_type": fetched.content_type,
        "baseline": False,
        "reader_version": reader_version,
        "outcome": SnapshotOutcome.SUSPECT,
        "note": note,
        "base_id": None,
        "depth": 0,
    }
    (number,) = insert_numbered(tx, SnapshotRow, [row])
    packed = compression.pack(fetched.body)
    insert_all(tx, SnapshotBodyRow, [{"snapshot_id": number, "body": packed}])
    return True
