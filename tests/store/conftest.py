"""The same store tests run on SQLite and on a real PostgreSQL."""

from collections.abc import Callable, Iterator

import pytest

from store.database.opening import Database
from tests.databases import make_empty


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One file for the whole session: each test leaves it empty."""
    opened = Database(f"sqlite:///{tmp_path_factory.mktemp('store') / 'policywatch.db'}")
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty store, once on SQLite and once on PostgreSQL."""
    opened: Database = request.getfixturevalue(f"on_{request.param}")
    yield opened
    make_empty(opened)


@pytest.fixture
def empty(database: Database) -> Callable[[], None]:
    """Makes the store what it was when the test began."""
    return lambda: make_empty(database)
