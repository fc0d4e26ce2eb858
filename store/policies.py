"""Policies: documents with an identity, and the keys they are found by."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import col, func, select

from store.database.columns import table
from store.database.inserting import chunks
from store.database.opening import Transaction, plain
from store.database.tables import (
    PolicyIndustryRow,
    PolicyKeyRow,
    PolicyRow,
)
from store.lists.filing import file_deadlines
from store.lists.walks import POLICY, Filter, by_place, policy_of, province_of, walk
from store.records import NewPolicy, Policy, PolicyStatus

IDENTITY_LOCK = (
    7205761  # any number, the same for every process that looks for a policy in order to create it
)
_POLICIES, _KEYS = table(PolicyRow).c, table(PolicyKeyRow).c
_GET: Any = select_columns(*POLICY).where(_POLICIES.id == bindparam("policy_id"))
_MANY: Any = select_columns(*POLICY).where(_POLICIES.id.in_(bindparam("ids", expanding=True)))
_VERSION: Any = select_columns(_POLICIES.version_id).where(_POLICIES.id == bindparam("policy_id"))


def current_version_id(tx: Transaction, policy_id: int) -> int | None:
    """The id of the version that says what the policy says now."""
    row = plain(tx).execute(_VERSION, {"policy_id": policy_id}).first()
    if row is None:
        raise _unknown_policy(policy_id)
    number: int | None = row.version_id
    return number


def set_status(tx: Transaction, policy_id: int, status: PolicyStatus) -> None:
    """Says how the policy stands now."""
    row = _row_of(tx, policy_id)
    if row.status != status:
        row.status = status
        tx.add(row)
        file_deadlines(tx, [row])


def get(tx: Transaction, policy_id: int) -> Policy | None:
    """One policy."""
    row = plain(tx).execute(_GET, {"policy_id": policy_id}).first()
    return policy_of(row) if row else None


def get_many(tx: Transaction, policy_ids: Collection[int]) -> dict[int, Policy]:
    """Policies by id, in one query."""
    connection = plain(tx)
    found: dict[int, Policy] = {}
    for part in chunks(list(policy_ids)):
        rows = connection.execute(_MANY, {"ids": part})
        found.update((policy.id, policy) for policy in map(policy_of, rows))
    return found


def hold_identities(tx: Transaction) -> None:
    """Until this transaction ends no other looks for a policy in order to create, merge or split
    one.
    """
    if tx.info.get("writes") and tx.get_bind().dialect.name == "postgresql":
        tx.exec(select(func.pg_advisory_xact_lock(IDENTITY_LOCK)))


def current_id(tx: Transaction, policy_id: int) -> int | None:
    """The id of the policy that an id leads to: its own, or that of the policy it was merged into;
    None for no such.
    """
    row = tx.get(PolicyRow, policy_id)
    return (row.merged_into or row.id) if row else None


def list_policies(tx: Transaction, wanted: Filter) -> list[Policy]:
    """Policies, the newest first; `kinds` are kinds of documents, `since` and `until` bound when
    they were first seen.
    """
    ids = [
        row.id for row in tx.connection().execute(walk(_walks_for(wanted), ("-id",), wanted.limit))
    ]
    found = get_many(tx, ids)
    return [found[policy_id] for policy_id in ids]


def _walks_for(wanted: Filter) -> list[Any]:
    """The ordered walks that make a page: one an industry along policy_industry, else
    one a place.
    """
    filed = PolicyIndustryRow
    number = col(filed.policy_id if wanted.industries else PolicyRow.id)
    query: Any = select_columns(number.label("id"))
    own = _own_conditions(wanted)
    if wanted.before_id is not None:
        query = query.where(number < wanted.before_id)
    if wanted.industries:
        query = query.where(*wanted.place(col(filed.region_code)))
        query = query.join(PolicyRow, col(PolicyRow.id) == filed.policy_id).where(*own)
        return [query.where(col(filed.label) == label) for label in wanted.labels]
    query = query.where(*own)
    return by_place(query, wanted, PolicyRow)


def _own_conditions(wanted: Filter) -> list[Any]:
    found: list[Any] = [col(PolicyRow.merged_into).is_(None)]
    if wanted.kinds:
        found.append(col(PolicyRow.kind).in_(wanted.kinds))
    if wanted.since is not None:
        found.append(col(PolicyRow.first_seen_at) >= wanted.since)
    if wanted.until is not None:
        found.append(col(PolicyRow.first_seen_at) < wanted.until)
    return found


def _row_of(tx: Transaction, policy_id: int) -> PolicyRow:
    row = tx.get(PolicyRow, policy_id)
    if row is None:
        raise _unknown_policy(policy_id)
    return row


def _unknown_policy(policy_id: int) -> KeyError:
    return KeyError(f"no policy {policy_id}")


def stated_columns(new: NewPolicy) -> dict[str, Any]:
    """The columns of what a page says of a policy."""
    return {
        "title": new.title,
        "kind": new.kind,
        "doc_number": new.doc_number,
        "issuers": list(new.issuers),
        "issued_on": new.issued_on,
        "published_on": new.published_on,
        "region_code": new.region_code,
        "province": province_of(new.region_code),
        "region_level": new.region_level,
        "region_name": new.region_name,
        "industries": [list(pair) for pair in new.industries],
        "general": new.general,
    }
