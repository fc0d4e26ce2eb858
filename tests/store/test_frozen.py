"""A store of the past opens today, is brought up to date, and holds what it held.

The stores of tests/store/frozen were made by the code of their time (see make.py there) and are
never made again; what they must say was written down by that code too.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from store import changes, deliveries
from store.care.verifying import faults
from store.database import upgrading
from store.database.opening import Database
from store.lists.walks import Filter
from tests.golden.house.comparing import differences
from tests.golden.house.dumping import dump
from tests.golden.house.keeping import unpacked
from tests.store.frozen.life import FIRST_DAY, Weeks, settings

FROZEN = Path(__file__).parent / "frozen"
# stores were made by these: what they made cannot be changed afterwards
RELEASED = {
    "0001_the_first_tables.py": "479fc3bee6e0b6711775284b7d3d868a1028011730cf25c084189104da57b956",
    "0002_full_text_search.py": "f6804f77a97fa09ba3861e87f203451818bce1a4febbd13d0d5086bc7f9bc8c7",
}
READER_THEN = 1
TABLES = frozenset(
    [
        "address",
        "alert",
        "change",
        "change_industry",
        "damage",
        "deadline",
        "deadline_industry",
        "delivery",
        "log_head",
        "policy",
        "policy_industry",
        "policy_key",
        "relation",
        "search_document",
        "sighting",
        "snapshot",
        "snapshot_body",
        "source",
        "subscriber",
        "suppression",
        "upkeep",
        "version",
    ]
)


@pytest.fixture
def opened(first_store: str) -> Iterator[Database]:
    """The first store, opened by the code of today."""
    database = Database(first_store)
    yield database
    database.close()


@pytest.mark.parametrize("name", RELEASED)
def test_a_released_migration_is_never_edited(name: str) -> None:
    """Not in its layout either: its digest stands for what it does."""
    content = (upgrading.MIGRATIONS / "versions" / name).read_bytes()
    assert sha256(content).hexdigest() == RELEASED[name], (
        f"{name} is a released migration, which is never edited: add a new one"
    )


def test_every_table_of_the_first_store_holds_something(opened: Database) -> None:
    """Else its migration would prove nothing."""
    with opened.read() as tx:
        found = set(inspect(tx.connection()).get_table_names())
        full = {name for name in TABLES & found if _holds_rows(opened, name)}
    assert full == TABLES


def test_it_holds_what_it_held(opened: Database) -> None:
    """Every section to the letter; what was appended to the log keeps its hash, too."""
    was, now = unpacked(FROZEN / "first.dump.json.zst").decode(), dump(opened)
    now = now.replace(f'"reader_version": {READER_THEN}', '"reader_version": "today\'s"')
    assert "\n".join(differences(was, now)) == ""
    assert json.loads(now)["hashes"] == json.loads(was)["hashes"]


def test_it_is_sound_but_for_the_text_that_was_torn(opened: Database) -> None:
    """Every other body opens, and the chain of the log holds."""
    assert all("cannot be unpacked" in fault for fault in faults(opened))


def test_its_life_goes_on_where_it_stopped(opened: Database, tmp_path: Path) -> None:
    """What nobody had read is read and told, a send that nobody settled is taken up again."""
    moment = FIRST_DAY + timedelta(days=30)
    weeks = Weeks(tmp_path, opened, settings("127.0.0.1:1", "127.0.0.1:1"), moment)
    assert weeks.service().start() == 1
    with opened.read() as tx:
        newest, *_ = changes.history(tx, Filter(limit=1))
        states = deliveries.count_states(tx)
    assert (newest.kind, newest.alerted) == ("amended", 3)
    assert "sending" not in states


def _holds_rows(opened: Database, name: str) -> bool:
    with opened.read() as tx:
        return tx.connection().execute(text(f'SELECT 1 FROM "{name}" LIMIT 1')).first() is not None
