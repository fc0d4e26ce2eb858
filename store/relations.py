"""Relations between policies, including those to documents that are only named so far."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import func, or_

from store.database.columns import table
from store.database.inserting import chunks, insert_new
from store.database.opening import Transaction, plain
from store.database.tables import PolicyRow, RelationRow
from store.records import PendingRelation, Related, RelationKind

_RELATIONS = table(RelationRow).c
_RELATED: Any = select_columns(*(_RELATIONS[field.name] for field in fields(Related)))
_WAITING: Any = _RELATED.where(_RELATIONS.waiting_key.in_(bindparam("keys", expanding=True)))
_POLICIES = table(PolicyRow).c
_OWN: Any = select_columns(_POLICIES.id).where(
    or_(_POLICIES.id == bindparam("policy_id"), _POLICIES.merged_into == bindparam("policy_id"))
)
_OF_POLICY: Any = _RELATED.where(
    or_(_RELATIONS.from_policy.in_(_OWN), _RELATIONS.to_policy.in_(_OWN))
).order_by(_RELATIONS.id)
_KNOWN: Any = select_columns(_RELATIONS.id).where(
    _RELATIONS.from_policy == bindparam("from_policy"),
    _RELATIONS.relation == bindparam("relation"),
    _RELATIONS.title.is_not_distinct_from(bindparam("title")),
    _RELATIONS.doc_number.is_not_distinct_from(bindparam("doc_number")),
)
_ENDS: Any = table(PolicyRow).alias()
_MOVED: Any = (
    select_columns(
        _RELATIONS.from_policy, func.coalesce(_ENDS.c.merged_into, _ENDS.c.id), _RELATIONS.until
    )
    .join_from(table(RelationRow), _ENDS, _ENDS.c.id == _RELATIONS.to_policy)
    .where(
        _RELATIONS.from_policy.in_(bindparam("ids", expanding=True)),
        _RELATIONS.relation == RelationKind.EXTENDS,
        _RELATIONS.until.is_not(None),
    )
)


@dataclass(frozen=True, slots=True)
class Moved:
    """A document that says until when another one lasts."""

    from_policy: int
    to_policy: int
    until: date


def add(
    tx: Transaction,
    from_policy: int,
    found: PendingRelation,
    *,
    to_policy: int | None,
    waiting_key: str | None,
) -> bool:
    """Stores a relation once; False where it was known. `waiting_key` is what a document named only will be found by."""
    key = {
        "from_policy": from_policy,
        "relation": found.relation,
        "title": found.title,
        "doc_number": found.doc_number,
    }
    known = plain(tx).execute(_KNOWN, key)
    if known.first() is not None:
        return False
    row = key | {
        "to_policy": to_policy,
        "waiting_key": None if to_policy else waiting_key,
        "on": found.on,
        "until": found.until,
        "evidence": found.evidence,
        "moves": found.moves,
        "earlier": found.earlier,
    }
    insert_new(tx, RelationRow, row)
    return True


def waiting(tx: Transaction, keys: Sequence[str]) -> list[Related]:
    """Relations that named a document before it was seen, and that one of these keys answers."""
    if not keys:
        return []
    rows = plain(tx).execute(_WAITING, {"keys": list(keys)})
    return [Related(*row) for row in rows]


def settle(tx: Transaction, relation_id: int, to_policy: int) -> None:
    """The document that a relation named is known now."""
    row = tx.get(RelationRow, relation_id)
    if row is not None:
        row.to_policy, row.waiting_key = to_policy, None
        tx.add(row)
        tx.flush()


def moved_from(tx: Transaction, policy_ids: Collection[int]) -> list[Moved]:
    """The dates that these documents moved for policies that are known."""
    connection = plain(tx)
    rows = (connection.execute(_MOVED, {"ids": part}) for part in chunks(list(policy_ids)))
    return [Moved(*row) for part in rows for row in part]


def of_policy(tx: Transaction, policy_id: int) -> list[Related]:
    """Every relation from or to a policy, or one that was merged into it."""
    return [Related(*row) for row in plain(tx).execute(_OF_POLICY, {"policy_id": policy_id})]
