"""Checks: the health of every source, and when each is due."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import col, select

from store.database.inserting import insert_missing
from store.database.opening import Transaction
from store.database.tables import SourceRow
from store.records import LookStatus, SourceState, without_scheme

_USERINFO = re.compile(r"(?<=://)[^/@]*@")
_NEVER_CHECKED = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one check. `ok` is false for failed, refused and suspect."""

    at: datetime
    ok: bool
    status: LookStatus
    reason: str
    next_check_at: datetime


def declare(
    tx: Transaction,
    locators: dict[str, str],
    rules: dict[str, str] | None = None,
    covers: Mapping[str, Callable[[str], str]] | None = None,
) -> list[str]:
    """Makes every declared source known.

    One whose address was edited starts over with a new baseline, http and https aside: the same
    site, where what came between the last look and the switch is news.

    `rules` is what decides how the source's texts are read (its selectors). Returns the sources
    where that was edited: what they have stored must be read again before anything new is compared
    with it. `covers` takes the secrets out of a locator that an earlier release kept with them: it
    is the same place.
    """
    rules = rules or {}
    edited = _edited_rules(tx, rules)
    rows = tx.exec(select(SourceRow.key, SourceRow.locator))
    known = {key: locator for key, locator in rows}  # noqa: C416 rows are no pairs to dict()
    new: list[dict[str, Any]] = []
    for key, locator in locators.items():
        if key not in known:
            new.append(SourceRow(key=key, locator=locator).model_dump())
    insert_missing(tx, SourceRow, new)
    for key, locator in locators.items():
        if known.get(key, locator) != locator:
            _move_source(tx, key, locator, (covers or {}).get(key))
    tx.flush()
    _set_rules(tx, rules)
    return edited


def _edited_rules(tx: Transaction, rules: dict[str, str]) -> list[str]:
    rows = tx.exec(select(SourceRow.key, SourceRow.rules)).all()
    return [key for key, known in rows if key in rules and known != rules[key]]


def _move_source(
    tx: Transaction, key: str, locator: str, cover: Callable[[str], str] | None
) -> None:
    """Gives a source its new address, and a new baseline unless only http and https changed."""
    row = tx.get_one(SourceRow, key)
    before = _USERINFO.sub("", cover(row.locator)) if cover else row.locator
    if without_scheme(before) != without_scheme(locator):
        row.baseline_at = None
    row.locator, row.next_check_at = locator, None
    tx.add(row)


def _set_rules(tx: Transaction, rules: dict[str, str]) -> None:
    for key, wanted in rules.items():
        row = tx.get_one(SourceRow, key)
        if row.rules != wanted:
            row.rules = wanted
            tx.add(row)
    tx.flush()


def list_due(tx: Transaction, keys: Collection[str], now: datetime) -> list[str]:
    """The declared sources whose next check has come, the longest overdue first; never checked ones
    before all.
    """
    is_due = col(SourceRow.next_check_at).is_(None) | (col(SourceRow.next_check_at) <= now)
    # where the clock was set back, what it said before means nothing
    is_ahead = col(SourceRow.last_check_at) > now
    query = select(SourceRow.key, SourceRow.next_check_at).where(is_due | is_ahead)
    rows = sorted(tx.exec(query).all(), key=lambda row: (row[1] or _NEVER_CHECKED, row[0]))
    # asked here: ten thousand keys in a query cost more than the rows that are due
    declared = set(keys)
    return [key for key, _ in rows if key in declared]


def state(tx: Transaction, key: str) -> SourceState:
    """One source's health; a fresh one where it was never declared."""
    row = tx.get(SourceRow, key)
    return _state_of(row) if row else SourceState(key=key)


def states(tx: Transaction) -> dict[str, SourceState]:
    """Every source's health, by key; read as plain columns, for there may be ten thousand."""
    tx.flush()
    columns = [col(getattr(SourceRow, field.name)) for field in fields(SourceState)]
    return {row.key: _state_of(row) for row in tx.connection().execute(select_columns(*columns))}


def record_check(tx: Transaction, key: str, outcome: Outcome) -> None:
    """Writes down how a check went and when the next one is."""
    row = tx.get(SourceRow, key, with_for_update=True) or SourceRow(key=key)
    row.checks += 1
    row.last_check_at, row.last_status, row.last_reason = outcome.at, outcome.status, outcome.reason
    row.next_check_at = outcome.next_check_at
    if outcome.ok:
        row.last_ok_at, row.failing_since, row.failures = outcome.at, None, 0
        row.baseline_at = row.baseline_at or outcome.at
    else:
        row.failing_since = row.failing_since or outcome.at
        row.failures += 1
    tx.add(row)


def tell_silent(tx: Transaction, key: str, at: datetime | None) -> None:
    """Remembers that subscribers were told of a silence, or with None that they were told of the
    return.
    """
    row = tx.get(SourceRow, key)
    if row is not None:
        row.silent_told_at = at
        tx.add(row)


def _state_of(row: Any) -> SourceState:
    return SourceState(
        key=row.key,
        locator=row.locator,
        baseline_at=row.baseline_at,
        next_check_at=row.next_check_at,
        last_check_at=row.last_check_at,
        last_ok_at=row.last_ok_at,
        last_status=row.last_status,
        last_reason=row.last_reason,
        failing_since=row.failing_since,
        failures=row.failures,
        silent_told_at=row.silent_told_at,
        checks=row.checks,
    )
