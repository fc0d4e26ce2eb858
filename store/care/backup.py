"""Copies a whole store into one SQLite file while it is at work; restoring.py brings such a file
back.

A backup is always a SQLite file of the newest tables, so that it can be looked into, kept anywhere,
and restored on the other database. Nothing half done is ever seen: the file is completed beside its
place and then renamed.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, select, text

from store.database.engines import StoreError
from store.database.opening import Database, Transaction
from store.database.private_files import make_private
from store.database.tables import SourceRow
from store.lists import full_text

TABLES = SourceRow.metadata.sorted_tables  # a table after those it refers to
CHUNK = 1000  # rows copied at once


def backup(database: Database, file: Path) -> None:
    """Writes the store, as it is at one moment, into `file`; whoever is at work on it works on.

    Raises StoreError where the file cannot be written.
    """
    partial = file.with_name(file.name + ".partial")
    if not file.parent.is_dir():
        msg = f"the backup {file} cannot be written: see that its folder exists"
        raise StoreError(msg)
    try:
        discard_file(partial)
        if database.file is not None:
            copy_file(database.file, partial)
        else:
            _copy_rows_into(database, partial)
        partial.replace(file)
        sync_to_disk(file.parent)
    except (OSError, sqlite3.Error) as error:
        cure = "see that its folder exists, is writable and has space"
        msg = f"the backup {file} cannot be written: {error}; {cure}"
        raise StoreError(msg) from error
    finally:
        discard_file(partial)


def _copy_rows_into(database: Database, file: Path) -> None:
    target = Database(f"sqlite:///{file}")
    try:
        with database.read() as old, target.write(copies=True) as new:
            copy_rows(old, new)
    finally:
        target.close()
    complete_file(file)


def copy_rows(old: Transaction, new: Transaction) -> None:
    for table in TABLES:
        order: list[Any] = list(table.primary_key)
        if "merged_into" in table.c:  # a policy comes before those that were merged into it
            order.insert(0, table.c.merged_into.is_not(None))
        rows = old.connection().execute(
            select(table).order_by(*order).execution_options(yield_per=CHUNK)
        )
        for part in rows.mappings().partitions(CHUNK):
            new.connection().execute(insert(table), [dict(row) for row in part])
        if new.get_bind().dialect.name == "postgresql":
            _count_on(new, table)
    full_text.copy(old, new)


def _count_on(tx: Transaction, table: Table) -> None:
    """PostgreSQL counts ids in a sequence of its own, which rows that bring their id
    leave behind.
    """
    if table.autoincrement_column is None or "id" not in table.c:
        return
    sequence = f"pg_get_serial_sequence('\"{table.name}\"', 'id')"
    counted = f'FROM "{table.name}" HAVING max(id) IS NOT NULL'
    tx.connection().execute(text(f"SELECT setval({sequence}, max(id)) {counted}"))


def copy_file(source: Path, target: Path) -> None:
    """SQLite's own online copy: one moment of the file, whatever is written meanwhile."""
    read_only = f"{source.absolute().as_uri()}?mode=ro"
    make_private(target)
    with (
        closing(sqlite3.connect(read_only, uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
    complete_file(target)


def complete_file(file: Path) -> None:
    """Makes the file complete by itself, without a write-ahead log beside it, and sees it onto the
    disk.
    """
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=DELETE")
    sync_to_disk(file)


def sync_to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def discard_file(file: Path) -> None:
    for name in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        name.unlink(missing_ok=True)
