"""Opens the database, brings it up to date, and gives transactions. Holds no query of any noun."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, text
from sqlmodel import Session

from store.database.engines import StoreError, connect, parsed, shown, translated
from store.database.private_files import make_private
from store.database.sealing import forget_touched, listen, listen_on_server, seal_touched
from store.database.upgrading import upgrade

__all__ = ["Database", "StoreError", "Transaction", "plain"]

Transaction = Session


def plain(tx: Transaction) -> Connection:
    """The transaction's connection, for what is read and written as plain columns; the session's
    rows go before it.
    """
    tx.flush()
    return tx.connection()


class Database:
    """One database, SQLite or PostgreSQL, opened and migrated.

    Raises StoreError when it cannot be reached, is newer than this program, or is not ours; its
    transactions raise it when it is lost, locked for too long or full.
    """

    def __init__(self, url: str) -> None:
        self.url = parsed(url)
        self.dialect = self.url.get_backend_name()
        if self.file is not None:
            make_private(self.file)
        with translated(self.url):
            upgrade(self.url)
        self._writer = connect(self.url, begin="BEGIN IMMEDIATE")
        event.listen(self._writer, "connect", self._hear)
        # SQLite readers must not wait for the one writer; PostgreSQL needs no second pool
        self._reader = connect(self.url, writes=False) if self.dialect == "sqlite" else self._writer

    def _hear(self, connection: Any, _record: Any) -> None:
        """A new connection that writes notes from its first statement which rows it changes."""
        (listen if self.dialect == "sqlite" else listen_on_server)(connection)

    @contextmanager
    def write(self, *, copies: bool = False) -> Iterator[Transaction]:
        """One transaction that may write: all of it is stored, or nothing.

        What it wrote is sealed; with `copies` it is a store that brings its seals.
        """
        with (
            translated(self.url),
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            session.info["writes"] = True
            yield session
            if not session.in_transaction():  # rolled back inside: nothing is left to seal
                return
            if copies:
                forget_touched(plain(session))
            else:
                seal_touched(plain(session))

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """One transaction that only reads, on a consistent view; a write in it is refused."""
        with (
            translated(self.url),
            Session(self._reader, expire_on_commit=False) as session,
            session.begin(),
        ):
            if self.dialect == "postgresql":
                view = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
                session.connection(execution_options=view)
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A bare connection that commits by itself, for locks that live as long as it does."""
        with self._writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield connection

    def close(self) -> None:
        """Gives every connection back; on SQLite this also folds the write-ahead log
        into the file.
        """
        self._reader.dispose()
        self._writer.dispose()

    @property
    def location(self) -> str:
        """The address for people, without its password."""
        return shown(self.url)

    @property
    def file(self) -> Path | None:
        """The SQLite file, None on PostgreSQL."""
        return Path(self.url.database) if self.dialect == "sqlite" and self.url.database else None

    def check(self) -> list[str]:
        """The faults that the database itself finds; empty when it is sound."""
        if self.dialect != "sqlite":
            return []
        with self.read() as tx:
            rows = tx.connection().execute(text("PRAGMA integrity_check")).fetchall()
            orphans = tx.connection().execute(text("PRAGMA foreign_key_check")).fetchall()
        faults = [str(row[0]) for row in rows if str(row[0]) != "ok"]
        return faults + [f"row without its parent: {row!r}" for row in orphans]
