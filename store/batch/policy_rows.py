"""Writes many policies in few statements: new ones, and what changes of known ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update

from store.database.columns import table
from store.database.inserting import insert_missing, insert_numbered
from store.database.opening import Transaction, plain
from store.database.tables import (
    ChangeRow,
    PolicyKeyRow,
    PolicyRow,
)
from store.lists.filing import file_industries
from store.policies import stated_columns
from store.records import NewPolicy

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


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """A policy that nobody knew, and where it was seen first."""

    new: NewPolicy
    source_key: str
    url: str
    at: datetime


def create_policies(tx: Transaction, arrived: Sequence[FirstSeen]) -> list[int]:
    """Stores policies seen for the first time, filed under their industries; returns their ids."""
    rows = [
        stated_columns(one.new)
        | {"source_key": one.source_key, "url": one.url, "first_seen_at": one.at}
        for one in arrived
    ]
    ids = insert_numbered(tx, PolicyRow, rows)
    file_industries(tx, [(one.new, number) for one, number in zip(arrived, ids, strict=True)])
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


def set_addresses(tx: Transaction, urls: Mapping[int, str]) -> None:
    """Gives policies the address that they are told with."""
    for policy_id, url in urls.items():
        moved = update(table(PolicyRow)).where(_POLICIES.id == policy_id)
        plain(tx).execute(moved.values(url=url))


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
