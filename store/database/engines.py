"""Sets up the connection to each database, and says what its errors mean to a person.

Holds no table and no query.
"""

import json
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

# query options of a database address that hold no secret
_OPEN = frozenset(
    {"sslmode", "host", "port", "mode", "application_name", "connect_timeout", "options"}
)
BUSY_SECONDS = 30
LAST_PORT = 65535
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
    try:
        url = make_url(address)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError):
        # neither the address nor the fault is repeated: a password may stand in them
        msg = (
            "the database address is not understood; write sqlite:///FILE or"
            " postgresql+psycopg://USER:PASSWORD@HOST:PORT/NAME, with @ / : ? # in a password as"
            " %40 %2F %3A %3F %23"
        )
        raise StoreError(msg) from None
    if url.port is not None and not 0 < url.port <= LAST_PORT:
        msg = f"the database address has no such port: {url.port}; write one up to {LAST_PORT}"
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
            "the address names no file: what is kept in memory is gone at the end;"
            " write sqlite:///FILE"
        )
        raise StoreError(msg)
    return url


def shown(url: URL) -> str:
    """The address for people: no password, wherever in it one stands."""
    query = {name: value if name in _OPEN else "***" for name, value in url.query.items()}
    return url.set(query=query).render_as_string(hide_password=True)


def hidden(text: str, url: URL) -> str:
    """The words of a driver, without the password."""
    secrets = {url.password, *(value for name, value in url.query.items() if name not in _OPEN)}
    for secret in sorted((one for one in secrets if isinstance(one, str) and one), key=len):
        text = text.replace(secret, "***")
    return text


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
        said = hidden(str(error.orig).strip(), url)
        msg = f"the database {shown(url)} cannot be used: {said}; {_advice(url)}"
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
