"""What a newer reader finds in a page that did not change is our own progress: technical, told to nobody."""

from sqlalchemy import text

from store import versions
from store.versions import NewVersion
from tests.watcher.recording.conftest import Shelf
from tests.watcher.recording.test_contacts_told import call
from tests.watcher.recording.texts import started
from watcher.reading import READER_VERSION


def as_read_before_contacts(shelf: Shelf) -> None:
    """The store as the first reader left it: it knew of no contacts."""
    with shelf.database.write() as tx:
        for known in versions.of_policy(tx, 1):
            facts = {name: fact for name, fact in known.facts.items() if name != "contacts"}
            versions.rewrite(
                tx,
                known.id,
                NewVersion(
                    policy_id=1,
                    snapshot_id=known.snapshot_id,
                    reader_version=1,
                    at=known.at,
                    paragraphs=known.paragraphs,
                    facts=facts,
                    number=known.number,
                ),
            )
        tx.execute(text("UPDATE snapshot SET reader_version = 1"))


def test_contacts_that_a_newer_reader_finds_are_technical(shelf: Shelf) -> None:
    """Told to nobody; from then on the store has them, and a second run finds nothing to do."""
    shelf.put("call.txt", call())
    started(shelf)
    told = shelf.told()
    as_read_before_contacts(shelf)
    assert shelf.service.reread(lambda *_: None) == 2
    assert [kind for kind, _ in shelf.log() if kind != "published"] == ["technical"]
    assert shelf.told() == told
    with shelf.database.read() as tx:
        newest = versions.of_policy(tx, 1)[-1]
        assert newest.facts["contacts"][0]["phones"] == ["0779-2825001"]
        assert newest.reader_version == READER_VERSION
    assert shelf.service.reread(lambda *_: None) == 0
