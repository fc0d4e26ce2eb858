"""Finds what is stored about many policies at once: a statement a question. Writes nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import bindparam, func, or_, select

from store import policies
from store.database.columns import table
from store.database.inserting import chunks
from store.database.opening import Transaction, plain
from store.database.tables import (
    ChangeRow,
    DeadlineRow,
    PolicyKeyRow,
    PolicyRow,
    RelationRow,
    SightingRow,
)
from store.lists.walks import POLICY, policy_of
from store.records import ChangeKind, Deadline, Policy, Related, Sighting

_POLICIES, _KEYS = table(PolicyRow).c, table(PolicyKeyRow).c
_SIGHTINGS, _DEADLINES = table(SightingRow).c, table(DeadlineRow).c
_RELATIONS, _LOG = table(RelationRow).c, table(ChangeRow).c
_ROW = (*POLICY, _POLICIES.version_id.label("current_id"))
_SIGHTING = tuple(_SIGHTINGS[field.name].label(f"seen_{field.name}") for field in fields(Sighting))
_DEADLINE = tuple(_DEADLINES[field.name] for field in fields(Deadline))
_RELATED = tuple(_RELATIONS[field.name] for field in fields(Related))
_SEEN_AT: Any = (
    select(*_SIGHTING, *_ROW)
    .join_from(table(SightingRow), table(PolicyRow), _POLICIES.id == _SIGHTINGS.policy_id)
    .where(_SIGHTINGS.address.in_(bindparam("asked", expanding=True)))
    .order_by(_SIGHTINGS.id)
)
_BEARER = table(PolicyRow).alias()  # of a key: what it was merged into is who answers to it
_NAMED: Any = (
    select(_KEYS.key, *_ROW)
    .join_from(table(PolicyKeyRow), _BEARER, _KEYS.policy_id == _BEARER.c.id)
    .join(table(PolicyRow), func.coalesce(_BEARER.c.merged_into, _BEARER.c.id) == _POLICIES.id)
    .where(_KEYS.key.in_(bindparam("asked", expanding=True)))
)
_MANY: Any = select(*_ROW).where(_POLICIES.id.in_(bindparam("asked", expanding=True)))
_SIGHTINGS_OF: Any = (
    select(*_SIGHTING)
    .where(_SIGHTINGS.policy_id.in_(bindparam("asked", expanding=True)))
    .order_by(_SIGHTINGS.id)
)
_DEADLINES_OF: Any = (
    select(*_DEADLINE)
    .where(_DEADLINES.policy_id.in_(bindparam("asked", expanding=True)))
    .order_by(_DEADLINES.id)
)
_OWN: Any = select(
    _POLICIES.id, func.coalesce(_POLICIES.merged_into, _POLICIES.id).label("stands_for")
).where(
    or_(
        _POLICIES.id.in_(bindparam("asked", expanding=True)),
        _POLICIES.merged_into.in_(bindparam("asked", expanding=True)),
    )
)
_RELATIONS_OF: Any = (
    select(*_RELATED)
    .where(
        or_(
            _RELATIONS.from_policy.in_(bindparam("asked", expanding=True)),
            _RELATIONS.to_policy.in_(bindparam("asked", expanding=True)),
        )
    )
    .order_by(_RELATIONS.id)
)
_WAITING: Any = (
    select(*_RELATED, _RELATIONS.waiting_key)
    .where(_RELATIONS.waiting_key.in_(bindparam("asked", expanding=True)))
    .order_by(_RELATIONS.id)
)
_ANNOUNCED: Any = (
    select(_LOG.policy_id)
    .where(
        _LOG.policy_id.in_(bindparam("asked", expanding=True)),
        _LOG.baseline.is_(False),
        _LOG.kind.not_in((ChangeKind.TECHNICAL, ChangeKind.METADATA)),
    )
    .distinct()
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A policy with the id of the version that it says now."""

    policy: Policy
    current_id: int | None


def seen_at(tx: Transaction, places: Collection[tuple[str, str]]) -> list[tuple[Sighting, Stored]]:
    """The sightings of places (source key, address), in the order of the first one."""
    width, wanted = len(_SIGHTING), set(places)
    found = []
    for row in _rows_of(tx, _SEEN_AT, list(dict.fromkeys(address for _, address in places))):
        sighting = Sighting(*row[:width])
        if (sighting.source_key, sighting.address) in wanted:
            found.append((sighting, _stored_of(row)))
    return found


def with_keys(tx: Transaction, keys: Iterable[str]) -> list[tuple[str, Stored]]:
    """The policies that answer to keys, each with the key, by age.

    In a transaction that writes, others that ask wait until it ends (`policies.hold_identities`).
    """
    policies.hold_identities(tx)
    found = {}
    for row in _rows_of(tx, _NAMED, list(dict.fromkeys(keys))):
        found[row.id, row.key] = (row.key, _stored_of(row))
    return [found[pair] for pair in sorted(found)]


def find_policies(tx: Transaction, policy_ids: Collection[int]) -> list[Stored]:
    """Policies by id."""
    return [_stored_of(row) for row in _rows_of(tx, _MANY, list(policy_ids))]


def sightings_of(
    tx: Transaction, policy_ids: Collection[int]
) -> Mapping[int, tuple[Sighting, ...]]:
    """Every place where policies were seen, the first place first."""
    rows = _rows_of(tx, _SIGHTINGS_OF, list(policy_ids))
    return _group_by_key((row.seen_policy_id, Sighting(*row)) for row in rows)


def deadlines_of(
    tx: Transaction, policy_ids: Collection[int]
) -> Mapping[int, tuple[Deadline, ...]]:
    """The deadlines of policies."""
    rows = _rows_of(tx, _DEADLINES_OF, list(policy_ids))
    return _group_by_key((row.policy_id, Deadline(*row)) for row in rows)


def relations_of(tx: Transaction, policy_ids: Collection[int]) -> Mapping[int, tuple[Related, ...]]:
    """Every relation from or to policies, or those that were merged into them."""
    stands_for = {row.id: row.stands_for for row in _rows_of(tx, _OWN, list(policy_ids))}
    stands_for |= {number: number for number in policy_ids}
    rows = {row.id: Related(*row) for row in _rows_of(tx, _RELATIONS_OF, list(stands_for))}
    found = []
    for number in sorted(rows):
        one = rows[number]
        ends = {stands_for.get(one.from_policy), stands_for.get(one.to_policy or 0)}
        found += [(end, one) for end in ends if end is not None]
    return _group_by_key(found)


def waiting_relations(tx: Transaction, keys: Iterable[str]) -> Mapping[str, tuple[Related, ...]]:
    """The relations that named a document before it was seen, by the key that they wait for."""
    rows = _rows_of(tx, _WAITING, list(dict.fromkeys(keys)))
    return _group_by_key((row.waiting_key, Related(*row[:-1])) for row in rows)


def announced_among(tx: Transaction, policy_ids: Collection[int]) -> set[int]:
    """Those of the policies of which anything was news when it was recorded."""
    return {row.policy_id for row in _rows_of(tx, _ANNOUNCED, list(policy_ids))}


def _rows_of(tx: Transaction, statement: Any, asked: Sequence[Any]) -> list[Any]:
    connection = plain(tx)
    found: list[Any] = []
    for part in chunks(asked):
        found += connection.execute(statement, {"asked": part}).all()
    return found


def _stored_of(row: Any) -> Stored:
    return Stored(policy_of(row), row.current_id)


def _group_by_key(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, tuple[Any, ...]]:
    found = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
