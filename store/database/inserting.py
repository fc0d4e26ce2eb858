"""Inserts plain rows: new ones, many at once, and rows that may be there already. Knows no noun.

A row object costs more to make and to follow than the database takes to keep it; what is only
written needs none.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import func, insert, select, text

from store.database.columns import Row, table
from store.database.opening import Transaction

CHUNK = 500  # values asked for in one statement


def insert_new(tx: Transaction, kind: type[Row], row: Mapping[str, Any]) -> int:
    """Stores one row and returns the id that the database gave it."""
    key = tx.connection().execute(_insert_statement(kind), dict(row)).inserted_primary_key
    assert key is not None, "one row was inserted"
    return int(key[0])


def insert_numbered(
    tx: Transaction, kind: type[Row], rows: Sequence[Mapping[str, Any]]
) -> list[int]:
    """Stores rows that name the same columns and returns the ids that the database gave them, in
    their order.
    """
    if not rows:
        return []
    if tx.get_bind().dialect.name == "sqlite" and len(rows) > 1:
        return _insert_after(tx, kind, rows)
    return list(tx.connection().scalars(_insert_numbered(kind), [dict(row) for row in rows]))


def _insert_after(tx: Transaction, kind: type[Row], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """The same on SQLite, which gives ids back one row at a time: the next ones are asked for
    instead.

    A transaction that writes is the only one there, so that nobody else takes them.
    """
    connection = tx.connection()
    first = int(connection.scalar(_last_id(kind)) or 0) + 1
    ids = list(range(first, first + len(rows)))
    numbered = [{**row, "id": number} for number, row in zip(ids, rows, strict=True)]
    connection.execute(_insert_statement(kind), numbered)
    return ids


def insert_all(tx: Transaction, kind: type[Row], rows: Sequence[Mapping[str, Any]]) -> None:
    """Stores rows that name the same columns."""
    if rows:
        tx.connection().execute(_insert_statement(kind), [dict(row) for row in rows])


def insert_missing(tx: Transaction, kind: type[Row], rows: Sequence[Mapping[str, Any]]) -> int:
    """Stores the rows whose key is not taken yet, all naming the same columns; returns how many
    those were.

    On PostgreSQL this waits for another transaction that is storing the same key, and then does
    nothing.
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
def _insert_statement(row: type[Row]) -> Any:
    return insert(table(row))


@cache
def _insert_numbered(row: type[Row]) -> Any:
    into = table(row)
    return insert(into).returning(into.c.id, sort_by_parameter_order=True)


@cache
def _last_id(row: type[Row]) -> Any:
    """The highest id of a table: of all that were ever given where none names another row later,
    else of those there.
    """
    into = table(row)
    highest = select(func.max(into.c.id)).scalar_subquery()
    if not into.dialect_options["sqlite"]["autoincrement"]:
        return select(highest)
    given = text("(SELECT seq FROM sqlite_sequence WHERE name = :name)").bindparams(name=into.name)
    return select(func.max(func.coalesce(highest, 0), func.coalesce(given, 0)))


@cache
def _insert_missing(row: type[Row], dialect: str) -> Any:
    into = import_module(f"sqlalchemy.dialects.{dialect}").insert(
        table(row)
    )  # the other one is slow to import
    return into.on_conflict_do_nothing().returning(text("1"))
