"""One service at a time on one store: two schedulers would check and send everything twice.

Holds no rows.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from store.database.opening import Database, StoreError

SERVICE_LOCK = 7205760  # any number, the same for every service on one PostgreSQL database
_TAKE = text("SELECT pg_try_advisory_lock(:n), pg_backend_pid()")
# asked of the server's own list: a connection that was cut and made anew holds nothing
_HELD = text(
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
    " AND pid = pg_backend_pid() AND pid = :pid AND objid = :n"
)


class StoreBusyError(StoreError):
    """Another PolicyWatch is at work on this store."""


class LockLostError(StoreError):
    """The store's lock is no longer ours: another PolicyWatch may be at work on it by now."""


class HeldLock(Protocol):
    """The store's lock while it is held."""

    def check(self) -> None:
        """Raises LockLostError where it is no longer held; cheap enough for every round of work."""


@contextmanager
def exclusive(database: Database) -> Iterator[HeldLock]:
    """Holds the store's lock; raises StoreBusyError at once where it is taken.

    A killed process holds nothing.
    """
    if database.file is not None:
        with _file_lock(database, Path(f"{database.file}.lock")) as held:
            yield held
    else:
        with _server_lock(database) as held:
            yield held


@dataclass(frozen=True, slots=True)
class _FileHeld:
    """A lock on a file; whoever removes the file lets another service make one of the same name."""

    database: Database
    file: Path
    number: int

    def check(self) -> None:
        with suppress(FileNotFoundError):
            if self.file.stat().st_ino == self.number:
                return
        raise _lost(self.database, f"the lock file {self.file} was removed")


@contextmanager
def _file_lock(database: Database, file: Path) -> Iterator[HeldLock]:
    lock = FileLock(file, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise _busy(database) from None
    except OSError as error:
        msg = (
            f"the lock {file} cannot be taken: {error};"
            " see that its folder may be written and has space"
        )
        raise StoreError(msg) from error
    try:
        yield _FileHeld(database, file, file.stat().st_ino)
    finally:
        lock.release()


@dataclass(frozen=True, slots=True)
class _ServerHeld:
    """A lock that a connection holds, for as long as it is that connection."""

    database: Database
    connection: Connection
    pid: int
    turn: threading.Lock = field(default_factory=threading.Lock)

    def check(self) -> None:
        with self.turn:
            try:
                held = self.connection.scalar(_HELD, {"pid": self.pid, "n": SERVICE_LOCK})
            except SQLAlchemyError as error:
                reason = str(getattr(error, "orig", error)).strip().partition("\n")[0]
                raise _lost(self.database, f"its connection was cut ({reason})") from None
        if not held:
            raise _lost(self.database, "its connection was cut")


@contextmanager
def _server_lock(database: Database) -> Iterator[HeldLock]:
    with database.connection() as connection:
        taken, pid = connection.execute(_TAKE, {"n": SERVICE_LOCK}).one()
        if not taken:
            raise _busy(database)
        try:
            yield _ServerHeld(database, connection, pid)
        finally:
            with suppress(SQLAlchemyError):  # a connection that was cut holds nothing
                connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": SERVICE_LOCK})


def _busy(database: Database) -> StoreBusyError:
    return StoreBusyError(
        f"another policywatch is running on {database.location}; "
        "it checks and sends by itself: leave it, or stop it first"
    )


def _lost(database: Database, how: str) -> LockLostError:
    return LockLostError(
        f"the lock on {database.location} was lost: {how}; the work was stopped at once,"
        " for another policywatch may have begun."
        " What is stored stays; start again and it goes on from there"
    )
