"""Writes many policies in few statements: new ones, what is listed of known ones, their keys, status and current version."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from store.database.columns import table
from store.database.inserting import chunks, insert_all, insert_missing, insert_numbered
from store.database.opening import Transaction, plain
from store.database.tables import (
    ChangeIndustryRow,
    ChangeRow,
    PolicyIndustryRow,
    PolicyKeyRow,
    PolicyRow,
)
from store.lists.filing import labels
from store.lists.walks import province_of
from store.policies import stated_columns
from store.records import NewPolicy, Policy

_POLICIES, _LOG = table(PolicyRow).c, table(ChangeRow).c
_SET_CURRENT: Any = (
    update(table(PolicyRow))
    .where(_POLICIES.id == bindparam("of_policy"))
    .values(version_number=bindparam("number"), version_id=bindparam("version"))
)
_SET_STATUS: Any = (
    update(table(PolicyRow))
    .where(_POLICIES.id == bindparam("of_policy"))
    .values(status=bindparam("stands"))
)
_LOGGED: Any = select(_LOG.id, _LOG.policy_id, _LOG.at, _LOG.kind).where(
    _LOG.policy_id.in_(bindparam("asked", expanding=True))
)
_PLACE_LOG: Any = (
    update(table(ChangeRow))
    .where(_LOG.policy_id == bindparam("of_policy"))
    .values(region_code=bindparam("region"), province=bindparam("of_province"))
)


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """A policy that nobody knew, and where it was seen first."""

    new: NewPolicy
    source_key: str
    url: str
    at: datetime


def create_policies(tx: Transaction, arrived: Sequence[FirstSeen]) -> list[int]:
    """Stores policies seen for the first time, filed under their industries; returns their ids in order."""
    rows = [
        stated_columns(one.new)
        | {"source_key": one.source_key, "url": one.url, "first_seen_at": one.at}
        for one in arrived
    ]
    ids = insert_numbered(tx, PolicyRow, rows)
    filed = []
    for policy_id, one in zip(ids, arrived, strict=True):
        filed += _industry_rows(one.new, policy_id)
    insert_all(tx, PolicyIndustryRow, filed)
    return ids


def add_keys(tx: Transaction, named: Iterable[tuple[int, str]]) -> None:
    """Adds names by which policies can be found again."""
    rows = [{"key": key, "policy_id": policy_id} for policy_id, key in dict.fromkeys(named)]
    insert_missing(tx, PolicyKeyRow, rows)


def set_current(tx: Transaction, current: Mapping[int, tuple[int, int]]) -> None:
    """Makes stored versions the current ones: number and id, by policy."""
    rows = [
        {"of_policy": policy_id, "number": number, "version": version_id}
        for policy_id, (number, version_id) in current.items()
    ]
    if rows:
        plain(tx).execute(_SET_CURRENT, rows)


def set_statuses(tx: Transaction, statuses: Mapping[int, str]) -> None:
    """Gives policies another status; their deadlines must be filed anew."""
    rows = [{"of_policy": policy_id, "stands": status} for policy_id, status in statuses.items()]
    if rows:
        plain(tx).execute(_SET_STATUS, rows)


def restate(tx: Transaction, listed: Mapping[int, NewPolicy]) -> None:
    """Lists policies otherwise; those whose place or industries changed must be filed anew."""
    for policy_id, new in listed.items():
        stated = update(table(PolicyRow)).where(_POLICIES.id == policy_id)
        plain(tx).execute(stated.values(**stated_columns(new)))


def file_anew(tx: Transaction, policies: Collection[Policy]) -> None:
    """Files policies and their whole log as their place and industries are now."""
    connection = plain(tx)
    by_id = {policy.id: policy for policy in policies}
    for part in chunks(list(by_id)):
        connection.execute(
            delete(table(PolicyIndustryRow)).where(table(PolicyIndustryRow).c.policy_id.in_(part))
        )
        logged = connection.execute(_LOGGED, {"asked": part}).all()
        connection.execute(
            delete(table(ChangeIndustryRow)).where(
                table(ChangeIndustryRow).c.change_id.in_([row.id for row in logged])
            )
        )
        filed = []
        for row in logged:
            filed += filed_entries(by_id[row.policy_id], row.id, row.at, row.kind)
        insert_all(tx, ChangeIndustryRow, filed)
    places = []
    listed = []
    for policy in by_id.values():
        listed += _industry_rows(policy, policy.id)
        place = {"region": policy.region_code, "of_province": province_of(policy.region_code)}
        places.append({"of_policy": policy.id} | place)
    insert_all(tx, PolicyIndustryRow, listed)
    if places:
        connection.execute(_PLACE_LOG, places)


def filed_entries(policy: Policy, change_id: int, at: datetime, kind: str) -> list[dict[str, Any]]:
    """The rows under which one entry of the log is filed by its policy's industries."""
    entry = {"at": at, "change_id": change_id, "kind": kind}
    place = {"region_code": policy.region_code or ""}
    return [{"label": label} | entry | place for label in labels(policy)]


def _industry_rows(policy: NewPolicy | Policy, policy_id: int) -> list[dict[str, Any]]:
    place = {"policy_id": policy_id, "region_code": policy.region_code or ""}
    return [{"label": label} | place for label in labels(policy)]
