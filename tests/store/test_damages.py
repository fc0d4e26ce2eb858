"""Damaged bodies are found a little at a time, noted with where they are from, and rewritten from what is fetched again."""

from sqlalchemy import text

from store import addresses, snapshot_bodies, snapshots
from store.care import damages
from store.database.compression import TornBodyError
from store.database.opening import Database
from store.records import SnapshotOutcome
from store.snapshots import Fetched
from tests.store.samples import NOW, add_policy, add_version, later

ADDRESS = "https://yunzhou.example/1"
PAGE = "\n".join(
    f"<p>第{number}条　云州市支持企业技术改造，按投资额给予补助{number}万元。</p>"
    for number in range(60)
)


def fill(database: Database) -> list[int]:
    """Three looks at one page, the second and third packed against the first."""
    found = []
    with database.write() as tx:
        addresses.announce(tx, "yz", [ADDRESS], baseline=False)
        for day in range(3):
            body = f"{PAGE}{day}".encode()
            kept = snapshots.keep(tx, Fetched("yz", ADDRESS, body, later(day), etag=f'"{day}"'))
            assert kept is not None
            snapshots.mark_read(tx, kept.id, reader_version=1, outcome=SnapshotOutcome.DOCUMENTS)
            found.append(kept.id)
    return found


def tear(database: Database, snapshot_id: int) -> None:
    with database.write() as tx:
        torn = {"id": snapshot_id, "body": b"\0"}
        tx.connection().execute(
            text("UPDATE snapshot_body SET body = :body WHERE snapshot_id = :id"), torn
        )


def test_what_is_torn_is_found_in_turns(database: Database) -> None:
    """Each turn goes on where the last one stopped, and the last begins anew."""
    ids = fill(database)
    tear(database, ids[2])
    with database.read() as tx:
        nothing, position = damages.find_torn(tx, "snapshot", 0, 2)
        assert (nothing, position) == ([], ids[1])
        (error,), after = damages.find_torn(tx, "snapshot", position, 1)
        assert (error.kind, error.row_id, after) == ("snapshot", ids[2], ids[2])
        assert damages.find_torn(tx, "snapshot", after, 2) == ([], 0)


def test_a_torn_base_is_one_damage_however_many_lean_on_it(database: Database) -> None:
    ids = fill(database)
    tear(database, ids[0])
    with database.read() as tx:
        found, _ = damages.find_torn(tx, "snapshot", 0, 10)
    assert [error.row_id for error in found] == [ids[0]]


def test_a_damage_is_noted_once_with_its_place_and_its_page_is_asked_for_in_full(
    database: Database,
) -> None:
    """A page that answers "unchanged" could not mend it."""
    ids = fill(database)
    with database.write() as tx:
        policy_id = add_policy(tx)
        version_id = add_version(tx, policy_id, ids[2], "第一条")
        for _ in range(2):
            damages.note_damage(tx, TornBodyError("torn", "version", version_id), NOW)
        (noted,) = damages.list_damages(tx, policy_id=policy_id)
        assert (noted.source_key, noted.address, noted.what) == ("yz", ADDRESS, "torn")
        assert damages.list_damages(tx, source_key="other") == []
        assert damages.by_source(tx) == {"yz": 1}
        assert addresses.of_source(tx, "yz")[ADDRESS].etag is None
        damages.forget_damage(tx, "version", version_id)
        assert damages.list_damages(tx) == []


def test_a_body_that_is_fetched_again_is_rewritten_and_all_that_lean_on_it_open(
    database: Database,
) -> None:
    """Other bytes mend nothing, and what is sound is left alone."""
    ids = fill(database)
    tear(database, ids[0])
    with database.write() as tx:
        assert snapshots.rewrite(tx, Fetched("yz", ADDRESS, b"other", NOW)) == []
        assert snapshots.rewrite(tx, Fetched("yz", ADDRESS, f"{PAGE}0".encode(), NOW)) == [ids[0]]
        assert snapshots.rewrite(tx, Fetched("yz", ADDRESS, f"{PAGE}0".encode(), NOW)) == []
    with database.read() as tx:
        assert [snapshot_bodies.open_body(tx, number).decode() for number in ids] == [
            f"{PAGE}{day}" for day in range(3)
        ]


def test_a_body_that_is_gone_is_written_again(database: Database) -> None:
    ids = fill(database)
    with database.write() as tx:
        tx.connection().execute(
            text("DELETE FROM snapshot_body WHERE snapshot_id = :id"), {"id": ids[2]}
        )
        assert snapshots.rewrite(tx, Fetched("yz", ADDRESS, f"{PAGE}2".encode(), NOW)) == [ids[2]]
        assert snapshot_bodies.open_body(tx, ids[2]).decode() == f"{PAGE}2"
