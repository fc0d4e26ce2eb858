"""Inserts plain rows: new ones, many at once, and rows that may be there already. Knows no noun.

A row object costs more to make and to follow than the database takes to keep it; what is only written needs none.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import insert, text

from store.database.columns import Row, table
from store.database.opening import Transaction

CHUNK = 500  # values asked for in one statement


def insert_new(tx: Transaction, kind: type[Row], row: Mapping[str, Any]) -> int:
    """Stores one row and returns the id that the database gave it."""
    key = tx.connection().execute(_insert(kind), dict(row)).inserted_primary_key
    assert key is not None, "one row was inserted"
    return int(key[0])


def insert_numbered(
    tx: Transaction, kind: type[Row], rows: Sequence[Mapping[str, Any]]
) -> list[int]:
    """Stores rows that name the same columns and returns the ids that the database gave them, in their order."""
    if not rows:
        return []
    return list(tx.connection().scalars(_insert_numbered(kind), [dict(row) for row in rows]))


def insert_all(tx: Transaction, kind: type[Row], rows: Sequence[Mapping[str, Any]]) -> None:
    """Stores rows that name the same columns."""
    if rows:
        tx.connection().execute(_insert(kind), [dict(row) for row in rows])


def insert_missing(tx: Transaction, kind: type[Row], rows: Sequence[Mapping[str, Any]]) -> int:
    """Stores the rows whose key is not taken yet, all naming the same columns; returns how many those were.

    On PostgreSQL this waits for another transaction that is storing the same key, and then does nothing.
    """
    if not rows:
        return 0
    # counted by what is returned: the driver's own count is not to be had with every kind of insert
    stored = tx.connection().execute(
        _insert_missing(kind, tx.get_bind().dialect.name), [dict(row) for row in rows]
    )
    return len(stored.all())


def chunks(values: Sequence[Any]) -> list[Sequence[Any]]:
    """The values in parts that fit into one statement."""
    return [values[start : start + CHUNK] for start in range(0, len(values), CHUNK)]


@cache
def _insert(row: type[Row]) -> Any:
    return insert(table(row))


@cache
def _insert_numbered(row: type[Row]) -> Any:
    into = table(row)
    return insert(into).returning(into.c.id, sort_by_parameter_order=True)


@cache
def _insert_missing(row: type[Row], dialect: str) -> Any:
    into = import_module(f"sqlalchemy.dialects.{dialect}").insert(
        table(row)
    )  # the other one is slow to import
    return into.on_conflict_do_nothing().returning(text("1"))
