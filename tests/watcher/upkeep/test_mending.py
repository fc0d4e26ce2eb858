"""A damaged body is named until it is mended, and is mended from what is fetched or read again; nothing is lost by it."""

import sqlite3
from datetime import timedelta

from store import versions
from store.care import damages
from store.database.opening import Database
from tests.watcher.recording.conftest import ON_A_FILE, Shelf
from tests.watcher.recording.test_life import rules, started
from watcher.reading import READER_VERSION

pytestmark = ON_A_FILE


def tear(shelf: Shelf, table: str, key: str, number: int) -> None:
    with sqlite3.connect(shelf.folder / "test.db") as raw:
        raw.execute(f"UPDATE {table} SET body = x'00' WHERE {key} = ?", (number,))


def tear_version(shelf: Shelf, number: int) -> None:
    tear(shelf, "version", "id", number)


def tear_snapshot(shelf: Shelf, number: int) -> None:
    tear(shelf, "snapshot_body", "snapshot_id", number)


def check(shelf: Shelf) -> tuple[str, ...]:
    """A look as the service takes it; the troubles it named."""
    shelf.service.keep_house()
    shelf.moment[0] += timedelta(days=1)
    troubles: tuple[str, ...] = ()
    for report in shelf.service.check(shelf.service.settings.sources):
        troubles += report.troubles
    return troubles


def damaged(database: Database) -> list[tuple[str, int]]:
    with database.read() as tx:
        return [(one.kind, one.row_id) for one in damages.list_damages(tx)]


def test_a_torn_version_is_read_again_from_its_snapshot_when_it_is_needed(shelf: Shelf) -> None:
    """The amendment that needs it is told as if nothing had been damaged."""
    started(shelf)
    tear_version(shelf, 1)
    shelf.put("rules.txt", rules(amount=300))
    shelf.check()
    assert [kind for kind, _ in shelf.log()] == ["published", "amended"]
    assert damaged(shelf.database) == []
    with shelf.database.read() as tx:
        assert len(versions.of_policy(tx, 1)) == 2


def test_a_torn_snapshot_is_rewritten_when_the_page_is_served_again(shelf: Shelf) -> None:
    """Found by the service's own rounds, asked for in full, written anew; then its version, which stands on it."""
    started(shelf)
    tear_snapshot(shelf, 1)
    tear_version(shelf, 1)
    shelf.service.keep_house()
    assert damaged(shelf.database) == [("snapshot", 1)]
    assert check(shelf) == ()
    shelf.service.keep_house()
    assert damaged(shelf.database) == []
    assert [kind for kind, _ in shelf.log()] == ["published"]
    with shelf.database.read() as tx:
        assert "200万元" in "".join(versions.get(tx, 1).paragraphs)


def test_what_cannot_be_mended_is_named_at_every_look_and_what_needs_it_waits(shelf: Shelf) -> None:
    """The page has changed since: the old text is nowhere. When it returns, both changes are recorded."""
    started(shelf)
    tear_snapshot(shelf, 1)
    shelf.put("rules.txt", rules(amount=300))
    for _ in range(3):
        assert any("snapshot 1" in trouble for trouble in check(shelf))
    with shelf.database.read() as tx:
        assert [snapshot.id for snapshot in damages.list_waiting(tx)] == [2]
        assert damages.by_source(tx) == {"city": 1}
    shelf.put("rules.txt", rules(amount=200))
    assert check(shelf) == ()
    assert [kind for kind, _ in shelf.log()] == ["published", "amended", "amended"]
    with shelf.database.read() as tx:
        assert damages.list_waiting(tx) == []
        assert len(versions.of_policy(tx, 1)) == 3


def test_a_version_that_is_read_otherwise_today_says_so_in_the_log(shelf: Shelf) -> None:
    """Its text is this reader's from now on; nobody is told."""
    started(shelf)
    with sqlite3.connect(shelf.folder / "test.db") as raw:
        raw.execute(
            "UPDATE version SET body = x'00', sha256 = x'" + "00" * 32 + "', reader_version = 0"
        )
    shelf.service.keep_house()
    assert [kind for kind, _ in shelf.log()] == ["published", "technical"]
    assert shelf.told() == []
    with shelf.database.read() as tx:
        assert versions.get(tx, 1).reader_version == READER_VERSION


def test_what_somebody_mended_by_hand_is_forgotten(shelf: Shelf) -> None:
    started(shelf)
    with sqlite3.connect(shelf.folder / "test.db") as raw:
        (body,) = raw.execute("SELECT body FROM snapshot_body").fetchone()
    tear_snapshot(shelf, 1)
    shelf.service.keep_house()
    assert damaged(shelf.database) == [("snapshot", 1)]
    with sqlite3.connect(shelf.folder / "test.db") as raw:
        raw.execute("UPDATE snapshot_body SET body = ?", (body,))
    shelf.service.keep_house()
    assert damaged(shelf.database) == []


def test_versions_that_were_packed_against_a_lost_one_are_mended_too(shelf: Shelf) -> None:
    """The first of a chain is read otherwise today: those that opened with it are read again as well."""
    started(shelf)
    for amount in (300, 400):
        shelf.put("rules.txt", rules(amount=amount))
        shelf.check()
    with sqlite3.connect(shelf.folder / "test.db") as raw:
        assert raw.execute("SELECT base_id FROM version WHERE id = 2").fetchone() == (1,)
        raw.execute("UPDATE version SET body = x'00', sha256 = x'" + "00" * 32 + "' WHERE id = 1")
    shelf.service.keep_house()
    assert damaged(shelf.database) == []
    with shelf.database.read() as tx:
        texts = ["".join(one.paragraphs) for one in versions.of_policy(tx, 1)]
    assert [amount in text for amount, text in zip(("200", "300", "400"), texts, strict=True)] == [
        True
    ] * 3
