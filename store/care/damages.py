"""Damaged bodies: noted when one is met, shown until it is mended, and looked for a little at a
time.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import func

from store import snapshot_bodies, snapshots, versions
from store.database.columns import table
from store.database.failures import MissingVersionError, TornBodyError
from store.database.inserting import insert_missing
from store.database.opening import Transaction, plain
from store.database.tables import AddressRow, DamageRow, SnapshotRow, VersionRow
from store.records import BodyKind, Snapshot, SnapshotOutcome
from store.snapshots import snapshot_of

KINDS: dict[BodyKind, tuple[Any, Callable[[Transaction, int], object]]] = {
    BodyKind.SNAPSHOT: (table(SnapshotRow).c.id, snapshot_bodies.open_body),
    BodyKind.VERSION: (table(VersionRow).c.id, versions.get),
}
_DAMAGES, _ADDRESSES, _SNAPSHOTS = table(DamageRow).c, table(AddressRow).c, table(SnapshotRow).c


@dataclass(frozen=True, slots=True)
class Damage:
    """A stored body that does not open to what was stored: of a snapshot or a version, and where it
    was fetched.
    """

    kind: BodyKind
    row_id: int
    found_at: datetime
    source_key: str
    address: str
    policy_id: int | None
    what: str


def note_damage(tx: Transaction, error: TornBodyError, at: datetime) -> None:
    """Remembers a damaged body.

    Its address is asked for in full from now on: what it serves may be what was lost.
    """
    heading = versions.heading(tx, error.row_id) if error.kind == BodyKind.VERSION else None
    place = snapshots.get(tx, heading.snapshot_id if heading else error.row_id)
    row = {
        "kind": error.kind,
        "row_id": error.row_id,
        "found_at": at,
        "source_key": place.source_key,
        "address": place.address,
        "policy_id": heading.policy_id if heading else None,
        "what": str(error),
    }
    insert_missing(tx, DamageRow, [row])
    asked = (_ADDRESSES.source_key == place.source_key) & (_ADDRESSES.address == place.address)
    plain(tx).execute(update(table(AddressRow)).where(asked).values(etag=None, last_modified=None))


def list_damages(
    tx: Transaction, *, source_key: str | None = None, policy_id: int | None = None
) -> list[Damage]:
    """The damaged bodies, the oldest first; of a policy its versions."""
    query = select(*(_DAMAGES[field.name] for field in fields(Damage)))
    if source_key is not None:
        query = query.where(_DAMAGES.source_key == source_key)
    if policy_id is not None:
        query = query.where(_DAMAGES.policy_id == policy_id)
    return [
        Damage(*row) for row in plain(tx).execute(query.order_by(_DAMAGES.kind, _DAMAGES.row_id))
    ]


def by_source(tx: Transaction) -> dict[str, int]:
    """The number of damaged bodies of each source that has any."""
    query = select(_DAMAGES.source_key, func.count()).group_by(_DAMAGES.source_key)
    rows = plain(tx).execute(query)
    return {key: count for key, count in rows}  # noqa: C416 rows are no pairs to dict()


def forget_damage(tx: Transaction, kind: BodyKind, row_id: int) -> None:
    """Forgets a damage."""
    plain(tx).execute(
        delete(table(DamageRow)).where(_DAMAGES.kind == kind, _DAMAGES.row_id == row_id)
    )


def is_torn(tx: Transaction, kind: BodyKind, row_id: int) -> TornBodyError | None:
    """The fault of a body, None where it opens.

    Of one that is packed against another the fault may be that one's.
    """
    try:
        KINDS[kind][1](tx, row_id)
    except (KeyError, MissingVersionError):  # pruned since
        return None
    except TornBodyError as error:
        return error
    return None


def find_torn(
    tx: Transaction, kind: BodyKind, after: int, limit: int
) -> tuple[list[TornBodyError], int]:
    """Opens so many bodies of a kind in the order of their ids; what is damaged, and where to go on
    (0: at the start).
    """
    number = KINDS[kind][0]
    ids = list(
        plain(tx).scalars(select(number).where(number > after).order_by(number).limit(limit))
    )
    found = {
        (error.kind, error.row_id): error for row_id in ids if (error := is_torn(tx, kind, row_id))
    }
    return list(found.values()), ids[-1] if len(ids) == limit else 0


def list_waiting(tx: Transaction, limit: int = 100) -> list[Snapshot]:
    """Snapshots that could not be recorded because something they need is damaged, the oldest
    first.
    """
    rows = plain(tx).execute(
        select(_SNAPSHOTS.id)
        .where(_SNAPSHOTS.outcome == SnapshotOutcome.WAITS)
        .order_by(_SNAPSHOTS.id)
        .limit(limit)
    )
    found = []
    for (number,) in rows.all():
        snapshot = tx.get(SnapshotRow, number)
        address = tx.get(AddressRow, snapshot.address_id) if snapshot else None
        if snapshot and address:
            found.append(snapshot_of(snapshot, address))
    return found
