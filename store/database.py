"""Opens the database, brings it up to date, and gives transactions. Holds no query of any noun."""

import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlmodel import Session

Transaction = Session
BUSY_SECONDS = 30
MIGRATION_LOCK = 7205759  # any number, the same for every process that migrates this database
_log = logging.getLogger("policywatch.store")


class StoreError(Exception):
    """The store cannot be used; the message says why and what to do."""


class Database:
    """One database, SQLite or PostgreSQL, opened and migrated.

    Raises StoreError when it cannot be reached, is newer than this program, or is not ours.
    """

    def __init__(self, url: str) -> None:
        self.url = _parsed(url)
        self.dialect = self.url.get_backend_name()
        self._writer = _engine(self.url, begin="BEGIN IMMEDIATE")
        # SQLite readers must not wait for the one writer; PostgreSQL needs no second pool
        self._reader = _engine(self.url, begin="BEGIN") if self.dialect == "sqlite" else self._writer
        with _translated(self.url):
            self._upgrade()

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """One transaction that may write: all of it is stored, or nothing."""
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """One transaction that only reads, on a consistent view."""
        with Session(self._reader, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Gives every connection back; on SQLite this also folds the write-ahead log into the file."""
        self._reader.dispose()
        self._writer.dispose()

    @property
    def location(self) -> str:
        """The address for people, without its password."""
        return self.url.render_as_string(hide_password=True)

    @property
    def file(self) -> Path | None:
        """The SQLite file, None on PostgreSQL."""
        return Path(self.url.database) if self.dialect == "sqlite" and self.url.database else None

    def check(self) -> list[str]:
        """What the database itself finds wrong; empty when it is sound."""
        if self.dialect != "sqlite":
            return []
        with self.read() as tx:
            faults = [str(row[0]) for row in tx.connection().execute(text("PRAGMA integrity_check"))]
            orphans = tx.connection().execute(text("PRAGMA foreign_key_check")).fetchall()
        return [fault for fault in faults if fault != "ok"] + [f"row without its parent: {row!r}" for row in orphans]

    def _upgrade(self) -> None:
        from alembic import command  # noqa: PLC0415 only needed once a start, and slow to import
        from alembic.runtime.migration import MigrationContext  # noqa: PLC0415 as above
        from alembic.script import ScriptDirectory  # noqa: PLC0415 as above

        config = _alembic_config()
        newest = ScriptDirectory.from_config(config).get_current_head()
        with self._writer.connect() as connection:
            if self.dialect == "postgresql":  # two processes may start at once
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": MIGRATION_LOCK})
            at = MigrationContext.configure(connection).get_current_revision()
            if at == newest:
                return
            if at is not None:
                self._copy_before_migration(at)
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except Exception as error:
                if "Can't locate revision" in str(error):
                    msg = f"the database {self.location} was written by a newer PolicyWatch; upgrade the program"
                    raise StoreError(msg) from error
                raise
            connection.commit()
        _log.info("database %s is at revision %s", self.location, newest)

    def _copy_before_migration(self, revision: str) -> None:
        if self.file is None or not self.file.exists():
            return
        copy = self.file.with_name(f"{self.file.name}.before-{revision}")
        with sqlite3.connect(self.file) as source, sqlite3.connect(copy) as target:
            source.backup(target)
        _log.info("kept a copy of the database before its upgrade: %s", copy)


def _parsed(address: str) -> URL:
    try:
        url = make_url(address)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        msg = f"the database address is not understood: {address!r}; write sqlite:///FILE or postgresql+psycopg://…"
        raise StoreError(msg) from error
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        msg = f"no such database here: {url.get_backend_name()}; use SQLite or PostgreSQL"
        raise StoreError(msg)
    return url


def _engine(url: URL, *, begin: str) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_size=5, max_overflow=10, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        # the driver's own transactions lose updates: we say BEGIN ourselves
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_SECONDS * 1000}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def _translated(url: URL) -> Iterator[None]:
    try:
        if url.get_backend_name() == "sqlite" and url.database:
            folder = Path(url.database).parent
            if not folder.is_dir():
                msg = f"the folder of the database does not exist: {folder}; create it or change service.database"
                raise StoreError(msg)
        yield
    except DBAPIError as error:
        where = url.render_as_string(hide_password=True)
        msg = f"the database {where} cannot be used: {str(error.orig).strip()}"
        raise StoreError(msg) from error


def _alembic_config() -> Any:
    from alembic.config import Config  # noqa: PLC0415 slow to import

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def copy_file(source: Path, target: Path) -> None:
    """A plain copy, for a restore onto a store that nobody has open."""
    shutil.copyfile(source, target)
