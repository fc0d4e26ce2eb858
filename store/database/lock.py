"""One service at a time on one store: two schedulers would check and send everything twice. Holds no rows."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout
from sqlalchemy import text

from store.database.opening import Database, StoreError

SERVICE_LOCK = 7205760  # any number, the same for every service on one PostgreSQL database


class StoreBusyError(StoreError):
    """Another PolicyWatch is at work on this store."""


@contextmanager
def exclusive(database: Database) -> Iterator[None]:
    """Holds the store's lock; raises StoreBusyError at once where it is taken. A killed process holds nothing."""
    if database.file is not None:
        with _file_lock(database):
            yield
    else:
        with _server_lock(database):
            yield


@contextmanager
def _file_lock(database: Database) -> Iterator[None]:
    lock = FileLock(f"{database.file}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise _busy(database) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _server_lock(database: Database) -> Iterator[None]:
    with database.connection() as connection:
        if not connection.execute(
            text("SELECT pg_try_advisory_lock(:n)"), {"n": SERVICE_LOCK}
        ).scalar():
            raise _busy(database)
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": SERVICE_LOCK})


def _busy(database: Database) -> StoreBusyError:
    return StoreBusyError(
        f"another policywatch is running on {database.location}; it checks and sends by itself: leave it, or stop it first"
    )
