"""Files changes and deadlines by place and industry, so that every list is one walk along one index. Derived data only.

A list of a million entries answers at once only where its filter and its order stand in the same index. The rows kept
here repeat what the policy says; nothing of this is hashed into the log, and all of it can be made again.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import bindparam, delete, select, update
from sqlmodel import col

from store.database.columns import table
from store.database.inserting import insert_all
from store.database.opening import Transaction, plain
from store.database.tables import (
    GENERAL,
    ChangeIndustryRow,
    ChangeRow,
    DeadlineIndustryRow,
    DeadlineRow,
    PolicyIndustryRow,
    PolicyRow,
)
from store.lists.walks import province_of
from store.records import ChangeKind, PolicyStatus

_DEADLINES = table(DeadlineRow).c
_DUE: Any = select(_DEADLINES.id, _DEADLINES.due_on).where(
    _DEADLINES.policy_id == bindparam("of_policy")
)
_UNFILE_DUE: Any = delete(table(DeadlineIndustryRow)).where(
    table(DeadlineIndustryRow).c.deadline_id.in_(bindparam("ids", expanding=True))
)
_FILE_DUE: Any = (
    update(table(DeadlineRow))
    .where(_DEADLINES.policy_id == bindparam("of_policy"))
    .values(
        region_code=bindparam("region"),
        province=bindparam("of_province"),
        alive=bindparam("is_alive"),
    )
)
NEVER = date.max  # where a deadline without a date stands in an order by date
ALIVE = PolicyStatus.ACTIVE


class Filed(Protocol):
    """What entries are filed by: a policy, as a row or as its record."""

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


def labels(policy: Filed) -> list[str]:
    """The labels a policy is filed under: its industries, and GENERAL where it concerns all of them."""
    named = dict.fromkeys(label for label, _ in policy.industries)
    return [*named, GENERAL] if policy.general else list(named)


def file_policy(tx: Transaction, policy: PolicyRow) -> None:
    """Files a policy with its deadlines and its whole log, as its place, industries and status are now."""
    plain(tx).execute(
        delete(PolicyIndustryRow).where(col(PolicyIndustryRow.policy_id) == policy.id)
    )
    file_industries(tx, policy, policy.id or 0)
    _file_log(tx, policy)
    file_deadlines(tx, policy)


def file_industries(tx: Transaction, policy: Filed, policy_id: int) -> None:
    """Files a policy that is new under its industries."""
    place = policy.region_code or ""
    rows = [
        {"label": label, "policy_id": policy_id, "region_code": place} for label in labels(policy)
    ]
    insert_all(tx, PolicyIndustryRow, rows)


def file_change(
    tx: Transaction, policy: Filed, *, change_id: int, at: datetime, kind: ChangeKind
) -> None:
    """Files one entry of the log under its policy's industries."""
    place = policy.region_code or ""
    rows = [
        {"label": label, "at": at, "change_id": change_id, "region_code": place, "kind": kind}
        for label in labels(policy)
    ]
    insert_all(tx, ChangeIndustryRow, rows)


def file_due(tx: Transaction, policy: Filed, due: Iterable[tuple[int, date]]) -> None:
    """Files deadlines that are new, each an id and the day it is listed under, of a policy that is active."""
    place = policy.region_code or ""
    rows = [
        {"label": label, "due_on": due_on, "deadline_id": deadline_id, "region_code": place}
        for deadline_id, due_on in due
        for label in labels(policy)
    ]
    insert_all(tx, DeadlineIndustryRow, rows)


def file_deadlines(tx: Transaction, policy: Living) -> None:
    """Files a policy's deadlines; those of a policy that is no longer active are on no list."""
    connection = plain(tx)
    of_policy = {"of_policy": policy.id}
    due = [(row.id, row.due_on) for row in connection.execute(_DUE, of_policy)]
    if not due:
        return
    alive = policy.status == ALIVE
    connection.execute(_UNFILE_DUE, {"ids": [deadline_id for deadline_id, _ in due]})
    place = {"region": policy.region_code, "of_province": province_of(policy.region_code)}
    connection.execute(_FILE_DUE, of_policy | place | {"is_alive": alive})
    if alive:
        file_due(tx, policy, due)


def _file_log(tx: Transaction, policy: PolicyRow) -> None:
    connection = plain(tx)
    own = col(ChangeRow.policy_id) == policy.id
    log = connection.execute(
        select(col(ChangeRow.id), col(ChangeRow.at), col(ChangeRow.kind)).where(own)
    ).all()
    if not log:
        return
    connection.execute(
        update(ChangeRow)
        .where(own)
        .values(region_code=policy.region_code, province=policy.province)
    )
    connection.execute(
        delete(ChangeIndustryRow).where(
            col(ChangeIndustryRow.change_id).in_([row.id for row in log])
        )
    )
    for change_id, at, kind in log:
        file_change(tx, policy, change_id=change_id or 0, at=at, kind=kind)
