"""What one look brought is kept as if each answer had come alone."""

import pytest

from store import addresses, snapshot_bodies, snapshots
from store.database.opening import Database
from store.snapshots import Fetched
from tests.store.samples import NOW, later

OLD, NEW = b"<p>" + "原文。".encode() * 200, b"<p>" + "原文。".encode() * 200 + b"!"


def fetched(address: str, body: bytes, *, etag: str | None = None) -> Fetched:
    return Fetched("yz", address, body, later(1), etag=etag)


def test_each_answer_gets_its_own_result_in_their_order(database: Database) -> None:
    """New, changed and unchanged bytes in one look: two snapshots, and the validators of all three."""
    with database.write() as tx:
        addresses.announce(tx, "yz", ["new", "changed", "same"], baseline=True)
        snapshots.keep_many(
            tx, [Fetched("yz", address, OLD, NOW) for address in ("changed", "same")]
        )
        look = [
            fetched("same", OLD, etag="s"),
            fetched("changed", NEW, etag="c"),
            fetched("new", NEW, etag="n"),
        ]
        same, changed, new = snapshots.keep_many(tx, look)
        state = addresses.of_source(tx, "yz")
    with database.read() as tx:
        assert same is None
        assert changed is not None
        assert new is not None
        assert [snapshots.get(tx, changed.id), snapshots.get(tx, new.id)] == [changed, new]
        assert [
            snapshot_bodies.open_body(tx, changed.id),
            snapshot_bodies.open_body(tx, new.id),
        ] == [NEW, NEW]
        assert (changed.baseline, new.baseline) == (False, True)
    assert {address: one.etag for address, one in state.items()} == {
        "same": "s",
        "changed": "c",
        "new": "n",
    }
    assert [state["changed"].snapshot_id, state["new"].snapshot_id] == [changed.id, new.id]


def test_an_address_that_comes_twice_is_kept_one_after_the_other(database: Database) -> None:
    """A, B, B, A of one address are three snapshots, with another address between them."""
    with database.write() as tx:
        addresses.announce(tx, "yz", ["a", "b"], baseline=False)
        look = [
            fetched("a", OLD),
            fetched("a", NEW),
            fetched("b", OLD),
            fetched("a", NEW),
            fetched("a", OLD),
        ]
        kept = snapshots.keep_many(tx, look)
        bodies = [snapshot_bodies.open_body(tx, one.id) if one else None for one in kept]
        assert addresses.of_source(tx, "yz")["a"].snapshot_id == (kept[4].id if kept[4] else None)
    assert bodies == [OLD, NEW, OLD, None, OLD]


def test_a_long_look_is_kept_whole(database: Database) -> None:
    """More answers than fit into one statement."""
    names = [f"a{number}" for number in range(1100)]
    with database.write() as tx:
        addresses.announce(tx, "yz", names, baseline=False)
        kept = snapshots.keep_many(tx, [fetched(name, name.encode()) for name in names])
        assert [one and one.address for one in kept] == names
        assert [one and snapshot_bodies.open_body(tx, one.id) for one in kept[::100]] == [
            name.encode() for name in names[::100]
        ]


def test_an_address_that_was_never_announced_is_refused(database: Database) -> None:
    with pytest.raises(KeyError, match="unheard"), database.write() as tx:
        snapshots.keep_many(tx, [fetched("unheard", OLD)])
