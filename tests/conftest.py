"""What tests of several rooms share: a PostgreSQL database, and the golden dump of a story."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # tests of pure parts must not wait for SQLAlchemy
    from store.database.opening import Database

_FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """An empty database of our own on the test server."""
    from tests.databases import own_database  # noqa: PLC0415 -- late: see above

    yield from own_database()


@pytest.fixture(scope="session")
def on_postgresql(postgresql_url: str) -> "Iterator[Database]":
    """One database for the whole session: each test leaves it empty."""
    from store.database.opening import Database  # noqa: PLC0415 -- late: see above

    opened = Database(postgresql_url)
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> "Iterator[Database]":
    """An empty store for a story, once in a file of its own and once on PostgreSQL."""
    from store.database.opening import Database  # noqa: PLC0415 -- late: see above
    from tests.databases import make_empty  # noqa: PLC0415 -- late: see above

    if request.param == "postgresql":
        shared: Database = request.getfixturevalue("on_postgresql")
        yield shared
        make_empty(shared)
        return
    opened = Database(f"sqlite:///{tmp_path}/test.db")
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def first_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a copy of the first frozen store, as the code of its time left it."""
    from tests.databases import own_database, run_script  # noqa: PLC0415 -- late: see above
    from tests.golden.house.keeping import unpacked  # noqa: PLC0415 -- late: see above

    frozen = Path(__file__).parent / "store" / "frozen"
    if request.param == "sqlite":
        file = tmp_path / "first.db"
        file.write_bytes(unpacked(frozen / "first.sqlite3.zst"))
        yield f"sqlite:///{file}"
        return
    server = own_database("_frozen")
    address = next(server)
    run_script(address, unpacked(frozen / "first.postgresql.sql.zst"))
    yield address
    next(server, None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remembers that a test failed: its story then ends otherwise for that reason."""
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
    return report


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Compares the dump of a finished story with the one that is kept under the test's name."""
    from tests.golden.house import keeping  # noqa: PLC0415 -- late: see above

    def check(text: str) -> None:
        if not request.node.stash.get(_FAILED, False):
            keeping.check(keeping.story(request.node), text)

    return check
