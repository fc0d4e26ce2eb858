"""Policies, their keys and places; relations; the health of sources; subscribers."""

from dataclasses import replace
from datetime import date

from store import checks, policies, relations, sightings, subscriptions
from store.batch import finding, place_rows
from store.checks import Outcome
from store.database.opening import Database
from store.lists.walks import Filter
from store.records import SourceState
from tests.store.samples import (
    NOW,
    add_policy,
    add_snapshot,
    add_version,
    answering,
    later,
    new_policy,
    relate,
    restate,
    see,
)


def test_a_policy_reads_as_it_was_stored_and_is_found_by_its_keys(database: Database) -> None:
    with database.write() as tx:
        policy_id = add_policy(tx, new_policy(keys=["n:1", "t:措施", "n:1"]))
        other = add_policy(tx, new_policy("另一件", keys=["t:措施"]))
    with database.read() as tx:
        found = policies.get(tx, policy_id)
        assert found is not None
        assert (found.title, found.industries, found.issuers) == (
            "云州市促进智能装备产业发展若干措施",
            (("装备制造", "strong"),),
            ("云州市人民政府",),
        )
        assert (found.issued_on, found.first_seen_at, found.status) == (
            date(2026, 3, 1),
            NOW,
            "active",
        )
        assert answering(tx, ["t:措施", "n:1", "x"]) == [
            ("n:1", policy_id),
            ("t:措施", policy_id),
            ("t:措施", other),
        ]
        assert answering(tx, []) == []
        assert set(policies.get_many(tx, range(5000))) == {policy_id, other}


def test_a_restated_policy_keeps_the_keys_it_had(database: Database) -> None:
    with database.write() as tx:
        policy_id = add_policy(tx, new_policy("征求意见稿", keys=["t:征求意见稿"]))
        restate(tx, policy_id, new_policy("措施", keys=["n:1"]))
        assert [key for key, _ in answering(tx, ["t:征求意见稿", "n:1"])] == [
            "n:1",
            "t:征求意见稿",
        ]
        assert policies.get_many(tx, [policy_id])[policy_id].title == "措施"


def test_a_place_says_what_it_said_last_and_since_when_it_is_missing(database: Database) -> None:
    with database.write() as tx:
        policy_id = add_policy(tx)
        version_id = add_version(tx, policy_id, add_snapshot(tx), "一")
        place = see(tx, policy_id, "a", version_id)
        (seen,) = sightings.of_policy(tx, policy_id)
        place_rows.set_sightings(tx, [replace(seen, missing_since=later(1))])
        assert sightings.of_policy(tx, policy_id)[0].missing_since == later(1)
        place_rows.set_sightings(tx, [replace(seen, last_seen_at=later(3))])
        (again,) = sightings.of_policy(tx, policy_id)
        assert (again.id, again.first_seen_at, again.last_seen_at, again.missing_since) == (
            place,
            NOW,
            later(3),
            None,
        )
        assert [(one.id, policy.id) for one, policy in sightings.seen_at(tx, "yz", "a")] == [
            (place, policy_id)
        ]
        place_rows.remove_sightings(tx, [place])
        assert sightings.of_policy(tx, policy_id) == []


def test_policies_are_listed_newest_first_and_pages_meet(database: Database) -> None:
    with database.write() as tx:
        for number in range(5):
            region, industries = ("450200", ["汽车"]) if number % 2 else ("000000", [])
            add_policy(tx, new_policy(region=region, industries=industries, general=not number))
        assert [policy.id for policy in policies.list_policies(tx, Filter())] == [5, 4, 3, 2, 1]
        assert [
            policy.id for policy in policies.list_policies(tx, Filter(limit=2, before_id=4))
        ] == [
            3,
            2,
        ]
        assert [
            policy.id for policy in policies.list_policies(tx, Filter(industries=["汽车"]))
        ] == [
            4,
            2,
            1,
        ]
        assert [
            policy.id
            for policy in policies.list_policies(
                tx, Filter(below="45", industries=["汽车"], limit=1)
            )
        ] == [4]
        assert [
            policy.id
            for policy in policies.list_policies(
                tx, Filter(below="4502", regions=["000000"], limit=2)
            )
        ] == [
            5,
            4,
        ]
        assert policies.list_policies(tx, Filter(kinds=["news"])) == []
        assert policies.list_policies(tx, Filter(since=later(1))) == []


def test_a_relation_waits_for_what_it_names(database: Database) -> None:
    with database.write() as tx:
        author = add_policy(tx)
        first = relate(tx, author, "旧措施", waiting_key="t:旧措施")
        relate(tx, author, "旧措施", "云政发〔2020〕1号", waiting_key="n")
        waiting = finding.waiting_relations(tx, ["t:旧措施", "x"])
        assert [(key, one.id, one.from_policy) for key, (one,) in waiting.items()] == [
            ("t:旧措施", first, author)
        ]
        named = add_policy(tx, new_policy("旧措施"))
        place_rows.settle_relations(tx, {first: named})
        assert (
            finding.waiting_relations(tx, ["t:旧措施"]) == finding.waiting_relations(tx, []) == {}
        )
        assert [found.id for found in relations.of_policy(tx, named)] == [first]
        assert len(relations.of_policy(tx, author)) == 2


def test_sources_are_due_longest_overdue_first_and_new_ones_before_all(database: Database) -> None:
    with database.write() as tx:
        checks.declare(tx, dict.fromkeys("abcde", ""))
        for key, days in (("a", 1), ("b", -2), ("c", -1), ("d", 0)):
            checks.record_check(
                tx,
                key,
                Outcome(NOW, ok=True, status="unchanged", reason="", next_check_at=later(days)),
            )
        assert checks.list_due(tx, "abcd", NOW) == ["b", "c", "d"]
        assert checks.list_due(tx, "abcde", NOW) == ["e", "b", "c", "d"]
        assert checks.list_due(tx, "ax", NOW) == []


def test_the_health_of_a_source_counts_failures_until_a_good_look(database: Database) -> None:
    with database.write() as tx:
        checks.declare(tx, {"yz": "https://yunzhou.example"})
        for day in (1, 2):
            checks.record_check(
                tx,
                "yz",
                Outcome(
                    later(day), ok=False, status="failed", reason="503", next_check_at=later(9)
                ),
            )
        checks.tell_silent(tx, "yz", later(2))
        failing = checks.state(tx, "yz")
        assert (failing.failures, failing.failing_since, failing.baseline_at) == (2, later(1), None)
        checks.record_check(
            tx,
            "yz",
            Outcome(later(3), ok=True, status="fetched", reason="", next_check_at=later(9)),
        )
        well = checks.states(tx)["yz"]
        assert (well.failures, well.failing_since, well.baseline_at, well.checks) == (
            0,
            None,
            later(3),
            3,
        )
        assert (well.silent_told_at, well.last_ok_at) == (later(2), later(3))
        assert checks.state(tx, "nobody") == SourceState("nobody")


def test_a_source_whose_address_was_edited_starts_over(database: Database) -> None:
    with database.write() as tx:
        checks.declare(tx, {"yz": "https://yunzhou.example", "other": "x"})
        for key in ("yz", "other"):
            checks.record_check(
                tx, key, Outcome(NOW, ok=True, status="fetched", reason="", next_check_at=later(1))
            )
        checks.declare(tx, {"yz": "https://new.example", "other": "x"})
        found = checks.states(tx)
        assert (found["yz"].baseline_at, found["yz"].next_check_at, found["yz"].locator) == (
            None,
            None,
            "https://new.example",
        )
        assert found["other"].baseline_at == NOW


def test_a_source_that_is_asked_with_https_from_now_on_goes_on(database: Database) -> None:
    """What came between the last look and the switch is news, not a new baseline."""
    with database.write() as tx:
        checks.declare(tx, {"yz": "http://yunzhou.example/a"})
        checks.record_check(
            tx, "yz", Outcome(NOW, ok=True, status="fetched", reason="", next_check_at=later(1))
        )
        checks.declare(tx, {"yz": "https://yunzhou.example/a"})
        found = checks.states(tx)["yz"]
        assert (found.baseline_at, found.next_check_at, found.locator) == (
            NOW,
            None,
            "https://yunzhou.example/a",
        )


def test_a_subscriber_joins_once(database: Database) -> None:
    with database.write() as tx:
        subscriptions.join(tx, ["a"], NOW)
        assert subscriptions.join(tx, ["a", "b", "b"], later(1)) == {"a": NOW, "b": later(1)}
        assert subscriptions.joined_at(tx) == {"a": NOW, "b": later(1)}
