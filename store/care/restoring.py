"""Brings a backup back, on either database: all of it or nothing, and the store that was there is
kept aside.

A file is put in place by renaming it, a PostgreSQL database is filled in one transaction.
"""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout
from sqlalchemy import select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from store.care.backup import (
    CHUNK,
    TABLES,
    backup,
    complete_file,
    copy_file,
    copy_rows,
    discard_file,
    sync_to_disk,
)
from store.care.verifying import faults
from store.database.engines import StoreError, parsed, translated
from store.database.lock import exclusive
from store.database.opening import Database

OUR_TABLES = frozenset({"alembic_version", "source", "policy", "change", "alert"})
_KEPT_BY_SQLITE = ("alembic_version", "sqlite_sequence")


def restore(
    file: Path, database_url: str, *, replace: bool = False, aside: Path | None = None
) -> Path | None:
    """Makes the store at `database_url` what it was when `file` was written.

    Everything in the file is opened and checked first. A store that holds anything is only replaced
    with `replace`, and stays as it was until the new one is complete. Returns the file in which the
    old one is kept: beside a SQLite file, of PostgreSQL a backup in the folder `aside`, else beside
    `file`; None where there was nothing to keep. Raises StoreError, StoreBusyError where it is in
    use.
    """
    url = parsed(database_url)
    if not file.is_file():
        msg = f"there is no backup {file}; name a file that `policywatch backup` wrote"
        raise StoreError(msg)
    sqlite = url.get_backend_name() == "sqlite"
    room = Path(url.database or "").parent if sqlite else None
    try:
        with translated(url), TemporaryDirectory(prefix=".restore-", dir=room) as folder:
            copy = Path(folder) / "restored.db"
            _copy_backup(file, copy)
            _check(file, copy)
            if sqlite:
                return _put_in_place(copy, Path(url.database or ""), replace=replace)
            return _fill(copy, url, aside or file.parent, replace=replace)
    except OSError as error:
        msg = (
            f"{file} was not restored: {error};"
            " see that the folder of the database may be written and that its disk has space"
        )
        raise StoreError(msg) from error


def _copy_backup(file: Path, copy: Path) -> None:
    """Raises StoreError where the file is no store of ours, so that nothing foreign ever replaces
    one.
    """
    try:
        copy_file(file, copy)
        with closing(sqlite3.connect(copy)) as opened:
            found = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            missing = OUR_TABLES - {row[0] for row in found}
            migrated = not missing and opened.execute("SELECT 1 FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        if error.sqlite_errorcode not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            msg = (
                f"{file} was not restored: {error};"
                " see that it may be read and that the disk has space"
            )
            raise StoreError(msg) from error
        raise _no_backup(file, str(error)) from error
    if not migrated:
        what = "it is empty" if file.stat().st_size == 0 else "it holds no store of PolicyWatch"
        raise _no_backup(file, what)


def _no_backup(file: Path, reason: str) -> StoreError:
    return StoreError(
        f"{file} is no backup: {reason}; nothing was changed."
        " Name a file that `policywatch backup` wrote"
    )


def _check(file: Path, copy: Path) -> None:
    """Brings the copy up to date and opens everything in it."""
    opened = Database(f"sqlite:///{copy}")
    try:
        wrong = list(islice(faults(opened), 4)) or _unreadable(opened)
    finally:
        opened.close()
    if wrong:
        shown = "; ".join(wrong[:3]) + (" …" if wrong[3:] else "")
        msg = f"the backup {file} is damaged and was not restored: {shown}"
        raise StoreError(msg)


def _unreadable(opened: Database) -> list[str]:
    """The first table with a row that cannot be read: a flipped byte may leave the file sound and a
    date none.
    """
    with opened.read() as tx:
        for table in TABLES:
            try:
                rows = tx.connection().execute(select(table).execution_options(yield_per=CHUNK))
                for _ in rows:
                    pass
            except (ValueError, DBAPIError) as error:
                return [f"a row of {table.name} cannot be read: {getattr(error, 'orig', error)}"]
    return []


def _put_in_place(copy: Path, target: Path, *, replace: bool) -> Path | None:
    try:
        with FileLock(f"{target}.lock", timeout=0):  # the lock of store/database/lock.py
            kept = None
            if target.exists() and _close_old(target, replace=replace):
                kept = _keep_aside(target)
            complete_file(copy)
            copy.replace(target)
            sync_to_disk(target.parent)
    except Timeout:
        msg = f"a policywatch is running on {target}; stop it first"
        raise StoreError(msg) from None
    return kept


def _keep_aside(target: Path) -> Path:
    """Gives the old file a second name, so that there is a store in its place until the new one is
    there.
    """
    kept = _aside_name(target.parent, target.name)
    try:
        kept.hardlink_to(target)
    except OSError:  # a file system without second names
        shutil.copy2(target, kept)
        sync_to_disk(kept)
    return kept


def _aside_name(folder: Path, name: str) -> Path:
    """A name that is not taken: two restores may fall into one second."""
    wanted = folder / f"{name}.before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    number = 1
    while wanted.exists():
        number += 1
        wanted = wanted.with_name(f"{wanted.name.partition('_')[0]}_{number}")
    return wanted


def _close_old(target: Path, *, replace: bool) -> bool:
    """Folds the old write-ahead log into the old file: beside the new file it would be read as part
    of it.

    Returns whether it holds anything that must be kept.
    """
    try:
        with closing(sqlite3.connect(target, timeout=1, isolation_level=None)) as old:
            holds = _holds_rows(old)
            if holds and not replace:
                raise _not_empty(str(target))
            old.execute("PRAGMA journal_mode=DELETE")
            return holds
    except sqlite3.OperationalError as error:
        msg = f"{target} is in use ({error}); stop what has it open first"
        raise StoreError(msg) from error
    except (
        sqlite3.DatabaseError
    ) as error:  # no database at all, or a broken one: there may be good reason to restore
        if not replace:
            raise _not_empty(str(target)) from error
        discard_file(Path(f"{target}-wal"))
        return True


def _holds_rows(old: sqlite3.Connection) -> bool:
    names = [row[0] for row in old.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    ours = [
        name for name in names if name not in _KEPT_BY_SQLITE and not name.startswith("search_")
    ]
    queries = [f'SELECT 1 FROM "{name}" LIMIT 1' for name in ours]  # noqa: S608 names of tables
    return any(old.execute(query).fetchone() for query in queries)


def _fill(copy: Path, url: URL, aside: Path, *, replace: bool) -> Path | None:
    source, target = (
        Database(f"sqlite:///{copy}"),
        Database(url.render_as_string(hide_password=False)),
    )
    kept = None
    try:
        with exclusive(target), source.read() as old, target.write(copies=True) as new:
            if any(new.connection().execute(select(1).select_from(one)).first() for one in TABLES):
                if not replace:
                    raise _not_empty(target.location)
                kept = _aside_name(aside, f"{url.database}.backup")
                backup(target, kept)
            names = ", ".join(f'"{table.name}"' for table in TABLES)
            new.connection().execute(
                text(f"TRUNCATE {names}, search_document RESTART IDENTITY CASCADE")
            )
            copy_rows(old, new)
    finally:
        source.close()
        target.close()
    return kept


def _not_empty(where: str) -> StoreError:
    return StoreError(
        f"{where} is not empty;"
        " restore into an empty place, or say that it is to be replaced (--replace)"
    )
