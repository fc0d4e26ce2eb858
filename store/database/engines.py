"""Sets up the connection to each database, and says what its errors mean to a person.

Holds no table and no query.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    ProgrammingError,
)

from store.database.failures import StoreError

__all__ = ["StoreError", "connect", "parsed", "translated"]

BUSY_SECONDS = 30
LAST_PORT = 65535
_PASSWORD = re.compile(r"(://[^:/@]*:).*@")
CONNECT_SECONDS = 10
# a server that vanished without a word is noticed within a minute, not after two hours
KEPT_ALIVE = {"keepalives_idle": 20, "keepalives_interval": 10, "keepalives_count": 3}
_OURS = (
    IntegrityError,
    DataError,
    ProgrammingError,
)  # these tell of a fault in a query, not of the database
_compact = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


def parsed(address: str) -> URL:
    """The address of a database. Raises StoreError where it is none of ours."""
    shown = _PASSWORD.sub(r"\1***@", address)
    try:
        url = make_url(address)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        # a port that is no number is a ValueError, which would name what stands there
        ways = "write sqlite:///FILE or postgresql+psycopg://USER@HOST:PORT/NAME"
        msg = f"the database address is not understood: {shown!r}; {ways}"
        raise StoreError(msg) from error
    if url.port is not None and not 0 < url.port <= LAST_PORT:
        msg = (
            f"the database address {shown!r} has no such port: {url.port};"
            f" write one up to {LAST_PORT}"
        )
        raise StoreError(msg)
    backend = url.get_backend_name()
    if backend not in ("sqlite", "postgresql"):
        msg = f"no such database here: {backend}; use sqlite:///FILE or postgresql+psycopg://…"
        raise StoreError(msg)
    if backend == "postgresql" and url.get_driver_name() != "psycopg":
        return url.set(
            drivername="postgresql+psycopg"
        )  # the only driver that is installed with this program
    if backend == "sqlite" and url.database in (None, "", ":memory:"):
        msg = (
            f"{address!r} names no file: what is kept in memory is gone at the end;"
            " write sqlite:///FILE"
        )
        raise StoreError(msg)
    return url


def connect(
    url: URL, *, begin: str = "BEGIN", foreign_keys: bool = True, writes: bool = True
) -> Engine:
    """An engine whose connections are set up.

    `begin`, `foreign_keys` and `writes` concern SQLite only.
    """
    if url.get_backend_name() == "postgresql":
        return _postgresql(url)
    engine = create_engine(
        url,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        json_serializer=_compact,
    )

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = (
            None  # the driver's own transactions lose updates: we say BEGIN ourselves
        )
        for pragma in (
            # of a new file: most rows are a few hundred bytes, half of a larger page stays empty
            "page_size=2048",
            # before the next: switching to WAL may itself have to wait
            f"busy_timeout={BUSY_SECONDS * 1000}",
            "journal_mode=WAL",
            "synchronous=NORMAL",
            f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
            f"query_only={'OFF' if writes else 'ON'}",
            "temp_store=MEMORY",
            "cache_size=-8000",  # KiB a connection
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def translated(url: URL) -> Iterator[None]:
    """Turns what the driver says of a database that cannot be used into a StoreError."""
    folder = (
        Path(url.database).parent if url.get_backend_name() == "sqlite" and url.database else None
    )
    if folder is not None and not folder.is_dir():
        msg = (
            f"the folder of the database does not exist: {folder};"
            " create it or change service.database"
        )
        raise StoreError(msg)
    try:
        yield
    except _OURS:
        raise
    except DBAPIError as error:
        where = url.render_as_string(hide_password=True)
        msg = f"the database {where} cannot be used: {str(error.orig).strip()}; {_advice(url)}"
        raise StoreError(msg) from error


def _advice(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return (
            "see that the file is a PolicyWatch database, may be written and has space on its disk"
        )
    return (
        "see that the server runs, that the database exists"
        " and that this user may connect (service.database)"
    )


def _postgresql(url: URL) -> Engine:
    engine = create_engine(
        url,
        pool_size=5,
        max_overflow=10,
        pool_pre_ping=True,
        connect_args={"connect_timeout": CONNECT_SECONDS, **KEPT_ALIVE},
        json_serializer=_compact,
    )

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        from psycopg.adapt import Dumper  # noqa: PLC0415 only needed with PostgreSQL

        class WithoutNul(Dumper):
            """PostgreSQL keeps no NUL in a text, and a page that holds one must not stop a
            transaction.
            """

            def dump(self, obj: str) -> bytes:
                return obj.replace("\0", "").encode()

        connection.adapters.register_dumper(str, WithoutNul)

    return engine
