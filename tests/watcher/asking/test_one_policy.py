"""One policy whole, and two of its versions."""

import pytest

from tests.watcher.recording.conftest import ZONE, Shelf
from tests.watcher.recording.texts import CALL, EXTENSION, rules, started
from watcher.asking.policy_card import NoSuchPolicyError, policy_card
from watcher.asking.shapes.policy_card_shape import policy_card_shape
from watcher.asking.version_pair import (
    NoSuchVersionError,
    OneVersionError,
    compared_versions,
    policy_versions,
)
from watcher.rendering.policy_record import named_policy, policy_record


@pytest.fixture
def amended(world: Shelf) -> Shelf:
    """Rules with three versions."""
    started(world)
    for amount in (300, 400):
        world.put("rules.txt", rules(amount=amount))
        world.check()
    return world


def test_a_card_has_the_versions_places_and_log_of_a_policy(amended: Shelf) -> None:
    """Facts are those of the newest version."""
    with amended.database.read() as tx:
        card = policy_card(tx, 1)
    assert [version.heading.number for version in card.versions] == [1, 2, 3]
    assert [change.kind for change in card.changes] == ["amended", "amended", "published"]
    assert [sighting.source_key for sighting in card.sightings] == ["city"]
    assert card.facts["doc_number"]["value"] == "云工信规〔2026〕3号"
    assert policy_card_shape(card, ZONE)["versions"][0]["damaged"] is False


def test_a_relation_names_the_other_end(world: Shelf) -> None:
    """From the call's card one sees the notice that extends it, and the other way round."""
    world.put("call.txt", CALL)
    world.check()
    world.put("extension.txt", EXTENSION)
    world.check()
    with world.database.read() as tx:
        call, notice = (policy_card_shape(policy_card(tx, number), ZONE) for number in (1, 2))
    ends = [
        [(one["relation"], one["direction"], one["policy_id"]) for one in card["relations"]]
        for card in (call, notice)
    ]
    assert ends == [[("extends", "from", 2)], [("extends", "to", 1)]]


def test_a_policy_that_is_not_there_is_said(world: Shelf) -> None:
    """With its number."""
    with world.database.read() as tx, pytest.raises(NoSuchPolicyError, match="#7"):
        policy_card(tx, 7)


def test_without_numbers_the_newest_is_compared_with_the_one_before(amended: Shelf) -> None:
    """And any two by their numbers."""
    with amended.database.read() as tx:
        newest = policy_versions(tx, 1)
        chosen = policy_versions(tx, 1, first=1, last=3)
    assert (newest.old.number, newest.new.number) == (2, 3)
    assert (chosen.old.number, chosen.new.number) == (1, 3)
    assert [fact.what for fact in chosen.facts] == ["amount"]
    assert len(chosen.clauses) == 1


def test_versions_of_two_policies_are_compared(amended: Shelf) -> None:
    """The title is the newer one's: a policy beside the one it replaces."""
    other = "云湖市人民政府关于印发《云湖市绿色工厂办法》的通知"
    amended.put("other.txt", rules(title=other, number=9, amount=900))
    amended.check()
    with amended.database.read() as tx:
        pair = compared_versions(tx, (1, 1), (2, 1))
    assert pair.policy.title == other
    assert pair.clauses


def test_what_cannot_be_compared_is_said(world: Shelf) -> None:
    """One version only; a number that is none."""
    started(world)
    with world.database.read() as tx:
        with pytest.raises(OneVersionError):
            policy_versions(tx, 1)
        with pytest.raises(NoSuchVersionError, match="versions 1 to 1"):
            policy_versions(tx, 1, first=1, last=9)
        with pytest.raises(NoSuchPolicyError):
            compared_versions(tx, (1, 1), (5, 1))


def test_a_webhook_names_a_policy_by_a_part_of_its_one_shape(amended: Shelf) -> None:
    """Never another value under the same key; nulls where there is no policy."""
    policy = amended.policies()[0]
    assert named_policy(policy).items() <= policy_record(policy).items()
    assert named_policy(None) == {"id": None, "title": None, "doc_number": None, "url": None}
