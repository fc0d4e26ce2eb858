"""Policies: documents with an identity, the keys they are found by, and the places they are seen at."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import col, delete, select

from store.database import Transaction
from store.listing import policy_of
from store.records import NewPolicy, Policy, Sighting
from store.tables import AddressRow, PolicyIndustryRow, PolicyKeyRow, PolicyRow, SightingRow


def create(tx: Transaction, new: NewPolicy, *, source_key: str, url: str, at: datetime) -> int:
    """Stores a policy seen for the first time, with its keys; returns its id."""
    row = PolicyRow(**_columns(new), source_key=source_key, url=url, first_seen_at=at)
    tx.add(row)
    tx.flush()
    assert row.id is not None, "a stored row has an id"
    add_keys(tx, row.id, new.keys)
    _set_industries(tx, row.id, new)
    return row.id


def restate(tx: Transaction, policy_id: int, new: NewPolicy) -> None:
    """What the newest version says of the policy replaces what is listed of it; its old keys stay valid."""
    row = _row(tx, policy_id)
    for name, value in _columns(new).items():
        setattr(row, name, value)
    tx.add(row)
    add_keys(tx, policy_id, new.keys)
    _set_industries(tx, policy_id, new)


def add_keys(tx: Transaction, policy_id: int, keys: Iterable[str]) -> None:
    """Adds names by which the policy can be found again."""
    known = set(tx.exec(select(PolicyKeyRow.key).where(PolicyKeyRow.policy_id == policy_id)).all())
    tx.add_all([PolicyKeyRow(key=key, policy_id=policy_id) for key in dict.fromkeys(keys) if key not in known])
    tx.flush()


def set_version(tx: Transaction, policy_id: int, *, number: int, version_id: int) -> None:
    """Makes a stored version the policy's current one."""
    row = _row(tx, policy_id)
    row.version_number, row.version_id = number, version_id
    tx.add(row)


def current_version_id(tx: Transaction, policy_id: int) -> int | None:
    """The id of the version that says what the policy says now."""
    return _row(tx, policy_id).version_id


def set_status(tx: Transaction, policy_id: int, status: str) -> None:
    """active, repealed, expired or withdrawn."""
    row = _row(tx, policy_id)
    row.status = status
    tx.add(row)


def get(tx: Transaction, policy_id: int) -> Policy | None:
    """One policy."""
    row = tx.get(PolicyRow, policy_id)
    return policy_of(row) if row else None


def many(tx: Transaction, policy_ids: Collection[int]) -> dict[int, Policy]:
    """Policies by id, in one query."""
    if not policy_ids:
        return {}
    rows = tx.exec(select(PolicyRow).where(col(PolicyRow.id).in_(policy_ids))).all()
    return {policy.id: policy for policy in map(policy_of, rows)}


def with_keys(tx: Transaction, keys: Sequence[str]) -> list[tuple[str, Policy]]:
    """Every policy that has one of the keys, with the key that found it."""
    rows = tx.exec(
        select(PolicyKeyRow.key, PolicyRow)
        .join(PolicyRow, col(PolicyRow.id) == PolicyKeyRow.policy_id)
        .where(col(PolicyKeyRow.key).in_(keys))
        .order_by(col(PolicyRow.id))
    ).all()
    return [(key, policy_of(row)) for key, row in rows]


def seen_at(tx: Transaction, source_key: str, address: str) -> list[tuple[Sighting, Policy]]:
    """The policies seen at one address, in the order they were first seen there."""
    rows = tx.exec(
        select(SightingRow, PolicyRow)
        .join(PolicyRow, col(PolicyRow.id) == SightingRow.policy_id)
        .where(SightingRow.source_key == source_key, SightingRow.address == address)
        .order_by(col(SightingRow.id))
    ).all()
    return [(_sighting(sighting), policy_of(policy)) for sighting, policy in rows]


def sightings(tx: Transaction, policy_id: int) -> list[Sighting]:
    """Every place where a policy was seen, the first place first."""
    rows = tx.exec(select(SightingRow).where(SightingRow.policy_id == policy_id).order_by(col(SightingRow.id))).all()
    return [_sighting(row) for row in rows]


def see(tx: Transaction, policy_id: int, *, source_key: str, address: str, version_id: int, at: datetime) -> None:
    """Notes that a policy is seen at an address now, saying what `version_id` says."""
    row = tx.exec(
        select(SightingRow).where(
            SightingRow.policy_id == policy_id, SightingRow.source_key == source_key, SightingRow.address == address
        )
    ).first()
    if row is None:
        row = SightingRow(
            policy_id=policy_id, source_key=source_key, address=address, first_seen_at=at, last_seen_at=at
        )
    row.version_id, row.last_seen_at, row.missing_since = version_id, at, None
    tx.add(row)
    tx.flush()


def lose(tx: Transaction, sighting_id: int, at: datetime) -> None:
    """Notes that a policy is no longer at a place where it was seen."""
    row = tx.get(SightingRow, sighting_id)
    if row is not None and row.missing_since is None:
        row.missing_since = at
        tx.add(row)
        tx.flush()


def absent(tx: Transaction, *, since: datetime, checks: int) -> list[Policy]:
    """Active policies that no place shows any more: every sighting lost, each before `since`.

    `checks` good looks at the source must have passed since a whole address was lost, so that nights and outages do
    not count as absence.
    """
    here = select(SightingRow.policy_id).where(
        col(SightingRow.missing_since).is_(None) | (col(SightingRow.missing_since) > since)
    )
    unsure = (
        select(SightingRow.policy_id)
        .join(
            AddressRow,
            (col(AddressRow.source_key) == SightingRow.source_key) & (col(AddressRow.address) == SightingRow.address),
        )
        .where(col(AddressRow.missing_checks) > 0, col(AddressRow.missing_checks) < checks)
    )
    lost = select(SightingRow.policy_id).where(col(SightingRow.missing_since) <= since)
    rows = tx.exec(
        select(PolicyRow).where(
            PolicyRow.status == "active",
            col(PolicyRow.id).in_(lost),
            col(PolicyRow.id).not_in(here),
            col(PolicyRow.id).not_in(unsure),
        )
    ).all()
    return [policy_of(row) for row in rows]


def _set_industries(tx: Transaction, policy_id: int, new: NewPolicy) -> None:
    tx.exec(delete(PolicyIndustryRow).where(col(PolicyIndustryRow.policy_id) == policy_id))
    labels = dict.fromkeys(label for label, _ in new.industries)
    tx.add_all([PolicyIndustryRow(label=label, policy_id=policy_id) for label in labels])
    tx.flush()


def _row(tx: Transaction, policy_id: int) -> PolicyRow:
    row = tx.get(PolicyRow, policy_id)
    if row is None:
        msg = f"no policy {policy_id}"
        raise KeyError(msg)
    return row


def _columns(new: NewPolicy) -> dict[str, Any]:
    return {
        "title": new.title,
        "kind": new.kind,
        "doc_number": new.doc_number,
        "issuers": list(new.issuers),
        "issued_on": new.issued_on,
        "published_on": new.published_on,
        "region_code": new.region_code,
        "region_level": new.region_level,
        "region_name": new.region_name,
        "industries": [list(pair) for pair in new.industries],
        "general": new.general,
    }


def _sighting(row: SightingRow) -> Sighting:
    assert row.id is not None, "a stored row has an id"
    return Sighting(
        id=row.id,
        policy_id=row.policy_id,
        source_key=row.source_key,
        address=row.address,
        first_seen_at=row.first_seen_at,
        last_seen_at=row.last_seen_at,
        version_id=row.version_id,
        missing_since=row.missing_since,
    )
