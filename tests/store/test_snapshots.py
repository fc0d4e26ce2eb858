"""What is kept of what an address served, and what is never served again."""

from datetime import date

import pytest
from sqlalchemy import event, text

from store import addresses, evidence, snapshot_bodies, snapshots
from store.database.compression import DEEPEST, TornBodyError
from store.database.opening import Database, Transaction
from store.records import SnapshotOutcome
from store.snapshots import Fetched
from tests.store.samples import NOW, later

ADDRESS = "https://yunzhou.example/1"
PAGE = "\n".join(
    f"<p>第{number}条　云州市支持企业技术改造，按投资额给予补助{number}万元。</p>"
    for number in range(60)
)


def keep(
    tx: Transaction, body: bytes, *, days: int = 0, address: str = ADDRESS, **headers: str
) -> int | None:
    kept = snapshots.keep(tx, Fetched("yz", address, body, later(days), **headers))
    return kept.id if kept else None


def test_bytes_that_return_are_a_third_snapshot(database: Database) -> None:
    """A→B→A: three moments of one address, three snapshots, each of which can be read."""
    bodies = [PAGE.encode(), PAGE.replace("9万元", "8万元").encode(), PAGE.encode()]
    with database.write() as tx:
        addresses.announce(tx, "yz", [ADDRESS], baseline=False)
        ids = [keep(tx, body, days=day) for day, body in enumerate(bodies)]
    with database.read() as tx:
        assert bodies == [snapshot_bodies.open_body(tx, snapshot_id or 0) for snapshot_id in ids]
        assert len(set(ids)) == 3


def test_the_same_bytes_are_not_kept_again_but_their_validators_are(database: Database) -> None:
    with database.write() as tx:
        addresses.announce(tx, "yz", [ADDRESS], baseline=True)
        assert keep(tx, b"1", etag='"a"') is not None
        assert keep(tx, b"1", days=1, etag='"b"', last_modified="Mon") is None
    with database.read() as tx:
        state = addresses.of_source(tx, "yz")[ADDRESS]
        assert (state.etag, state.last_modified) == ('"b"', "Mon")
        assert snapshots.count_all(tx) == 1


def test_only_the_first_snapshot_of_a_baseline_address_is_baseline(database: Database) -> None:
    with database.write() as tx:
        addresses.announce(tx, "yz", [ADDRESS], baseline=True)
        first, second = keep(tx, b"1"), keep(tx, b"2", days=1)
        assert snapshots.get(tx, first or 0).baseline
        assert not snapshots.get(tx, second or 0).baseline


def test_an_address_announced_again_stays_what_it_was(database: Database) -> None:
    """The mark of the first look must survive every later one."""
    with database.write() as tx:
        addresses.announce(tx, "yz", [ADDRESS], baseline=True)
        addresses.announce(
            tx, "yz", [ADDRESS, ADDRESS, "https://yunzhou.example/2"], baseline=False
        )
        known = addresses.of_source(tx, "yz")
        assert {address: state.baseline for address, state in known.items()} == {
            ADDRESS: True,
            "https://yunzhou.example/2": False,
        }


def test_only_the_addresses_asked_for_are_read(database: Database) -> None:
    with database.write() as tx:
        addresses.announce(tx, "yz", [f"a{number}" for number in range(1200)], baseline=False)
        asked = [f"a{number}" for number in range(600, 1201)]
        assert set(asked) - {"a1200"} == set(addresses.of_source(tx, "yz", among=asked))


@pytest.mark.parametrize("damage", ["flipped", "cut", "gone", "base flipped", "base gone"])
def test_a_damaged_body_is_reported_and_never_served(database: Database, damage: str) -> None:
    with database.write() as tx:
        addresses.announce(tx, "yz", [ADDRESS], baseline=False)
        first = keep(tx, PAGE.encode())
        second = keep(tx, PAGE.replace("9万元", "8万元").encode(), days=1)
    _damage(database, first if "base" in damage else second, damage.removeprefix("base "))
    with (
        database.read() as tx,
        pytest.raises(TornBodyError, match=r"snapshot \d+.*restore it from a backup"),
    ):
        snapshot_bodies.open_body(tx, second or 0)


def test_every_flipped_bit_is_noticed(database: Database) -> None:
    with database.write() as tx:
        addresses.announce(tx, "yz", [ADDRESS], baseline=False)
        snapshot_id = keep(tx, b"<p>15\xe6\x97\xa5</p>") or 0
        packed = tx.connection().execute(text("SELECT body FROM snapshot_body")).scalar_one()
        for position in range(len(packed) * 8):
            torn = bytearray(packed)
            torn[position // 8] ^= 1 << position % 8
            tx.connection().execute(
                text("UPDATE snapshot_body SET body = :body"), {"body": bytes(torn)}
            )
            try:
                assert snapshot_bodies.open_body(tx, snapshot_id) == b"<p>15\xe6\x97\xa5</p>"
            except TornBodyError:
                continue


def test_a_damaged_neighbour_does_not_stop_what_comes_after_it(database: Database) -> None:
    """The address is watched on: what it serves now stands alone."""
    with database.write() as tx:
        addresses.announce(tx, "yz", [ADDRESS], baseline=False)
        first = keep(tx, PAGE.encode())
    _damage(database, first, "flipped")
    with database.write() as tx:
        changed = PAGE.replace("9万元", "8万元").encode()
        second = keep(tx, changed, days=1)
        assert changed == snapshot_bodies.open_body(tx, second or 0)


def test_any_snapshot_needs_a_handful_of_unpackings(database: Database) -> None:
    """Short chains on one root: an old body opens as fast as a new one, and most lean on the one before."""
    with database.write() as tx:
        addresses.announce(tx, "yz", [ADDRESS], baseline=False)
        ids = [keep(tx, PAGE.replace("补助", f"补助{n}").encode(), days=n) or 0 for n in range(20)]
    with database.read() as tx:
        for snapshot_id in ids:
            assert _bodies_read(database, tx, snapshot_id) <= DEEPEST + 1
        against = (
            tx.connection()
            .execute(text("SELECT id - base_id FROM snapshot ORDER BY id"))
            .scalars()
            .all()
        )
        assert against[:9] == [None, 1, 1, 1, 1, 1, 1, 7, 1]


def test_a_body_stands_alone_where_the_neighbour_does_not_help(database: Database) -> None:
    with database.write() as tx:
        addresses.announce(tx, "yz", [ADDRESS], baseline=False)
        keep(tx, PAGE.encode())
        keep(tx, bytes(range(256)) * 20, days=1)
        bases = (
            tx.connection()
            .execute(text("SELECT base_id FROM snapshot ORDER BY id"))
            .scalars()
            .all()
        )
        assert bases == [None, None]


def test_what_was_never_read_is_found_again(database: Database) -> None:
    with database.write() as tx:
        addresses.announce(tx, "yz", [ADDRESS, "b"], baseline=False)
        first, second = keep(tx, b"1"), keep(tx, b"2", address="b")
        snapshots.mark_read(
            tx, first or 0, reader_version=3, outcome=SnapshotOutcome.DOCUMENTS, note="1 documents"
        )
    with database.read() as tx:
        assert [second] == [snapshot.id for snapshot in snapshots.list_unread(tx)]
        read = snapshots.get(tx, first or 0)
        assert (read.reader_version, read.outcome, read.note) == (
            3,
            SnapshotOutcome.DOCUMENTS,
            "1 documents",
        )
        assert [first, second] == [snapshot.id for snapshot in snapshots.latest(tx)]


def test_absence_is_counted_and_forgotten_on_return(database: Database) -> None:
    """An address that returns must be read again, so its validators go as soon as it is missed."""
    with database.write() as tx:
        addresses.announce(tx, "yz", [ADDRESS, "b"], baseline=False)
        addresses.announce(tx, "yz", ["list"], baseline=False, entry=True)
        keep(tx, b"1", etag='"a"')
        assert list(addresses.note_presence(tx, "yz", ["b"], later(1))) == [ADDRESS]
        missing = addresses.note_presence(tx, "yz", ["b"], later(2))[ADDRESS]
        assert (missing.missing_since, missing.missing_checks, missing.etag) == (later(1), 2, None)
        assert addresses.of_source(tx, "yz")[ADDRESS] == missing
        assert addresses.note_presence(tx, "yz", [ADDRESS, "b"], later(3)) == {}
        back = addresses.of_source(tx, "yz")[ADDRESS]
        assert (back.missing_since, back.missing_checks) == (None, 0)


def test_what_a_list_said_of_an_address_is_kept(database: Database) -> None:
    with database.write() as tx:
        addresses.announce(tx, "yz", [ADDRESS], baseline=False)
        kept = snapshots.keep(
            tx,
            Fetched(
                "yz", ADDRESS, b"1", NOW, listed_title="关于申报的通知", listed_on=date(2026, 3, 1)
            ),
        )
        assert kept is not None
        stored = snapshots.get(tx, kept.id)
        assert (stored.listed_title, stored.listed_on, stored.size) == (
            "关于申报的通知",
            date(2026, 3, 1),
            1,
        )


def test_an_unknown_snapshot_is_named(database: Database) -> None:
    with database.read() as tx, pytest.raises(KeyError, match="no snapshot 404"):
        snapshot_bodies.open_body(tx, 404)


def _damage(database: Database, snapshot_id: int | None, how: str) -> None:
    with database.write() as tx:
        connection, row = tx.connection(), {"id": snapshot_id}
        if how == "gone":
            connection.execute(text("DELETE FROM snapshot_body WHERE snapshot_id = :id"), row)
            return
        packed = connection.execute(
            text("SELECT body FROM snapshot_body WHERE snapshot_id = :id"), row
        ).scalar_one()
        middle = len(packed) // 2
        torn = packed[:middle] + (
            b"" if how == "cut" else bytes([packed[middle] ^ 1]) + packed[middle + 1 :]
        )
        connection.execute(
            text("UPDATE snapshot_body SET body = :body WHERE snapshot_id = :id"),
            {**row, "body": torn},
        )


def _bodies_read(database: Database, tx: Transaction, snapshot_id: int) -> int:
    read: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "snapshot_body" in statement:
            read.append(statement)

    engine = tx.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    snapshot_bodies.open_body(tx, snapshot_id)
    event.remove(engine, "before_cursor_execute", note)
    return len(read)


def test_evidence_leaves_its_address_as_it_is(database: Database) -> None:
    """Kept once, beside the snapshots: what follows is compared with what was there before."""
    with database.write() as tx:
        addresses.announce(tx, "yz", [ADDRESS], baseline=False)
        first = keep(tx, PAGE.encode(), etag='"a"')
        odd = Fetched("yz", ADDRESS, b"busy", later(1))
        assert evidence.keep_evidence(tx, odd, reader_version=1, note="busy")
        assert not evidence.keep_evidence(tx, odd, reader_version=1, note="busy")
        state = addresses.of_source(tx, "yz")[ADDRESS]
        assert (state.snapshot_id, state.etag) == (first, '"a"')
        assert keep(tx, PAGE.encode(), days=2) is None
        assert (snapshots.count_all(tx), snapshots.list_unread(tx)[0].id) == (2, first)


def test_doubts_of_a_list_are_counted_and_forgotten(database: Database) -> None:
    """They never make the list page an address that returned."""
    with database.write() as tx:
        addresses.announce(tx, "yz", ["list"], baseline=True, entry=True)
        addresses.doubt_entry(tx, "yz", later(1))
        addresses.doubt_entry(tx, "yz", later(2))
        tx.flush()
        doubted = addresses.of_source(tx, "yz")["list"]
        assert (doubted.missing_since, doubted.missing_checks) == (later(1), 2)
        assert addresses.list_returned(tx, "yz", ["list"]) == {}
        addresses.doubt_entry(tx, "yz", None)
        tx.flush()
        assert addresses.of_source(tx, "yz")["list"].missing_since is None
