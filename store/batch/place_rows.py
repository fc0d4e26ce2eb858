"""Writes many sightings and relations in few statements."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, update

from store.database.columns import table
from store.database.inserting import chunks, insert_numbered
from store.database.opening import Transaction, plain
from store.database.tables import RelationRow, SightingRow
from store.records import Related, Sighting

_SIGHTINGS, _RELATIONS = table(SightingRow).c, table(RelationRow).c
_SET_SIGHTING: Any = (
    update(table(SightingRow))
    .where(_SIGHTINGS.id == bindparam("of_sighting"))
    .values(
        version_id=bindparam("version"),
        last_seen_at=bindparam("seen"),
        missing_since=bindparam("missing"),
    )
)
_SETTLE: Any = (
    update(table(RelationRow))
    .where(_RELATIONS.id == bindparam("of_relation"))
    .values(to_policy=bindparam("known_as"), waiting_key=None)
)


def add_sightings(tx: Transaction, sightings: Sequence[Sighting]) -> list[int]:
    """Stores places where policies were not seen before; returns their ids in order."""
    rows = [
        {
            "policy_id": one.policy_id,
            "source_key": one.source_key,
            "address": one.address,
            "first_seen_at": one.first_seen_at,
            "last_seen_at": one.last_seen_at,
            "version_id": one.version_id,
            "missing_since": one.missing_since,
        }
        for one in sightings
    ]
    return insert_numbered(tx, SightingRow, rows)


def set_sightings(tx: Transaction, sightings: Collection[Sighting]) -> None:
    """Sets what places say, and since when they do not show a policy any more."""
    rows = [
        {
            "of_sighting": one.id,
            "version": one.version_id,
            "seen": one.last_seen_at,
            "missing": one.missing_since,
        }
        for one in sightings
    ]
    if rows:
        plain(tx).execute(_SET_SIGHTING, rows)


def remove_sightings(tx: Transaction, sighting_ids: Collection[int]) -> None:
    """Takes back sightings that were mistakes."""
    for part in chunks(list(sighting_ids)):
        plain(tx).execute(delete(table(SightingRow)).where(_SIGHTINGS.id.in_(part)))


def add_relations(tx: Transaction, relations: Sequence[tuple[Related, str | None]]) -> list[int]:
    """Stores relations, each with the key that its document is waited for by; returns their ids."""
    rows = [
        {
            "from_policy": one.from_policy,
            "to_policy": one.to_policy,
            "relation": one.relation,
            "title": one.title,
            "doc_number": one.doc_number,
            "waiting_key": waiting_key,
            "on": one.on,
            "until": one.until,
            "evidence": one.evidence,
            "moves": one.moves,
            "earlier": one.earlier,
        }
        for one, waiting_key in relations
    ]
    return insert_numbered(tx, RelationRow, rows)


def settle_relations(tx: Transaction, known: Mapping[int, int]) -> None:
    """The documents that relations named are known now: their policies, by relation."""
    rows = [{"of_relation": one, "known_as": policy_id} for one, policy_id in known.items()]
    if rows:
        plain(tx).execute(_SETTLE, rows)
