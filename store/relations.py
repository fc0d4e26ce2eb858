"""Relations between policies, including those to documents that are only named so far."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import func, or_

from store.database.columns import table
from store.database.inserting import chunks
from store.database.opening import Transaction, plain
from store.database.tables import PolicyRow, RelationRow
from store.records import Related, RelationKind

_RELATIONS = table(RelationRow).c
_RELATED: Any = select_columns(*(_RELATIONS[field.name] for field in fields(Related)))
_POLICIES = table(PolicyRow).c
_OWN: Any = select_columns(_POLICIES.id).where(
    or_(_POLICIES.id == bindparam("policy_id"), _POLICIES.merged_into == bindparam("policy_id"))
)
_OF_POLICY: Any = _RELATED.where(
    or_(_RELATIONS.from_policy.in_(_OWN), _RELATIONS.to_policy.in_(_OWN))
).order_by(_RELATIONS.id)
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


def moved_from(tx: Transaction, policy_ids: Collection[int]) -> list[Moved]:
    """The dates that these documents moved for policies that are known."""
    connection = plain(tx)
    rows = (connection.execute(_MOVED, {"ids": part}) for part in chunks(list(policy_ids)))
    return [Moved(*row) for part in rows for row in part]


def of_policy(tx: Transaction, policy_id: int) -> list[Related]:
    """Every relation from or to a policy, or one that was merged into it."""
    return [Related(*row) for row in plain(tx).execute(_OF_POLICY, {"policy_id": policy_id})]
