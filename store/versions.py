"""Versions: what a policy said, as paragraphs and facts, packed against an earlier version of the same policy."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from store import compression
from store.database import Transaction
from store.records import JSON, Version
from store.tables import VersionRow


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What was read from one snapshot about one policy. `number` is None for the text of a copy."""

    policy_id: int
    number: int | None
    snapshot_id: int
    reader_version: int
    at: datetime
    paragraphs: Sequence[str]
    facts: Mapping[str, JSON]


def add(tx: Transaction, new: NewVersion) -> int:
    """Stores a version and returns its id."""
    data = json.dumps(
        {"paragraphs": list(new.paragraphs), "facts": new.facts}, ensure_ascii=False, separators=(",", ":")
    ).encode()
    packed, base_id = compression.pack(data), None
    neighbour = _neighbour(tx, new.policy_id)
    if neighbour is not None:
        with_base = compression.pack(data, _sound_bytes(tx, neighbour))
        if compression.worth_a_neighbour(len(packed), len(with_base)):
            packed, base_id = with_base, neighbour.id
    row = VersionRow(
        policy_id=new.policy_id,
        number=new.number,
        snapshot_id=new.snapshot_id,
        reader_version=new.reader_version,
        at=new.at,
        sha256=compression.digest(data),
        base_id=base_id,
        body=packed,
    )
    tx.add(row)
    tx.flush()
    assert row.id is not None, "a stored row has an id"
    return row.id


def get(tx: Transaction, version_id: int) -> Version:
    """One version. Raises KeyError, or TornBodyError when it is damaged."""
    row = tx.get(VersionRow, version_id)
    if row is None:
        msg = f"no version {version_id}"
        raise KeyError(msg)
    return _record(tx, row)


def numbered(tx: Transaction, policy_id: int, number: int) -> Version | None:
    """The policy's own version of that number."""
    row = tx.exec(select(VersionRow).where(VersionRow.policy_id == policy_id, VersionRow.number == number)).first()
    return _record(tx, row) if row else None


def of_policy(tx: Transaction, policy_id: int) -> list[Version]:
    """The policy's own versions, oldest first."""
    rows = tx.exec(
        select(VersionRow)
        .where(VersionRow.policy_id == policy_id, col(VersionRow.number).is_not(None))
        .order_by(col(VersionRow.number))
    ).all()
    return [_record(tx, row) for row in rows]


def _neighbour(tx: Transaction, policy_id: int) -> VersionRow | None:
    """The newest version that starts a star; every other version of the policy hangs on one such."""
    return tx.exec(
        select(VersionRow)
        .where(VersionRow.policy_id == policy_id, col(VersionRow.base_id).is_(None))
        .order_by(col(VersionRow.id).desc())
        .limit(1)
    ).first()


def _bytes(tx: Transaction, row: VersionRow) -> bytes:
    base = tx.get(VersionRow, row.base_id) if row.base_id else None
    return compression.unpack(
        row.body, sha256=row.sha256, base=_bytes(tx, base) if base else None, what=f"version {row.id}"
    )


def _sound_bytes(tx: Transaction, row: VersionRow) -> bytes | None:
    try:
        return _bytes(tx, row)
    except compression.TornBodyError:  # doctor reports it; what is read now starts a star of its own
        return None


def _record(tx: Transaction, row: VersionRow) -> Version:
    content = json.loads(_bytes(tx, row))
    assert row.id is not None, "a stored row has an id"
    return Version(
        id=row.id,
        policy_id=row.policy_id,
        number=row.number,
        snapshot_id=row.snapshot_id,
        reader_version=row.reader_version,
        at=row.at,
        paragraphs=tuple(content["paragraphs"]),
        facts=content["facts"],
    )
