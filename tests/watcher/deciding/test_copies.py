"""A known policy that a place shows: the same again, a copy beside it, a page that moved, an amendment told once."""

from datetime import date, timedelta
from typing import Any

import pytest

from store.records import ChangeKind, PolicyStatus, Sighting, SuppressionRule
from tests.watcher.deciding.samples import (
    BEFORE,
    NOW,
    OTHER_PAGE,
    PAGE,
    RULES,
    SITE,
    document,
    draft,
    effects_of,
    fact,
    reading,
    stored,
)
from watcher.deciding import effects
from watcher.deciding.copies import moved_sighting, see_again
from watcher.deciding.drafting import Draft
from watcher.deciding.effects import Happened

OLD = document(RULES, "第一条　单个项目最高补助200万元。")
NEW = document(RULES, "第一条　单个项目最高补助300万元。")
NEWER = document(RULES, "第一条　单个项目最高补助300万元。", "第二条　自印发之日起施行。")
ELSEWHERE = "province"


def see(said: Any, *, known: Any = None, made: Draft | None = None, **place: Any) -> Any:
    """A document that is policy 1, which is stored as OLD unless said otherwise."""
    made = made or draft(known or stored(OLD))
    read = reading(said, **place)
    return made, see_again(made, read, read.reads[0], 1)


def silenced(made: Draft) -> list[tuple[SuppressionRule, str, str]]:
    return [(one.rule, one.old, one.new) for one in effects_of(effects.Silenced, made.effects)]


def appended(made: Draft) -> list[ChangeKind]:
    return [one.new.kind for one in effects_of(effects.ChangeAppended, made.effects)]


def sighting(made: Draft) -> Sighting:
    return effects_of(effects.SightingSet, made.effects)[-1].sighting


def test_the_same_text_again_is_seen_and_nothing_else() -> None:
    """The place says what it said; the day on which it was seen is newer."""
    made, happened = see(OLD)
    assert [type(one) for one in made.effects] == [effects.SightingSet]
    seen = sighting(made)
    assert (seen.id, seen.version_id, seen.last_seen_at, seen.first_seen_at) == (
        10,
        100,
        NOW,
        BEFORE,
    )
    assert happened == []


def test_what_another_place_shows_first_time_is_a_copy_that_says_the_same() -> None:
    """A repost is a sighting of the policy's own version."""
    made, happened = see(OLD, source_key=ELSEWHERE, address=OTHER_PAGE)
    assert happened == []
    assert effects_of(effects.VersionAdded, made.effects) == []
    seen = sighting(made)
    assert (seen.source_key, seen.address, seen.version_id) == (ELSEWHERE, OTHER_PAGE, 100)
    assert silenced(made) == [(SuppressionRule.ELSEWHERE, "", RULES)]


def test_a_copy_that_says_something_else_keeps_a_text_of_its_own() -> None:
    """Only so that it can be compared with itself: it is no version of the policy."""
    made, happened = see(NEW, source_key=ELSEWHERE, address=OTHER_PAGE)
    (copy,) = effects_of(effects.VersionAdded, made.effects)
    assert (copy.number, copy.policy_id) == (None, 1)
    assert sighting(made).version_id == copy.version_id
    assert (happened, appended(made)) == ([], [])


def test_an_amendment_is_told_where_it_is_seen_first() -> None:
    """The policy's next version, with what changed."""
    made, (happened,) = see(NEW)
    (version,) = effects_of(effects.VersionAdded, made.effects)
    assert version.number == 2
    assert appended(made) == [ChangeKind.AMENDED]
    assert happened.policy.version_number == 2
    assert sighting(made).version_id == version.version_id


def test_an_amendment_that_another_place_told_first_is_not_told_again() -> None:
    """The copy still said the old text, and says the policy's own now."""
    made = draft(stored(OLD, places=((SITE, PAGE), (ELSEWHERE, OTHER_PAGE))))
    see(NEW, made=made)
    first = len(made.effects)
    _, happened = see(NEW, made=made, source_key=ELSEWHERE, address=OTHER_PAGE)
    assert happened == []
    added = effects_of(effects.VersionAdded, made.effects[:first])[0]
    assert effects_of(effects.VersionAdded, made.effects[first:]) == []
    assert sighting(made).version_id == added.version_id
    assert silenced(made) == [(SuppressionRule.TOLD, "", RULES)]


def test_a_copy_that_catches_up_but_lacks_a_clause_keeps_a_text_of_its_own() -> None:
    """What it brings was told; what it lacks is no news of the policy."""
    made = draft(stored(OLD, places=((SITE, PAGE), (ELSEWHERE, OTHER_PAGE))))
    see(NEWER, made=made)
    first = len(made.effects)
    _, happened = see(NEW, made=made, source_key=ELSEWHERE, address=OTHER_PAGE)
    assert happened == []
    (copy,) = effects_of(effects.VersionAdded, made.effects[first:])
    assert copy.number is None


def test_a_copy_that_brings_something_new_amends_the_policy() -> None:
    """It is the first to say it."""
    made = draft(stored(OLD, places=((SITE, PAGE), (ELSEWHERE, OTHER_PAGE))))
    see(NEW, made=made)
    _, (happened,) = see(NEWER, made=made, source_key=ELSEWHERE, address=OTHER_PAGE)
    assert happened.policy.version_number == 3


@pytest.mark.parametrize("technical", [False, True])
def test_what_a_site_prints_anew_whenever_it_likes_is_hidden(technical: bool) -> None:
    """Its stamp of publication; a newer reader that reads another one records that."""
    before, after = (
        document(RULES, "第一条　目的。", published_on=fact(day))
        for day in (date(2026, 2, 11), date(2026, 2, 12))
    )
    made, happened = see(after, known=stored(before), technical=technical)
    stamp = [(SuppressionRule.STAMP, "2026-02-11", "2026-02-12")]
    assert silenced(made) == ([] if technical else stamp)
    assert [one.kind for one in _entries(made, happened)] == (
        [ChangeKind.TECHNICAL] if technical else []
    )


def _entries(made: Draft, _happened: list[Happened]) -> list[Any]:
    return [one.new for one in effects_of(effects.ChangeAppended, made.effects)]


def test_a_withdrawn_policy_that_is_there_again_is_restored() -> None:
    """With the text it had: one alert."""
    made, (happened,) = see(OLD, known=stored(OLD, status=PolicyStatus.WITHDRAWN))
    assert appended(made) == [ChangeKind.RESTORED]
    assert happened.policy.status == PolicyStatus.ACTIVE
    assert len(happened.changes) == 1


def test_a_withdrawn_policy_that_is_there_again_and_amended_is_told_once() -> None:
    """Both changes in one piece of news."""
    made, (happened,) = see(NEW, known=stored(OLD, status=PolicyStatus.WITHDRAWN))
    assert appended(made) == [ChangeKind.RESTORED, ChangeKind.AMENDED]
    assert len(happened.changes) == 2


def test_only_what_was_read_before_adds_the_keys_of_a_newer_reader() -> None:
    """Under which others mean it."""
    named = effects_of(effects.KeysAdded, see(OLD, technical=True)[0].effects)
    assert named == [effects.KeysAdded(1, ("inner:policy:云湖市技术改造补助办法",))]
    assert effects_of(effects.KeysAdded, see(OLD)[0].effects) == []


def test_a_place_whose_text_was_never_kept_is_a_copy() -> None:
    """Nothing is there to compare with."""
    made, happened = see(NEW, known=stored(OLD, places=()))
    assert happened == []
    assert silenced(made) == [(SuppressionRule.ELSEWHERE, "", RULES)]


@pytest.mark.parametrize(
    ("source", "shown", "missing", "goes_on"),
    [
        (SITE, OTHER_PAGE, NOW, True),
        (SITE, OTHER_PAGE, None, False),
        (ELSEWHERE, OTHER_PAGE, NOW, False),
        (SITE, PAGE.replace("https", "http"), None, True),
        (SITE, PAGE + "/", None, True),
        (ELSEWHERE, PAGE.replace("https", "http"), None, False),
    ],
)
def test_a_page_that_moved_goes_on_from_what_it_said(
    source: str, shown: str, missing: Any, goes_on: bool
) -> None:
    """The same source showed it elsewhere and does not any more, or http became https."""
    was = Sighting(10, 1, source, shown, BEFORE, BEFORE, 100, missing)
    assert moved_sighting([was], (SITE, PAGE)) == (was if goes_on else None)


def test_of_several_places_the_first_that_fits_is_where_it_moved_from() -> None:
    """In the order in which they were seen first."""
    there = [
        Sighting(number, 1, SITE, f"{PAGE}?{number}", BEFORE, BEFORE, number, missing)
        for number, missing in ((1, None), (2, NOW), (3, NOW - timedelta(days=1)))
    ]
    assert moved_sighting(there, (SITE, PAGE)) == there[1]


def test_an_amendment_on_a_page_that_moved_is_seen() -> None:
    """The old address is gone; the new one says something else."""
    known = stored(OLD, places=((SITE, OTHER_PAGE),), missing_since=NOW)
    made, (happened,) = see(NEW, known=known)
    assert appended(made) == [ChangeKind.AMENDED]
    assert happened.policy.version_number == 2
