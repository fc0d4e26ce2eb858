"""A row that was edited, added or deleted beside the program no longer fits its seal."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text

from store import alerts, changes, checks, deliveries, policies, subscriptions
from store.batch import place_rows
from store.care import backup, restoring, seals
from store.database.opening import Database
from store.records import PolicyStatus, Sighting
from tests.store.samples import NOW, add_policy, alert, change, later, new_policy

MOST = 20


@pytest.fixture
def sealed(new_store: Database) -> Database:
    """A store with a row of everything that is sealed, as the program leaves it."""
    with new_store.write() as tx:
        checks.declare(tx, {"yz": "https://yunzhou.example"})
        subscriptions.join(tx, ["one"], NOW)
        policy_id = add_policy(tx, new_policy("云州市措施"))
        entry = changes.append(tx, change(policy_id, "云州市措施"))
        alerts.add(tx, alert(entry.id), {"c": "log"})
        place_rows.add_sightings(tx, [Sighting(0, policy_id, "yz", "a", NOW, NOW, None)])
    with new_store.write() as tx:
        sent = deliveries.claim(tx, deliveries.list_due(tx, later(1))[0], later(1))
        deliveries.settle_sent(tx, sent, later(1))
        policies.set_status(tx, policy_id, PolicyStatus.EXPIRED)
    return new_store


@contextmanager
def beside(database: Database) -> Iterator[Connection]:
    """A connection of another program."""
    engine = create_engine(database.url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def test_what_the_program_wrote_fits_its_seals(sealed: Database) -> None:
    assert seals.broken(sealed, MOST) == []


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        ("UPDATE alert SET body = 'x'", "alert alert-000001 was edited"),
        ("UPDATE delivery SET state = 'pending'", "delivery 1 was edited"),
        ("UPDATE delivery SET label = 'x'", "delivery 1 was edited"),
        ("DELETE FROM delivery", "delivery 1 was deleted"),
        ("UPDATE sighting SET address = 'x'", "sighting 1 was edited"),
        ("UPDATE source SET baseline_at = NULL, locator = 'x'", "source yz was edited"),
        ("UPDATE subscriber SET name = 'two'", "subscriber two was added"),
        ("UPDATE change SET region_code = '110000'", "change 1 was edited"),
        ("DELETE FROM change_industry", "change 1 was edited"),
        ("UPDATE policy_industry SET label = 'x'", "policy 1 was edited"),
        ("UPDATE policy SET status = 'active'", "policy 1 was edited"),
    ],
)
def test_what_was_edited_beside_it_is_named(sealed: Database, edit: str, found: str) -> None:
    """On either database, by whatever tool."""
    with beside(sealed) as connection:
        connection.execute(text(edit))
    assert [fault.partition(" beside")[0] for fault in seals.broken(sealed, MOST)][:1] == [found]


def test_a_transaction_that_fails_leaves_the_seals_as_they_were(sealed: Database) -> None:
    """And what the next one writes is sealed."""

    def fail() -> None:
        with sealed.write() as tx:
            policies.set_status(tx, 1, PolicyStatus.ACTIVE)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert seals.broken(sealed, MOST) == []
    with sealed.write() as tx:
        policies.set_status(tx, 1, PolicyStatus.ACTIVE)
    assert seals.broken(sealed, MOST) == []


def test_a_backup_brings_the_seals_as_they_are(sealed: Database, tmp_path: Path) -> None:
    """A copy on another database fits them, and what was edited before it still shows."""
    with beside(sealed) as connection:
        connection.execute(text("UPDATE alert SET body = 'x'"))
    backup.backup(sealed, tmp_path / "kept.backup")
    restoring.restore(tmp_path / "kept.backup", f"sqlite:///{tmp_path / 'new.db'}")
    restored = Database(f"sqlite:///{tmp_path / 'new.db'}")
    assert len(seals.broken(restored, MOST)) == 1
    restored.close()
