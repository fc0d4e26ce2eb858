"""The same store tests run on SQLite and on a real PostgreSQL."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from store.database import Database
from store.tables import SourceRow

TABLES = SourceRow.metadata.sorted_tables
# not TRUNCATE: on tables of a few rows that is fifty times slower, because it makes every file anew
EMPTY = [
    "DELETE FROM search_document",
    *(f'DELETE FROM "{table.name}"' for table in reversed(TABLES)),
    *(
        f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'id'), 1, false)"
        for table in TABLES
        if table.autoincrement_column is not None
    ),
]
SERVER = os.environ.get("POLICYWATCH_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """An empty database of our own on the test server; without a server the test is skipped, in CI it fails."""
    name = f"pw_test_{os.getpid()}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3})
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
            connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    except OperationalError as error:
        reason = f"no PostgreSQL at {SERVER} (set POLICYWATCH_TEST_POSTGRES): {str(error.orig).strip()}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_url: str) -> Iterator[Database]:
    """One migrated database for the whole session: each test leaves it empty."""
    database = Database(postgresql_url)
    yield database
    database.close()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of an empty, migrated file, so that not every test runs the migrations."""
    file = tmp_path_factory.mktemp("template") / "empty.db"
    Database(f"sqlite:///{file}").close()
    return file.read_bytes()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty store, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        file = tmp_path / "policywatch.db"
        file.write_bytes(request.getfixturevalue("migrated_sqlite"))
        opened = Database(f"sqlite:///{file}")
        yield opened
        opened.close()
        return
    shared: Database = request.getfixturevalue("migrated_postgresql")
    yield shared
    with shared.write() as tx:
        for statement in EMPTY:
            tx.connection().exec_driver_sql(statement)
