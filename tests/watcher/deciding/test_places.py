"""What a place stops showing, and shows again."""

from datetime import timedelta
from typing import Any

import pytest

from store.records import ChangeKind, PolicyStatus, Saying, Sighting, SuppressionRule
from tests.watcher.deciding.samples import (
    BEFORE,
    NOW,
    OTHER_PAGE,
    PAGE,
    RULES,
    SITE,
    deadline,
    document,
    draft,
    effects_of,
    reading,
    stored,
)
from watcher.deciding import effects
from watcher.deciding.absence import find_addresses_again, lose_addresses, miss_policy
from watcher.deciding.drafting import Draft

HERE = ((SITE, PAGE),)


def one(**more: Any) -> Any:
    return stored(document(RULES), **more)


def places(made: Draft) -> list[Sighting]:
    return [each.sighting for each in effects_of(effects.SightingSet, made.effects)]


def miss(known: Any, *, technical: bool = False) -> Draft:
    made = draft(known)
    miss_policy(made, reading(document("另一份文件"), technical=technical), known.sightings[0])
    return made


def test_a_policy_that_its_page_does_not_show_is_lost_and_nobody_is_told() -> None:
    """Told when it is gone for days; the ledger says why not now."""
    made = miss(one())
    (seen,) = places(made)
    assert (seen.missing_since, seen.last_seen_at) == (NOW, BEFORE)
    assert effects_of(effects.Silenced, made.effects) == [
        effects.Silenced(SuppressionRule.MISSING, RULES, "")
    ]


def test_what_was_lost_before_is_lost_since_then() -> None:
    """It is said once."""
    assert miss(one(missing_since=BEFORE)).effects == []


def test_what_a_newer_reader_finds_no_document_in_was_never_there() -> None:
    """No other place shows it: it is withdrawn, which is our own progress."""
    made = miss(one(), technical=True)
    assert effects_of(effects.SightingRemoved, made.effects) == [effects.SightingRemoved(10)]
    assert made.policy(1).status == PolicyStatus.WITHDRAWN
    (entry,) = effects_of(effects.ChangeAppended, made.effects)
    assert (entry.new.kind, entry.new.baseline) == (ChangeKind.TECHNICAL, True)
    assert entry.new.said.key == Saying.NOT_A_DOCUMENT
    assert (entry.new.to_version, entry.new.from_version) == (1, None)
    assert made.seen_at(HERE[0]) == ()


def test_a_policy_that_another_place_shows_stays() -> None:
    """One sighting less."""
    made = miss(one(places=(*HERE, (SITE, OTHER_PAGE))), technical=True)
    assert [type(each) for each in made.effects] == [effects.SightingRemoved]
    assert len(made.sightings_of(1)) == 1


def test_all_that_was_seen_at_an_address_is_lost_with_it() -> None:
    """And nothing of another one."""
    made = draft(
        one(),
        stored(document("另一份文件的通知"), 2, places=HERE),
        stored(document("第三份文件"), 3, places=((SITE, OTHER_PAGE),)),
    )
    lose_addresses(made, SITE, [PAGE], NOW)
    assert [(each.policy_id, each.missing_since) for each in places(made)] == [(1, NOW), (2, NOW)]


@pytest.mark.parametrize(
    ("lost", "found"),
    [
        (BEFORE, True),
        (BEFORE + timedelta(days=1), True),
        (BEFORE - timedelta(days=1), False),
        (None, False),
    ],
)
def test_what_left_an_address_before_it_was_gone_stays_lost(lost: Any, found: bool) -> None:
    """The address is back with the bytes it had."""
    made = draft(one(missing_since=lost))
    happened = find_addresses_again(made, SITE, {PAGE: BEFORE}, NOW)
    assert [(each.missing_since, each.last_seen_at) for each in places(made)] == (
        [(None, NOW)] if found else []
    )
    assert happened == []


def test_what_was_withdrawn_with_an_address_is_restored_with_it() -> None:
    """And told, with its deadlines."""
    due = (deadline(NOW.date()),)
    made = draft(one(missing_since=BEFORE, status=PolicyStatus.WITHDRAWN, deadlines=due))
    (happened,) = find_addresses_again(made, SITE, {PAGE: BEFORE}, NOW)
    (entry,) = effects_of(effects.ChangeAppended, made.effects)
    assert (entry.new.kind, entry.new.said.parameters) == (ChangeKind.RESTORED, {"title": RULES})
    assert (entry.new.at, entry.new.source_key, entry.new.baseline) == (NOW, SITE, False)
    assert happened.policy.status == PolicyStatus.ACTIVE
    assert (happened.changes, happened.deadlines) == ((entry.change_id,), due)


def test_a_policy_that_was_not_withdrawn_is_not_restored() -> None:
    """It was repealed meanwhile."""
    made = draft(one(missing_since=BEFORE, status=PolicyStatus.REPEALED))
    assert find_addresses_again(made, SITE, {PAGE: BEFORE}, NOW) == []
    assert made.policy(1).status == PolicyStatus.REPEALED
