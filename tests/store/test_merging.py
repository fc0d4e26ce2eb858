"""A wrong merge is taken apart and a missed one made; the log says both and is never edited."""

from datetime import date

import pytest

from store import changes, deadlines, policies, relations, sightings
from store.care import joining_policies
from store.database.opening import Database, Transaction
from store.lists import full_text
from store.lists.walks import Filter
from store.records import Said, Saying
from tests.store.samples import (
    add_policy,
    add_snapshot,
    add_version,
    answering,
    change,
    later,
    make_current,
    new_policy,
    relate,
    see,
    set_deadlines,
    window,
)


def seen(tx: Transaction, title: str, *addresses: str, key: str) -> int:
    """A policy with a text, seen at these addresses, with a deadline and an entry in the log."""
    policy_id = add_policy(tx, new_policy(title, keys=[key]))
    version_id = add_version(
        tx, policy_id, add_snapshot(tx, title.encode(), addresses[0]), f"{title}全文"
    )
    make_current(tx, policy_id, number=1, version_id=version_id)
    for address in addresses:
        see(tx, policy_id, address, version_id)
    set_deadlines(tx, policy_id, window(policy_id, date(2026, 6, 30)))
    changes.append(tx, change(policy_id, f"发布《{title}》"))
    full_text.index(tx, policy_id, title, f"{title}全文")
    return policy_id


def test_a_merged_policy_leads_to_the_one_that_stays(database: Database) -> None:
    with database.write() as tx:
        gone = seen(tx, "云州市措施（转载）", "a", "b", key="k1")
        stays = seen(tx, "云州市措施", "c", key="k2")
        relate(tx, gone, "旧措施", waiting_key="k9")
        joining_policies.merge(tx, gone, stays, later(1))
    with database.read() as tx:
        old = policies.get(tx, gone)
        assert old is not None
        assert (old.status, old.merged_into) == ("merged", stays)
        assert policies.current_id(tx, gone) == policies.current_id(tx, stays) == stays
        assert [found for _, found in answering(tx, ["k1", "k2"])] == [stays, stays]
        assert {sighting.address for sighting in sightings.of_policy(tx, stays)} == {"a", "b", "c"}
        assert [policy.id for _, policy in sightings.seen_at(tx, "yz", "a")] == [stays]
        assert [found.id for found in policies.list_policies(tx, Filter())] == [stays]
        assert [
            policy.id
            for _, policy in deadlines.list_ahead(tx, Filter(), today=date(2026, 3, 2), last=None)
        ] == [stays]
        assert [hit.policy_id for hit in full_text.find(tx, "云州市措施")] == [stays]
        assert [relation.title for relation in relations.of_policy(tx, stays)] == ["旧措施"]


def test_a_merge_is_in_the_log_and_the_log_still_holds(database: Database) -> None:
    with database.write() as tx:
        gone, stays = seen(tx, "甲", "a", key="k1"), seen(tx, "乙", "b", key="k2")
        joining_policies.merge(tx, gone, stays, later(1))
    with database.read() as tx:
        found = changes.history(tx, Filter(policy_id=stays))
        assert [(entry.kind, entry.policy_id) for entry in found] == [
            ("technical", stays),
            ("technical", gone),
            ("published", stays),
            ("published", gone),
        ]
        assert found[0].said == Said(Saying.TOOK_IN, {"title": "甲", "policy_id": gone})
        assert found[1].said == Said(Saying.MERGED_INTO, {"title": "乙", "policy_id": stays})
        assert list(changes.verify(tx)) == []


def test_a_merge_taken_apart_is_what_it_was(database: Database) -> None:
    with database.write() as tx:
        one, two = (
            seen(tx, "云州市甲措施", "a", "b", key="k1"),
            seen(tx, "云州市乙措施", "c", key="k2"),
        )
        policies.set_status(tx, one, "repealed")
        before = [
            policies.get(tx, one),
            policies.get(tx, two),
            sightings.of_policy(tx, one),
            sightings.of_policy(tx, two),
        ]
        joining_policies.merge(tx, one, two, later(1))
        place = sightings.of_policy(tx, two)[0].id
        assert joining_policies.split(tx, two, place, later(2)) == one
    with database.read() as tx:
        assert before == [
            policies.get(tx, one),
            policies.get(tx, two),
            sightings.of_policy(tx, one),
            sightings.of_policy(tx, two),
        ]
        assert answering(tx, ["k1", "k2"]) == [
            ("k1", one),
            ("k2", two),
        ]
        assert [hit.policy_id for hit in full_text.find(tx, "甲措施")] == [one]
        assert list(changes.verify(tx)) == []


def test_merges_do_not_make_chains(database: Database) -> None:
    with database.write() as tx:
        first, second, third = (seen(tx, title, title, key=title) for title in "甲乙丙")
        joining_policies.merge(tx, first, second, later(1))
        joining_policies.merge(tx, second, third, later(2))
        assert policies.current_id(tx, first) == third
        place = next(
            sighting.id for sighting in sightings.of_policy(tx, third) if sighting.address == "甲"
        )
        assert joining_policies.split(tx, third, place, later(3)) == first
        assert policies.current_id(tx, first) == first
        assert {sighting.address for sighting in sightings.of_policy(tx, third)} == {"乙", "丙"}


def test_what_was_taken_for_one_becomes_two(database: Database) -> None:
    """The new policy begins with the text of the place that is taken out."""
    with database.write() as tx:
        both = seen(tx, "年度申报通知", "2025", key="k1")
        copy = add_version(
            tx, both, add_snapshot(tx, b"2026", "2026"), "二〇二六年度申报", number=None
        )
        see(tx, both, "2026", copy)
        place = next(
            sighting.id for sighting in sightings.of_policy(tx, both) if sighting.address == "2026"
        )
        other = joining_policies.split(tx, both, place, later(1))
    with database.read() as tx:
        new = policies.get(tx, other)
        assert new is not None
        assert (new.title, new.url, new.version_number, new.status) == (
            "年度申报通知",
            "2026",
            1,
            "active",
        )
        assert [policy.id for _, policy in sightings.seen_at(tx, "yz", "2026")] == [other]
        assert [policy.id for _, policy in sightings.seen_at(tx, "yz", "2025")] == [both]
        assert [hit.policy_id for hit in full_text.find(tx, "二〇二六年度")] == [other]
        assert [entry.kind for entry in changes.history(tx, Filter(policy_id=other))] == [
            "technical"
        ]


def test_a_page_that_showed_both_is_one_place_after_a_merge(database: Database) -> None:
    with database.write() as tx:
        gone, stays = seen(tx, "甲", "digest", key="k1"), seen(tx, "乙", "digest2", key="k2")
        see(tx, stays, "digest", policies.current_version_id(tx, stays) or 0)
        joining_policies.merge(tx, gone, stays, later(1))
        assert sorted(sighting.address for sighting in sightings.of_policy(tx, stays)) == [
            "digest",
            "digest2",
        ]


def test_what_makes_no_sense_is_refused(database: Database) -> None:
    with database.write() as tx:
        one, two = seen(tx, "甲", "a", key="k1"), seen(tx, "乙", "b", key="k2")
        place = sightings.of_policy(tx, one)[0].id
        with pytest.raises(ValueError, match="cannot be merged"):
            joining_policies.merge(tx, one, one, later(1))
        with pytest.raises(KeyError, match="no policy 404"):
            joining_policies.merge(tx, 404, one, later(1))
        with pytest.raises(ValueError, match="one place only"):
            joining_policies.split(tx, one, place, later(1))
        with pytest.raises(KeyError, match="has no sighting"):
            joining_policies.split(tx, two, place, later(1))
        joining_policies.merge(tx, one, two, later(1))
        with pytest.raises(ValueError, match="cannot be merged"):
            joining_policies.merge(tx, two, one, later(2))
