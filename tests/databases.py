"""The databases that tests run on: a real PostgreSQL of our own, and how one is made empty again.

Imported where a store is needed only: tests of pure parts must not pay for it.
"""

import os
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from store.database.opening import Database
from store.database.tables import SourceRow

TABLES = SourceRow.metadata.sorted_tables
# not TRUNCATE: on tables of a few rows that is fifty times slower, because it makes every file anew
EMPTY = [
    "DELETE FROM search_document",
    *(f'DELETE FROM "{table.name}"' for table in reversed(TABLES)),
]
COUNT_ANEW = {
    "sqlite": [
        "DELETE FROM sqlite_sequence",
        "INSERT INTO search_gram (search_gram) VALUES ('delete-all')",
    ],
    "postgresql": [
        f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'id'), 1, false)"
        for table in TABLES
        if table.autoincrement_column is not None
    ],
}
SERVER = os.environ.get(
    "POLICYWATCH_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"
)


def own_database(mark: str = "") -> Iterator[str]:
    """An empty database of our own on the test server, gone at the end; gives its address.

    `mark` sets one apart from the database that the tests of this process share.

    Without a server the test is skipped, in CI it fails.
    """
    name = f"pw_test_{os.getpid()}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}{mark}"
    server = create_engine(
        SERVER, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3}
    )
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
            connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    except OperationalError as error:
        reason = f"no PostgreSQL at {SERVER} (set POLICYWATCH_TEST_POSTGRES): "
        reason += str(error.orig).strip()
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


def run_script(address: str, script: bytes) -> None:
    """Runs many statements on PostgreSQL, such as pg_dump writes."""
    plain = make_url(address).set(drivername="postgresql")
    with psycopg.connect(plain.render_as_string(hide_password=False)) as connection:
        connection.execute(script)


def make_empty(opened: Database) -> None:
    """Deletes every row, and lets ids begin at 1 again."""
    with opened.write() as tx:
        for statement in [*EMPTY, *COUNT_ANEW[opened.dialect]]:
            tx.connection().exec_driver_sql(statement)
