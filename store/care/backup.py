"""Copies a whole store into one SQLite file while it is at work, and brings such a file back, on either database.

A backup is always a SQLite file of the newest tables, so that it can be looked into, kept anywhere, and restored on
the other database. Nothing half done is ever seen: a file is completed beside its place and then renamed, a PostgreSQL
database is filled in one transaction.
"""

import os
import sqlite3
from contextlib import closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Table, insert, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from store.care.verifying import faults
from store.database.engines import StoreError, parsed
from store.database.opening import Database, Transaction
from store.database.tables import SourceRow
from store.lists import full_text

TABLES = SourceRow.metadata.sorted_tables  # a table after those it refers to
CHUNK = 1000  # rows copied at once
_KEPT_BY_SQLITE = ("alembic_version", "sqlite_sequence")


def backup(database: Database, file: Path) -> None:
    """Writes the store, as it is at one moment, into `file`; whoever is at work on it works on.

    Raises StoreError where the file cannot be written.
    """
    partial = file.with_name(file.name + ".partial")
    if not file.parent.is_dir():
        msg = f"the backup {file} cannot be written: see that its folder exists"
        raise StoreError(msg)
    try:
        _discard(partial)
        if database.file is not None:
            _copy_file(database.file, partial)
        else:
            _copy_rows_into(database, partial)
        partial.replace(file)
        _sync(file.parent)
    except (OSError, sqlite3.Error) as error:
        msg = f"the backup {file} cannot be written: {error}; see that its folder exists, is writable and has space"
        raise StoreError(msg) from error
    finally:
        _discard(partial)


def restore(file: Path, database_url: str, *, replace: bool = False) -> None:
    """Makes the store at `database_url` what it was when `file` was written.

    Everything in the file is opened and checked first. A store that holds anything is only replaced with `replace`,
    and stays as it was until the new one is complete. Raises StoreError, StoreBusyError where it is in use.
    """
    url = parsed(database_url)
    if not file.is_file():
        msg = f"there is no backup {file}; name a file that `policywatch backup` wrote"
        raise StoreError(msg)
    sqlite = url.get_backend_name() == "sqlite"
    with TemporaryDirectory(
        prefix=".restore-", dir=Path(url.database or "").parent if sqlite else None
    ) as folder:
        copy = Path(folder) / "restored.db"
        try:
            _copy_file(file, copy)
        except sqlite3.Error as error:
            msg = f"{file} is no backup: {error}; name a file that `policywatch backup` wrote"
            raise StoreError(msg) from error
        _check(file, copy)
        if sqlite:
            _put_in_place(copy, Path(url.database or ""), replace=replace)
        else:
            _fill(copy, url, replace=replace)


def _check(file: Path, copy: Path) -> None:
    """Brings the copy up to date and opens everything in it."""
    opened = Database(f"sqlite:///{copy}")
    try:
        wrong = list(islice(faults(opened), 4)) or _unreadable(opened)
    finally:
        opened.close()
    if wrong:
        msg = f"the backup {file} is damaged and was not restored: {'; '.join(wrong[:3])}{' …' if wrong[3:] else ''}"
        raise StoreError(msg)


def _unreadable(opened: Database) -> list[str]:
    """The first table with a row that cannot be read: a flipped byte may leave the file sound and a date none."""
    with opened.read() as tx:
        for table in TABLES:
            try:
                rows = tx.connection().execute(select(table).execution_options(yield_per=CHUNK))
                for _ in rows:
                    pass
            except (ValueError, DBAPIError) as error:
                return [f"a row of {table.name} cannot be read: {getattr(error, 'orig', error)}"]
    return []


def _put_in_place(copy: Path, target: Path, *, replace: bool) -> None:
    try:
        with FileLock(f"{target}.lock", timeout=0):  # the lock of store/database/lock.py
            if target.exists():
                _close_old(target, replace=replace)
            _seal(copy)
            copy.replace(target)
            _sync(target.parent)
    except Timeout:
        msg = f"a policywatch is running on {target}; stop it first"
        raise StoreError(msg) from None


def _close_old(target: Path, *, replace: bool) -> None:
    """Folds the old write-ahead log into the old file: beside the new file it would be read as part of it."""
    try:
        with closing(sqlite3.connect(target, timeout=1, isolation_level=None)) as old:
            if not replace and _holds_rows(old):
                raise _not_empty(str(target))
            old.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        msg = f"{target} is in use ({error}); stop what has it open first"
        raise StoreError(msg) from error
    except (
        sqlite3.DatabaseError
    ) as error:  # no database at all, or a broken one: there may be good reason to restore
        if not replace:
            raise _not_empty(str(target)) from error
        _discard(Path(f"{target}-wal"))


def _holds_rows(old: sqlite3.Connection) -> bool:
    names = [row[0] for row in old.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    ours = [
        name for name in names if name not in _KEPT_BY_SQLITE and not name.startswith("search_")
    ]
    return any(old.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone() for name in ours)  # noqa: S608 names of tables


def _fill(copy: Path, url: URL, *, replace: bool) -> None:
    source, target = (
        Database(f"sqlite:///{copy}"),
        Database(url.render_as_string(hide_password=False)),
    )
    try:
        with source.read() as old, target.write() as new:
            full = [
                table
                for table in TABLES
                if new.connection().execute(select(1).select_from(table)).first()
            ]
            if full and not replace:
                raise _not_empty(target.location)
            names = ", ".join(f'"{table.name}"' for table in TABLES)
            new.connection().execute(
                text(f"TRUNCATE {names}, search_document RESTART IDENTITY CASCADE")
            )
            _copy_rows(old, new)
    finally:
        source.close()
        target.close()


def _copy_rows_into(database: Database, file: Path) -> None:
    target = Database(f"sqlite:///{file}")
    try:
        with database.read() as old, target.write() as new:
            _copy_rows(old, new)
    finally:
        target.close()
    _seal(file)


def _copy_rows(old: Transaction, new: Transaction) -> None:
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
    """PostgreSQL counts ids in a sequence of its own, which rows that bring their id leave behind."""
    if table.autoincrement_column is None or "id" not in table.c:
        return
    tx.connection().execute(
        text(
            f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'id'), max(id)) FROM \"{table.name}\""  # noqa: S608 names of tables
            " HAVING max(id) IS NOT NULL"
        )
    )


def _copy_file(source: Path, target: Path) -> None:
    """SQLite's own online copy: one moment of the file, whatever is written meanwhile."""
    read_only = f"{source.absolute().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(read_only, uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
    _seal(target)


def _seal(file: Path) -> None:
    """Makes the file complete by itself, without a write-ahead log beside it, and sees it onto the disk."""
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=DELETE")
    _sync(file)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _discard(file: Path) -> None:
    for name in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        name.unlink(missing_ok=True)


def _not_empty(where: str) -> StoreError:
    return StoreError(
        f"{where} is not empty; restore into an empty place, or say that it is to be replaced (--replace)"
    )
