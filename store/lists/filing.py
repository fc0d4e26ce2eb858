"""Files changes and deadlines by place and industry, so that a list is one walk along one index.

A list of a million entries answers at once only where its filter and its order stand in the same
index. The rows kept here repeat what the policy says; nothing of this is hashed into the log, and
all of it can be made again.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import bindparam, delete, select, update

from store.database.columns import table
from store.database.inserting import chunks, insert_all
from store.database.opening import Transaction, plain
from store.database.tables import (
    GENERAL,
    ChangeIndustryRow,
    ChangeRow,
    DeadlineIndustryRow,
    DeadlineRow,
    PolicyIndustryRow,
)
from store.lists.walks import province_of
from store.records import PolicyStatus

NEVER = date.max  # where a deadline without a date stands in an order by date
ALIVE = PolicyStatus.ACTIVE
_LOG, _DEADLINES = table(ChangeRow).c, table(DeadlineRow).c
_LISTED, _FILED_LOG, _FILED_DUE = (
    table(PolicyIndustryRow),
    table(ChangeIndustryRow),
    table(DeadlineIndustryRow),
)
_ASKED: Any = bindparam("asked", expanding=True)
_LOGGED: Any = select(_LOG.id, _LOG.policy_id, _LOG.at, _LOG.kind).where(_LOG.policy_id.in_(_ASKED))
_DUE: Any = select(_DEADLINES.id, _DEADLINES.policy_id, _DEADLINES.due_on).where(
    _DEADLINES.policy_id.in_(_ASKED)
)
_UNLIST: Any = delete(_LISTED).where(_LISTED.c.policy_id.in_(_ASKED))
_UNFILE_LOG: Any = delete(_FILED_LOG).where(_FILED_LOG.c.change_id.in_(_ASKED))
_UNFILE_DUE: Any = delete(_FILED_DUE).where(_FILED_DUE.c.deadline_id.in_(_ASKED))
_PLACE_LOG: Any = (
    update(table(ChangeRow))
    .where(_LOG.policy_id == bindparam("of_policy"))
    .values(region_code=bindparam("region"), province=bindparam("of_province"))
)
_PLACE_DUE: Any = (
    update(table(DeadlineRow))
    .where(_DEADLINES.policy_id == bindparam("of_policy"))
    .values(
        region_code=bindparam("region"),
        province=bindparam("of_province"),
        alive=bindparam("is_alive"),
    )
)


class Filed(Protocol):
    """A policy by which entries are filed, as a row or as its record."""

    @property
    def region_code(self) -> str | None: ...
    @property
    def industries(self) -> Sequence[Sequence[str]]: ...
    @property
    def general(self) -> bool: ...


class Living(Filed, Protocol):
    """A policy as a whole: one that is no longer active has no deadline on any list."""

    @property
    def id(self) -> int | None: ...
    @property
    def status(self) -> str: ...


class Entry(Protocol):
    """An entry of the log."""

    @property
    def id(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def kind(self) -> str: ...


def labels(policy: Filed) -> list[str]:
    """The labels a policy is filed under: its industries, and GENERAL where it concerns all."""
    named = dict.fromkeys(label for label, _ in policy.industries)
    return [*named, GENERAL] if policy.general else list(named)


def file_industries(tx: Transaction, policies: Iterable[tuple[Filed, int]]) -> None:
    """Files policies that are new, each with its id, under their industries."""
    rows = []
    for policy, policy_id in policies:
        rows += _rows(policy, {"policy_id": policy_id})
    insert_all(tx, PolicyIndustryRow, rows)


def file_entries(tx: Transaction, entries: Iterable[tuple[Filed, Entry]]) -> None:
    """Files entries of the log, each under its policy's industries."""
    rows = []
    for policy, entry in entries:
        rows += _rows(policy, {"at": entry.at, "change_id": entry.id, "kind": entry.kind})
    insert_all(tx, ChangeIndustryRow, rows)


def file_due(tx: Transaction, due: Iterable[tuple[Living, int, date]]) -> None:
    """Files deadlines, each an id and the day it is listed under, of active policies."""
    rows = []
    for policy, deadline_id, due_on in due:
        if policy.status == ALIVE:
            rows += _rows(policy, {"due_on": due_on, "deadline_id": deadline_id})
    insert_all(tx, DeadlineIndustryRow, rows)


def file_deadlines(tx: Transaction, policies: Iterable[Living]) -> None:
    """Files the deadlines of policies anew; those of a policy that is not active are on no list."""
    connection = plain(tx)
    by_id = {policy.id: policy for policy in policies}
    for part in chunks(list(by_id)):
        due = connection.execute(_DUE, {"asked": part}).all()
        if not due:
            continue
        connection.execute(_UNFILE_DUE, {"asked": [row.id for row in due]})
        connection.execute(
            _PLACE_DUE,
            [
                _place(by_id[number]) | {"is_alive": by_id[number].status == ALIVE}
                for number in part
            ],
        )
        file_due(tx, [(by_id[row.policy_id], row.id, row.due_on) for row in due])


def file_anew(tx: Transaction, policies: Iterable[Living]) -> None:
    """Files policies with their deadlines and their whole log, as they are now."""
    connection = plain(tx)
    by_id = {policy.id: policy for policy in policies}
    for part in chunks(list(by_id)):
        connection.execute(_UNLIST, {"asked": part})
        file_industries(tx, [(by_id[number], number or 0) for number in part])
        logged = connection.execute(_LOGGED, {"asked": part}).all()
        connection.execute(_UNFILE_LOG, {"asked": [row.id for row in logged]})
        file_entries(tx, [(by_id[row.policy_id], row) for row in logged])
        connection.execute(_PLACE_LOG, [_place(by_id[number]) for number in part])
    file_deadlines(tx, by_id.values())


def _rows(policy: Filed, entry: dict[str, Any]) -> list[dict[str, Any]]:
    """One row a label, with the place that both filters are answered by."""
    place = {"region_code": policy.region_code or ""}
    return [{"label": label} | place | entry for label in labels(policy)]


def _place(policy: Living) -> dict[str, Any]:
    place = {"region": policy.region_code, "of_province": province_of(policy.region_code)}
    return {"of_policy": policy.id} | place
