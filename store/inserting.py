"""Inserts rows that may be there already, so that two processes that store the same thing at once do not fail."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite

from store.columns import Row
from store.database import Transaction

CHUNK = 500  # rows a statement: SQLite takes 32,766 values in one


def insert_missing(tx: Transaction, table: type[Row], rows: Sequence[Mapping[str, Any]]) -> int:
    """Stores the rows whose key is not taken yet, with every column named; returns how many those were.

    On PostgreSQL this waits for another transaction that is storing the same key, and then does nothing.
    """
    dialect = tx.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    added = 0
    for start in range(0, len(rows), CHUNK):
        chunk = [dict(row) for row in rows[start : start + CHUNK]]
        # counted by what is returned: the driver's own count is not to be had with every kind of insert
        stored = insert(table).values(chunk).on_conflict_do_nothing().returning(text("1"))
        added += len(tx.connection().execute(stored).all())
    return added


def chunks(values: Sequence[Any]) -> list[Sequence[Any]]:
    """The values in parts that fit into one statement."""
    return [values[start : start + CHUNK] for start in range(0, len(values), CHUNK)]
