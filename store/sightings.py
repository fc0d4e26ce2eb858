"""Sightings: the places where policies are seen, and what each place said last."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists
from sqlalchemy import select as select_columns

from store.database.columns import table
from store.database.opening import Transaction, plain
from store.database.tables import AddressRow, PolicyRow, SightingRow
from store.lists.walks import POLICY, policy_of
from store.records import Policy, PolicyStatus, Sighting

_POLICIES, _SIGHTINGS = table(PolicyRow).c, table(SightingRow).c
_SIGHTING = tuple(_SIGHTINGS[field.name].label(f"seen_{field.name}") for field in fields(Sighting))
_SEEN: Any = (
    select_columns(*_SIGHTING, *POLICY)
    .join_from(table(SightingRow), table(PolicyRow), _POLICIES.id == _SIGHTINGS.policy_id)
    .where(
        _SIGHTINGS.source_key == bindparam("source_key"), _SIGHTINGS.address == bindparam("address")
    )
    .order_by(_SIGHTINGS.id)
)
_NAMES: Any = (
    select_columns(_SIGHTINGS.address, _POLICIES.title, _POLICIES.doc_number)
    .join_from(table(SightingRow), table(PolicyRow), _POLICIES.id == _SIGHTINGS.policy_id)
    .where(_SIGHTINGS.source_key == bindparam("source_key"))
)
_PLACES: Any = (
    select_columns(*_SIGHTING)
    .where(_SIGHTINGS.policy_id == bindparam("policy_id"))
    .order_by(_SIGHTINGS.id)
)

_HERE, _GONE = table(SightingRow).alias(), table(SightingRow).alias()
_ADDRESSES = table(AddressRow).c
_VANISHED: Any = (
    select_columns(
        *POLICY,
        _SIGHTINGS.missing_since.label("lost_at"),
        _ADDRESSES.missing_checks.label("lost_looks"),
        _SIGHTINGS.address.label("lost_from"),
    )
    .join_from(table(PolicyRow), table(SightingRow), _POLICIES.id == _SIGHTINGS.policy_id)
    .outerjoin(
        table(AddressRow),
        (_ADDRESSES.source_key == _SIGHTINGS.source_key)
        & (_ADDRESSES.address == _SIGHTINGS.address),
    )
    .where(
        _POLICIES.status == PolicyStatus.ACTIVE,
        _POLICIES.id.in_(
            select_columns(_GONE.c.policy_id).where(_GONE.c.missing_since.is_not(None))
        ),
        ~exists().where(_HERE.c.policy_id == _POLICIES.id, _HERE.c.missing_since.is_(None)),
    )
    .order_by(_POLICIES.id, _SIGHTINGS.id)
)


def seen_at(tx: Transaction, source_key: str, address: str) -> list[tuple[Sighting, Policy]]:
    """The policies seen at one address, in the order they were first seen there."""
    rows = plain(tx).execute(_SEEN, {"source_key": source_key, "address": address}).all()
    width = len(_SIGHTING)
    return [(Sighting(*row[:width]), policy_of(row)) for row in rows]


def names_at_source(tx: Transaction, source_key: str) -> list[tuple[str, str, str | None]]:
    """Address, title and number of every policy that was seen at a source."""
    rows = plain(tx).execute(_NAMES, {"source_key": source_key})
    return [(row.address, row.title, row.doc_number) for row in rows]


def of_policy(tx: Transaction, policy_id: int) -> list[Sighting]:
    """Every place where a policy was seen, the first place first."""
    rows = plain(tx).execute(_PLACES, {"policy_id": policy_id})
    return [Sighting(*row) for row in rows]


def list_vanished(tx: Transaction) -> list[tuple[Policy, str, datetime | None, int]]:
    """Every place of each active policy that no place shows now: the policy, the address, since
    when and for how many good looks.

    The looks are those in which the whole address was not there; 0 where it is, and only the policy
    left it.
    """
    rows = plain(tx).execute(_VANISHED)
    return [(policy_of(row), row.lost_from, row.lost_at, row.lost_looks or 0) for row in rows]
