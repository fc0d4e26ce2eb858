"""Changes: the log of what happened to every policy; appended, chained by hash, never edited."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, literal, tuple_
from sqlalchemy import select as select_columns
from sqlmodel import col, func, select, update

from store.chain import GENESIS, entry_hash, newest_hash, verify
from store.database.columns import Instant, table
from store.database.inserting import chunks, insert_missing, insert_new
from store.database.opening import Transaction, plain
from store.database.tables import AlertRow, ChangeIndustryRow, ChangeRow, LogHeadRow, PolicyRow
from store.lists.filing import Filed, file_entries
from store.lists.walks import Filter, by_place, province_of, walk
from store.records import Change, NewChange, Said
from store.sayings import as_kept, as_said, storable

__all__ = ["append", "get", "history", "newest_hash", "verify"]

PAGE = 1000  # entries read at once where all are asked for
HEAD = 1
_POLICIES, _HEADS = table(PolicyRow).c, table(LogHeadRow).c
_FILED_BY: Any = select_columns(
    _POLICIES.region_code, _POLICIES.industries, _POLICIES.general
).where(_POLICIES.id == bindparam("policy_id"))
_LOCK_HEAD: Any = select_columns(_HEADS.hash).where(_HEADS.id == HEAD).with_for_update()
_MOVE_HEAD: Any = (
    update(table(LogHeadRow))
    .where(_HEADS.id == HEAD)
    .values(hash=bindparam("hash"), change_id=bindparam("change_id"))
)


def append(tx: Transaction, new: NewChange, policy: Filed | None = None) -> Change:
    """Appends one entry. The head row is locked first: two writers cannot fork the chain.

    `policy` is what the entry is filed by, where the caller has it at hand as it is now.
    """
    previous = lock_head(tx)
    policy = policy or _filed_by(tx, new.policy_id)
    entry = unhashed_entry(new)
    entry = replace(entry, hash=entry_hash(previous, entry))
    place = policy.region_code if policy else None
    entry = replace(entry, id=insert_new(tx, ChangeRow, entry_columns(entry, place)))
    move_head(tx, entry)
    if policy is not None:
        file_entries(tx, [(policy, entry)])
    return entry


def history(tx: Transaction, wanted: Filter) -> list[Change]:
    """The entries that match, newest first, with the number of subscribers told of each."""
    found: list[int] = []
    last = _position_of(tx, wanted.before_id)
    while wanted.limit is None or len(found) < wanted.limit:
        page = min(PAGE, wanted.limit - len(found)) if wanted.limit is not None else PAGE
        rows = tx.connection().execute(walk(_walks_for(wanted, last), ("-at", "-id"), page)).all()
        found += [row.id for row in rows]
        if len(rows) < page:
            break
        last = (rows[-1].at, rows[-1].id)
    return _records_of(tx, found)


def get(tx: Transaction, change_id: int) -> Change | None:
    """One entry."""
    row = tx.get(ChangeRow, change_id)
    return _record_of(row) if row else None


def unhashed_entry(new: NewChange) -> Change:
    """The entry as it will be read again: what is hashed must be what is stored."""
    return Change(
        id=0,
        at=new.at,
        kind=new.kind,
        policy_id=new.policy_id,
        source_key=new.source_key,
        summary="",
        from_version=new.from_version,
        to_version=new.to_version,
        clauses=new.clauses,
        facts=tuple(json.loads(json.dumps([dict(fact) for fact in new.facts]))),
        baseline=new.baseline,
        hash=GENESIS,
        said=Said(new.said.key, storable(new.said.parameters)),
    )


def entry_columns(entry: Change, place: str | None) -> dict[str, Any]:
    """The columns of an entry; `place` is the code of the region that it is filed by."""
    return {
        "at": entry.at,
        "kind": entry.kind,
        "policy_id": entry.policy_id,
        "source_key": entry.source_key,
        "summary": entry.summary,
        "from_version": entry.from_version,
        "to_version": entry.to_version,
        "clauses": entry.clauses,
        "facts": list(entry.facts),
        "baseline": entry.baseline,
        "hash": entry.hash,
        "said": as_kept(entry.said) if entry.said else None,
        "region_code": place,
        "province": province_of(place),
    }


def _filed_by(tx: Transaction, policy_id: int) -> Filed | None:
    found: Any = tx.connection().execute(_FILED_BY, {"policy_id": policy_id}).first()
    return found  # type: ignore[no-any-return]  # a row of plain columns


def lock_head(tx: Transaction) -> str:
    """The hash of the newest entry; nobody else appends until this transaction ends."""
    found: str | None = plain(tx).scalar(_LOCK_HEAD)
    if found is None:
        insert_missing(tx, LogHeadRow, [{"id": HEAD, "hash": GENESIS, "change_id": 0}])
        found = str(tx.connection().scalar(_LOCK_HEAD))
    return found


def move_head(tx: Transaction, newest: Change) -> None:
    """The log ends with this entry now."""
    tx.connection().execute(_MOVE_HEAD, {"hash": newest.hash, "change_id": newest.id})


def _position_of(tx: Transaction, change_id: int | None) -> tuple[datetime, int] | None:
    row = tx.get(ChangeRow, change_id) if change_id is not None else None
    return (row.at, change_id) if row and change_id is not None else None


def _walks_for(wanted: Filter, last: tuple[datetime, int] | None) -> list[Any]:
    """The ordered walks whose first rows make a page; each follows one index and skips little.

    With industries along the rows of store/lists/filing.py, which name place and kind too; else one
    a place, or one a kind.
    """
    if wanted.industries and wanted.policy_id is None:
        filed = ChangeIndustryRow
        query: Any = select_columns(col(filed.change_id).label("id"), col(filed.at))
        bounds = [
            *_time_bounds(wanted, last, filed, filed.change_id),
            *wanted.place(col(filed.region_code)),
        ]
        return [
            query.where(col(filed.label) == label, *bounds, *_kind_condition(wanted, filed))
            for label in wanted.labels
        ]
    query = select_columns(col(ChangeRow.id), col(ChangeRow.at)).where(
        *_time_bounds(wanted, last, ChangeRow, ChangeRow.id)
    )
    if wanted.policy_id is not None:
        own = select_columns(col(PolicyRow.id)).where(
            (col(PolicyRow.id) == wanted.policy_id)
            | (col(PolicyRow.merged_into) == wanted.policy_id)
        )
        query = query.where(
            col(ChangeRow.policy_id).in_(own),
            *_label_condition(wanted),
            *_kind_condition(wanted, ChangeRow),
        )
        return [query.where(*wanted.place(col(ChangeRow.region_code)))]
    if wanted.regions or wanted.below:
        return by_place(query.where(*_kind_condition(wanted, ChangeRow)), wanted, ChangeRow)
    return [query.where(col(ChangeRow.kind) == kind) for kind in dict.fromkeys(wanted.kinds)] or [
        query
    ]


def _time_bounds(
    wanted: Filter, last: tuple[datetime, int] | None, table: Any, number: Any
) -> list[Any]:
    at = col(table.at)
    found = []
    if wanted.since is not None:
        found.append(at >= wanted.since)
    if wanted.until is not None:
        found.append(at < wanted.until)
    if last is not None:
        found.append(tuple_(at, col(number)) < tuple_(literal(last[0], Instant), last[1]))
    return found


def _kind_condition(wanted: Filter, table: Any) -> list[Any]:
    return [col(table.kind).in_(wanted.kinds)] if wanted.kinds else []


def _label_condition(wanted: Filter) -> list[Any]:
    filed = ChangeIndustryRow
    if not wanted.industries:
        return []
    return [
        select_columns(col(filed.change_id))
        .where(
            col(filed.label).in_(wanted.labels),
            col(filed.at) == ChangeRow.at,
            col(filed.change_id) == ChangeRow.id,
        )
        .exists()
    ]


def _records_of(tx: Transaction, ids: Sequence[int]) -> list[Change]:
    rows: dict[int, ChangeRow] = {}
    told: dict[int, int] = {}
    for part in chunks(ids):
        rows.update(
            (row.id or 0, row)
            for row in tx.exec(select(ChangeRow).where(col(ChangeRow.id).in_(part)))
        )
        counted = tx.exec(
            select(AlertRow.change_id, func.count(func.distinct(AlertRow.subscriber)))
            .where(col(AlertRow.change_id).in_(part))
            .group_by(col(AlertRow.change_id))
        )
        told.update((change_id or 0, count) for change_id, count in counted)
    return [_record_of(rows[change_id], alerted=told.get(change_id, 0)) for change_id in ids]


def _record_of(row: ChangeRow, alerted: int = 0) -> Change:
    assert row.id is not None, "a stored row has an id"
    return Change(
        id=row.id,
        at=row.at,
        kind=row.kind,
        policy_id=row.policy_id,
        source_key=row.source_key,
        summary=row.summary,
        from_version=row.from_version,
        to_version=row.to_version,
        clauses=row.clauses,
        facts=tuple(row.facts),
        baseline=row.baseline,
        hash=row.hash,
        alerted=alerted,
        said=as_said(row.said),
    )
