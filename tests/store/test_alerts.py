"""The outbox: an alert is stored once, a delivery is held by one, and what was never settled comes back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from store import alerts, deliveries
from store.database.opening import Database
from store.records import Delivery
from tests.store.samples import NOW, alert, later

CHANNELS = {"fp-1": "json://…/hook", "fp-2": "mailto://…"}


def due(database: Database, days: float = 0.0) -> list[Delivery]:
    with database.read() as tx:
        return deliveries.list_due(tx, later(days))


def claim(database: Database, delivery: Delivery, days: float = 0.0) -> list[Delivery]:
    with database.write() as tx:
        return deliveries.claim(tx, delivery, later(days))


def states(database: Database) -> list[str]:
    with database.read() as tx:
        return [delivery.state for found in alerts.list_alerts(tx) for delivery in found.deliveries]


def test_an_alert_is_stored_once_with_a_delivery_a_channel(database: Database) -> None:
    with database.write() as tx:
        assert alerts.add(tx, alert(), CHANNELS)
        assert not alerts.add(tx, replace(alert(), title="另一个"), {"fp-3": "log"})
    with database.read() as tx:
        stored = alerts.get(tx, alert().id)
        assert stored is not None
        assert (stored.title, stored.payload, stored.created_at) == ("新政策", {"n": 1}, NOW)
        assert {delivery.channel: delivery.label for delivery in stored.deliveries} == CHANNELS
        assert alerts.told(tx, [alert(1).id, alert(2).id]) == {alert(1).id}
        assert deliveries.count_states(tx) == {"pending": 2}


def test_two_alerts_that_agree_in_their_id_are_two(database: Database) -> None:
    """Two documents may agree in all that an id is made of: neither of their alerts is lost."""
    first = replace(alert(), key="first", payload={"alert_id": alert().id})
    other = replace(first, key="other")
    for _ in range(2):  # at once, and again
        with database.write() as tx:
            alerts.add_many(tx, [(first, CHANNELS), (other, CHANNELS)])
    with database.read() as tx:
        stored = alerts.list_alerts(tx)
    assert len({one.id for one in stored}) == len(stored) == 2
    assert all(one.payload["alert_id"] == one.id for one in stored)
    assert all(len(one.deliveries) == len(CHANNELS) for one in stored)


def test_many_alerts_are_added_at_once_and_only_the_new_ones(database: Database) -> None:
    with database.write() as tx:
        alerts.add(tx, alert(3), CHANNELS)
        assert (
            alerts.add_many(tx, [(alert(number), CHANNELS) for number in [*range(600), 5]]) == 599
        )
        assert deliveries.count_states(tx) == {"pending": 1200}


def test_two_processes_that_add_the_same_alert_store_it_once(database: Database) -> None:
    barrier = Barrier(4)

    def add(_number: int) -> bool:
        barrier.wait()
        with database.write() as tx:
            return alerts.add(tx, alert(), CHANNELS)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(add, range(4))) == [False, False, False, True]
    assert states(database) == ["pending", "pending"]


def test_what_waited_longest_comes_first_and_what_waits_yet_does_not(database: Database) -> None:
    with database.write() as tx:
        for number, days in ((1, 2.0), (2, 0.0), (3, 1.0), (4, 9.0)):
            alerts.add(tx, replace(alert(number), send_at=later(days)), {"c": "log"})
    assert [delivery.alert_id for delivery in due(database, 2)] == [alert(n).id for n in (2, 3, 1)]


def test_a_delivery_is_claimed_by_one_of_many(database: Database) -> None:
    """Forty deliveries, eight at once: each is sent by exactly one."""
    with database.write() as tx:
        alerts.add_many(tx, [(alert(number), {"c": "log"}) for number in range(40)])
    found = due(database)
    barrier = Barrier(8)

    def send_all(_worker: int) -> list[int]:
        barrier.wait()
        return [claimed.id for delivery in found for claimed in claim(database, delivery)]

    with ThreadPoolExecutor(8) as pool:
        claimed = [number for worker in pool.map(send_all, range(8)) for number in worker]
    assert sorted(claimed) == [delivery.id for delivery in found]


def test_a_digest_takes_all_that_wait_for_one_subscriber_and_channel(database: Database) -> None:
    with database.write() as tx:
        for number in range(3):
            alerts.add(tx, alert(number, digest=True), CHANNELS)
        alerts.add(tx, alert(7, digest=True, subscriber="another"), CHANNELS)
        alerts.add(tx, alert(8), CHANNELS)
        alerts.add(tx, replace(alert(9, digest=True), send_at=later(5)), CHANNELS)
    first = due(database)[0]
    taken = claim(database, first)
    assert [delivery.alert_id for delivery in taken] == [alert(number).id for number in range(3)]
    assert {(delivery.channel, delivery.state, delivery.attempts) for delivery in taken} == {
        (first.channel, "sending", 1)
    }
    assert len({delivery.digest_id for delivery in taken}) == 1
    assert claim(database, first) == []


def test_a_digest_that_failed_says_again_what_it_said(database: Database) -> None:
    """Its id is stable, so that a receiver can drop a repeat: nothing may join it later."""
    with database.write() as tx:
        alerts.add(tx, alert(1, digest=True), {"c": "log"})
    first = claim(database, due(database)[0])
    with database.write() as tx:
        deliveries.settle_failed(tx, first, error="503", next_attempt_at=later(1))
        alerts.add(tx, alert(2, digest=True), {"c": "log"})
    again, other = claim(database, due(database, 1)[1], 1), claim(database, due(database, 1)[0], 1)
    assert {tuple(delivery.alert_id for delivery in taken) for taken in (again, other)} == {
        (alert(1).id,),
        (alert(2).id,),
    }
    repeated = next(delivery for delivery in [*again, *other] if delivery.alert_id == alert(1).id)
    assert (repeated.digest_id, repeated.attempts) == (first[0].digest_id, 2)


def test_what_was_sent_is_never_due_again(database: Database) -> None:
    with database.write() as tx:
        alerts.add(tx, alert(), {"c": "log"})
    claimed = claim(database, due(database)[0])
    with database.write() as tx:
        deliveries.settle_sent(tx, claimed, later(0.5))
        stored = alerts.get(tx, alert().id)
        assert stored is not None
        assert (stored.deliveries[0].state, stored.deliveries[0].sent_at) == ("sent", later(0.5))
        assert deliveries.release_stale(tx, later(99)) == 0
    assert due(database, 99) == []
    assert claim(database, claimed[0], 99) == []


def test_what_failed_waits_for_its_next_attempt(database: Database) -> None:
    with database.write() as tx:
        alerts.add(tx, alert(), {"c": "log"})
    found = due(database)[0]
    with database.write() as tx:
        deliveries.settle_failed(
            tx, deliveries.claim(tx, found, NOW), error="503", next_attempt_at=later(1)
        )
    assert due(database, 0.5) == []
    assert claim(database, found, 0.5) == []  # whoever found it due before must not hurry it
    assert [delivery.error for delivery in due(database, 1)] == ["503"]


def test_what_is_dead_comes_back_only_when_driven(database: Database) -> None:
    with database.write() as tx:
        alerts.add(tx, alert(), {"c": "log"})
    with database.write() as tx:
        deliveries.settle_failed(
            tx, deliveries.claim(tx, due(database)[0], NOW), error="410", next_attempt_at=None
        )
        assert [found.id for found in alerts.list_alerts(tx, state="dead")] == [alert().id]
    assert due(database, 99) == []
    with database.write() as tx:
        assert deliveries.redrive_dead(tx, later(2)) == 1
    assert [(delivery.attempts, delivery.state) for delivery in due(database, 2)] == [
        (0, "pending")
    ]


def test_a_claim_that_was_never_settled_is_given_back(database: Database) -> None:
    with database.write() as tx:
        alerts.add(tx, alert(), {"c": "log"})
    claim(database, due(database)[0])
    with database.write() as tx:
        assert deliveries.release_stale(tx, later(-0.1)) == 0
        assert deliveries.release_stale(tx, NOW) == 1
    assert [delivery.state for delivery in due(database)] == ["pending"]


def test_who_lost_its_claim_cannot_fail_anothers_but_what_it_sent_is_sent(
    database: Database,
) -> None:
    with database.write() as tx:
        alerts.add(tx, alert(1), {"c": "log"})
    slow = claim(database, due(database)[0])
    with database.write() as tx:
        deliveries.release_stale(tx, NOW)
    quick = claim(database, due(database)[0], 1)
    with database.write() as tx:
        deliveries.settle_failed(tx, slow, error="late", next_attempt_at=None)
    assert states(database) == ["sending"]
    with database.write() as tx:
        deliveries.settle_sent(tx, slow, later(1))
        deliveries.settle_failed(tx, quick, error="503", next_attempt_at=later(2))
    assert states(database) == ["sent"]


def test_the_list_is_newest_first_and_pages_meet(database: Database) -> None:
    with database.write() as tx:
        for number in range(5):
            alerts.add(tx, alert(number, at=later(number), subscriber="ab"[number % 2]), CHANNELS)
        first = alerts.list_alerts(tx, limit=2)
        rest = alerts.list_alerts(tx, before=first[-1].id)
        assert [found.id for found in [*first, *rest]] == [
            alert(number).id for number in (4, 3, 2, 1, 0)
        ]
        assert [found.id for found in alerts.list_alerts(tx, subscriber="b")] == [
            alert(3).id,
            alert(1).id,
        ]
        assert [found.id for found in alerts.get_many(tx, [alert(3).id, alert(0).id])] == [
            alert(0).id,
            alert(3).id,
        ]


@pytest.mark.parametrize("subscriber", [None, "lz-auto", "nobody"])
def test_the_list_of_one_state_names_an_alert_once(
    database: Database, subscriber: str | None
) -> None:
    with database.write() as tx:
        for number in range(3):
            alerts.add(tx, alert(number), CHANNELS)
        found = alerts.list_alerts(tx, state="pending", subscriber=subscriber)
        assert [one.id for one in found] == (
            [] if subscriber == "nobody" else [alert(n).id for n in (2, 1, 0)]
        )
        assert all(len(one.deliveries) == 2 for one in found)
        first = alerts.list_alerts(tx, state="pending", limit=1)[0]
        assert [one.id for one in alerts.list_alerts(tx, state="pending", before=first.id)] == [
            alert(1).id,
            alert(0).id,
        ]
