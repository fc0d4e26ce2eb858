"""The suppression ledger: what each rule hid in which snapshot, so that a wrong rule leaves a
trace.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, literal, tuple_
from sqlalchemy import select as select_columns
from sqlmodel import col, func, update

from store.database.columns import Instant, table
from store.database.inserting import insert_all
from store.database.opening import Transaction, plain
from store.database.tables import SuppressionRow
from store.lists.walks import walk
from store.records import SuppressionRule


@dataclass(frozen=True, slots=True)
class NewSuppression:
    """The difference to snapshot `before_id` that a rule hid: at how many places, and the first."""

    at: datetime
    source_key: str
    address: str
    rule: SuppressionRule
    snapshot_id: int
    before_id: int | None
    times: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Suppression(NewSuppression):
    """An entry of the ledger. `told_at` is when somebody decided that it should have been told."""

    id: int
    told_at: datetime | None


_ENTRIES = table(SuppressionRow).c
_COLUMNS = tuple(_ENTRIES[field.name] for field in fields(Suppression))
_OF_SNAPSHOT: Any = (
    select_columns(*_COLUMNS)
    .where(_ENTRIES.snapshot_id == bindparam("snapshot_id"))
    .order_by(_ENTRIES.id)
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The entries to list: `before_id` ended the page before, `limit` is the length of a page."""

    source_key: str | None = None
    rule: SuppressionRule | None = None
    since: datetime | None = None
    until: datetime | None = None
    before_id: int | None = None
    limit: int = 50


def add(tx: Transaction, new: Sequence[NewSuppression]) -> None:
    """Writes down what was hidden; part of the transaction that hides it."""
    tx.flush()
    insert_all(tx, SuppressionRow, [_entry_values(one) for one in new])


def _entry_values(new: NewSuppression) -> dict[str, Any]:
    row = {field.name: getattr(new, field.name) for field in fields(NewSuppression)}
    for side in ("old", "new"):
        row[side] = str(row[side]).replace("\0", "")  # PostgreSQL keeps none
    return row


def list_entries(tx: Transaction, wanted: Wanted) -> list[Suppression]:
    """A page of the ledger, the newest first; one index is walked, whatever is asked for."""
    query: Any = select_columns(*_COLUMNS)
    if wanted.source_key is not None:
        query = query.where(_ENTRIES.source_key == wanted.source_key)
    if wanted.rule is not None:
        query = query.where(_ENTRIES.rule == wanted.rule)
    if wanted.since is not None:
        query = query.where(_ENTRIES.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(_ENTRIES.at < wanted.until)
    last = tx.get(SuppressionRow, wanted.before_id) if wanted.before_id is not None else None
    if last is not None:
        query = query.where(
            tuple_(_ENTRIES.at, _ENTRIES.id) < tuple_(literal(last.at, Instant), last.id)
        )
    rows = plain(tx).execute(walk([query], ("-at", "-id"), wanted.limit))
    return [Suppression(*row) for row in rows]


def of_snapshot(tx: Transaction, snapshot_id: int) -> list[Suppression]:
    """The entries of one snapshot: a rule that hid something each."""
    return [
        Suppression(*row) for row in plain(tx).execute(_OF_SNAPSHOT, {"snapshot_id": snapshot_id})
    ]


def count_by_rule(tx: Transaction) -> list[tuple[SuppressionRule, int]]:
    """The rules that hid anything, with how often, the busiest first."""
    times = func.count(col(SuppressionRow.id))
    rows = plain(tx).execute(
        select_columns(_ENTRIES.rule, times).group_by(_ENTRIES.rule).order_by(times.desc())
    )
    return [(rule, count) for rule, count in rows]


def mark_told(tx: Transaction, snapshot_id: int, at: datetime) -> None:
    """Remembers that what was hidden in a snapshot was told after all."""
    plain(tx).execute(
        update(table(SuppressionRow)).where(_ENTRIES.snapshot_id == snapshot_id).values(told_at=at)
    )


def list_restless(tx: Transaction, least: int = 5) -> list[tuple[str, str, int]]:
    """Addresses that came with other bytes again and again and never with other words: source,
    address, how often.
    """
    times = func.count(func.distinct(_ENTRIES.snapshot_id))
    rows = plain(tx).execute(
        select_columns(_ENTRIES.source_key, _ENTRIES.address, times)
        .group_by(_ENTRIES.source_key, _ENTRIES.address)
        .having(times >= least)
        .order_by(times.desc(), _ENTRIES.address)
        .limit(20)
    )
    return [(source_key, address, count) for source_key, address, count in rows]
