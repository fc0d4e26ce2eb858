"""Copies a store for a rehearsal without opening it as its own: not a byte beside it changes."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import URL

from store.care.backup import backup
from store.database.engines import StoreError, parsed, shown
from store.database.opening import Database
from store.database.private_files import make_private
from store.database.read_only import read_only_address
from store.database.upgrading import holds_a_store, is_up_to_date


def copy_aside(address: str, file: Path) -> None:
    """Writes what the store at `address` holds into the SQLite file `file`.

    Where there is no store yet, no file is written. Raises StoreError where it cannot be copied as
    it stands: a PostgreSQL database is only upgraded by a run that is meant.
    """
    url = parsed(address)
    if url.get_backend_name() == "sqlite":
        _copy_file(Path(url.database or ""), file)
    elif holds_a_store(url):
        _copy_rows(url, file)


def _copy_file(source: Path, target: Path) -> None:
    if not source.is_file():
        return
    try:
        make_private(target)
        with (
            closing(sqlite3.connect(read_only_address(source), uri=True)) as old,
            closing(sqlite3.connect(target)) as new,
        ):
            old.backup(new)
    except sqlite3.Error as error:
        msg = f"the database {source} cannot be copied for a rehearsal: {error}"
        raise StoreError(msg) from error


def _copy_rows(url: URL, target: Path) -> None:
    if not is_up_to_date(url):
        where = shown(url)
        msg = (
            f"the database {where} is of another release, and a rehearsal does not upgrade it;"
            " start `policywatch run` once, or add --really"
        )
        raise StoreError(msg)
    database = Database(url.render_as_string(hide_password=False))
    try:
        backup(database, target)
    finally:
        database.close()
