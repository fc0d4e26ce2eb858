"""Which known policy a stated relation means, and when it is certain enough to take effect."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from store.records import DeadlineKind, Policy, PolicyStatus, RelationKind
from tests.watcher.deciding.samples import (
    CALL,
    CITY,
    OFFICE,
    RULES,
    deadline,
    document,
    draft,
    expiry,
    policy,
    stated,
    stored,
)
from watcher.deciding.identity import Card, keys
from watcher.deciding.targets import (
    MOST_SEEMING,
    can_mean,
    find_target,
    is_awaited,
    is_certain,
    look_up_targets,
)
from watcher.deciding.title_likeness import inner_key, matter

REPEALS, EXTENDS = RelationKind.REPEALS, RelationKind.EXTENDS
NUMBER = "云工信规〔2022〕1号"
APRIL, MAY = date(2026, 4, 15), date(2026, 5, 10)
OWN = Card(
    title=f"{OFFICE}关于延长绿色工厂申报时间的通知",
    kind="policy_text",
    issuers=(OFFICE,),
    issued_on=date(2026, 3, 2),
    region=CITY,
    policy_id=99,
)


def test_a_number_finds_its_policy_and_a_title_is_not_asked_then() -> None:
    """Two policies answer: one to the number, one to the title. The number says which."""
    one = stored(document("云湖市若干措施的通知", number=NUMBER), 1)
    two = stored(document(RULES), 2)
    relation = stated(REPEALS, RULES, NUMBER)
    view = draft(one, two)
    named = look_up_targets(view, [relation])
    own = replace(OWN, region=None)
    assert find_target(view, own, relation, named).policy == one.policy


def test_a_title_finds_a_policy_without_a_number_but_none_of_another_number() -> None:
    """A text prints the title and a number that nobody answers to."""
    relation = stated(REPEALS, RULES, NUMBER)
    bare, numbered = (
        stored(document(RULES), 1),
        stored(document(RULES, number="云工信〔2020〕2号"), 2),
    )
    view = draft(bare, numbered)
    named = look_up_targets(view, [relation])
    assert find_target(view, OWN, relation, named).policy == bare.policy
    view = draft(numbered)
    assert find_target(view, OWN, relation, look_up_targets(view, [relation])).policy is None


def test_a_policy_that_answers_to_a_merged_ones_number_is_found_by_it() -> None:
    """It prints another number itself."""
    one = stored(
        document(RULES, number="云工信〔2020〕2号"),
        1,
        keys=keys(replace(OWN, doc_number=NUMBER))[:1],
    )
    relation, view = stated(REPEALS, None, NUMBER), draft(one)
    named = look_up_targets(view, [relation])
    assert find_target(view, OWN, relation, named).policy == one.policy


def test_a_measure_is_found_by_its_own_title() -> None:
    """《云湖市技术改造补助办法》 names the notice that issued it."""
    one = stored(document(RULES), 1, keys=(inner_key(RULES) or "",))
    relation, view = stated(REPEALS, "云湖市技术改造补助办法"), draft(one)
    named = look_up_targets(view, [relation])
    assert find_target(view, OWN, relation, named).policy == one.policy


@pytest.mark.parametrize(
    ("first", "second", "meant"),
    [
        ({"status": PolicyStatus.REPEALED}, {}, 2),
        ({"status": PolicyStatus.EXPIRED, "issued_on": date(2026, 2, 12)}, {}, 2),
        ({"issuers": ("平山市财政局",)}, {}, 2),
        ({"issued_on": date(2025, 2, 10)}, {}, 2),
        ({"issued_on": None}, {}, 2),
        ({}, {"issued_on": date(2025, 2, 10)}, 1),
        ({}, {}, 1),
        ({"issuers": ("平山市财政局",)}, {"status": PolicyStatus.REPEALED}, 1),
    ],
)
def test_of_several_of_one_title_the_living_one_of_the_same_office_then_the_latest(
    first: dict[str, Any], second: dict[str, Any], meant: int
) -> None:
    """Last year's call has the same title; of two alike the one that was known first."""
    said = document(RULES)
    those = [
        replace(stored(said, number), policy=replace(policy(number), **more))
        for number, more in ((1, first), (2, second))
    ]
    view, relation = draft(*those), stated(REPEALS, RULES)
    found = find_target(view, OWN, relation, look_up_targets(view, [relation]))
    assert found.policy is not None
    assert found.policy.id == meant


@pytest.mark.parametrize(
    ("kind", "facts", "named", "can"),
    [
        (REPEALS, {}, (RULES, None), True),
        (REPEALS, {"id": 99}, (RULES, None), False),
        (REPEALS, {"issued_on": date(2026, 3, 2)}, (RULES, None), True),
        (REPEALS, {"issued_on": date(2026, 3, 3)}, (RULES, None), False),
        (REPEALS, {"issued_on": None}, (RULES, None), True),
        (REPEALS, {"issued_on": None, "published_on": date(2026, 3, 3)}, (RULES, None), False),
        # with a number the day on which a site put it up says nothing
        (REPEALS, {"issued_on": None, "published_on": date(2026, 3, 3)}, (RULES, NUMBER), True),
        (RelationKind.DRAFTS, {"issued_on": date(2026, 3, 3)}, (RULES, None), True),
        (RelationKind.DRAFTS, {"issued_on": date(2026, 3, 2)}, (RULES, None), True),
        (RelationKind.DRAFTS, {"issued_on": date(2026, 3, 1)}, (RULES, None), False),
        (REPEALS, {"region_code": "450300"}, (RULES, None), False),
        (REPEALS, {"region_code": None}, (RULES, None), True),
        (REPEALS, {"region_code": "450000"}, (RULES, None), False),
        (EXTENDS, {"region_code": "000000"}, (RULES, None), False),
        (RelationKind.AMENDS, {"region_code": "000000"}, (RULES, None), False),
        (RelationKind.BASED_ON, {"region_code": "450000"}, (RULES, None), True),
        (RelationKind.BASED_ON, {"region_code": "000000"}, (RULES, None), True),
        (RelationKind.BASED_ON, {"region_code": "450300"}, (RULES, None), False),
        # a number of another place, with the title of this one
        (REPEALS, {"region_code": "450300"}, (RULES, NUMBER), True),
        (REPEALS, {"region_code": "450300"}, ("平山市人才工作实施细则", NUMBER), False),
        (REPEALS, {"region_code": "450300"}, (None, NUMBER), False),
    ],
)
def test_what_a_number_or_a_title_can_mean(
    kind: RelationKind, facts: dict[str, Any], named: tuple[str | None, str | None], can: bool
) -> None:
    """Earlier ones of its own place; grounds may be of a place above; a draft becomes what is later."""
    relation = stated(kind, *named)
    assert can_mean(OWN, relation, replace(policy(), **facts)) is can


def test_a_document_without_a_place_can_mean_one_of_any_place() -> None:
    """Nothing contradicts it."""
    assert can_mean(replace(OWN, region=None), stated(REPEALS, RULES), policy())


def call(number: int = 1, **more: Any) -> Policy:
    return replace(policy(number, CALL, issued_on=date(2026, 2, 20)), **more)


def moving(until: date | None = MAY, title: str | None = "绿色工厂") -> Any:
    return stated(EXTENDS, title, until=until, text="申报截止时间延长至2026年5月10日。")


@pytest.mark.parametrize(
    ("own", "facts", "certain"),
    [
        ({}, {}, True),
        ({"issuers": ()}, {}, False),
        ({}, {"issuers": ()}, False),
        ({"issuers": ("平山市财政局",)}, {}, False),
        ({"region": "450300"}, {}, False),
        ({}, {"title": CALL.replace("绿色工厂", "2025年绿色工厂")}, True),
        (
            {"title": OWN.title.replace("绿色", "2026年绿色")},
            {"title": CALL.replace("绿色", "2025年绿色")},
            False,
        ),
        ({}, {"issued_on": None}, False),
        ({}, {"issued_on": None, "published_on": date(2026, 2, 21)}, True),
        ({"issued_on": None}, {}, False),
        ({"issued_on": None, "published_on": date(2026, 3, 2)}, {}, True),
        ({}, {"issued_on": date(2026, 3, 2)}, True),
        ({}, {"issued_on": date(2026, 3, 3)}, False),
        ({}, {"issued_on": OWN.issued_on and OWN.issued_on - timedelta(days=366)}, True),
        ({}, {"issued_on": OWN.issued_on and OWN.issued_on - timedelta(days=367)}, False),
    ],
)
def test_when_there_is_no_doubt_that_a_call_is_meant(
    own: dict[str, Any], facts: dict[str, Any], certain: bool
) -> None:
    """Issuer, place and year agree, and the notice follows within the call's year."""
    card = replace(OWN, **own)
    assert is_certain(card, moving(None, None), call(**facts), [deadline(APRIL)]) is certain


@pytest.mark.parametrize(
    ("those", "certain"),
    [
        ([], False),
        ([deadline(None)], False),
        ([expiry(APRIL)], False),
        ([expiry(APRIL), deadline(APRIL)], True),
    ],
)
def test_a_call_has_a_window_with_a_last_day(those: Any, certain: bool) -> None:
    """What has none has no date to be moved."""
    assert is_certain(OWN, moving(), call(), those) is certain


def seeming(*calls: Policy, dated: bool = True) -> Any:
    key = (matter(CALL).key or "",)
    due = (deadline(APRIL),) if dated else ()
    those = [
        replace(stored(document(CALL), one.id, keys=key, deadlines=due), policy=one)
        for one in calls
    ]
    view, relation = draft(*those), moving()
    return find_target(view, OWN, relation, look_up_targets(view, [relation]))


def test_one_call_of_that_matter_is_meant_where_there_is_no_doubt() -> None:
    """The notice names no document, only what the call is about."""
    assert seeming(call()).policy == call()
    assert seeming(call()).seeming == ()


@pytest.mark.parametrize(
    ("calls", "dated"),
    [
        ([call()], False),
        ([call(1), call(2)], True),
        ([call(1), call(2, region_code="450300")], True),
        ([call(number) for number in range(1, MOST_SEEMING + 1)], True),
    ],
)
def test_where_it_is_not_certain_they_only_seem_meant(calls: list[Policy], dated: bool) -> None:
    """None of them is moved; the notice is linked with each."""
    found = seeming(*calls, dated=dated)
    assert (found.policy, found.seeming) == (None, tuple(calls))


def test_no_more_than_a_few_seem_meant() -> None:
    """Six of one matter: five are linked."""
    found = seeming(*(call(number) for number in range(1, 7)))
    assert [one.id for one in found.seeming] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "facts",
    [
        {"id": 99},
        {"status": PolicyStatus.REPEALED},
        {"status": PolicyStatus.MERGED},
        {"title": f"{OFFICE}关于延长绿色工厂申报时间的通知"},
    ],
)
def test_what_no_notice_of_a_matter_concerns(facts: dict[str, Any]) -> None:
    """Itself, a policy that was repealed, another notice that moves a date."""
    found = seeming(replace(call(), **facts))
    assert (found.policy, found.seeming) == (None, ())


@pytest.mark.parametrize("status", [PolicyStatus.EXPIRED, PolicyStatus.WITHDRAWN])
def test_a_call_that_is_over_or_gone_can_be_moved(status: PolicyStatus) -> None:
    """Its window opens again."""
    assert seeming(call(status=status)).policy is not None


def awaited(relation: Any, arrived: Policy, *due: Any, own: Card = OWN) -> bool:
    one = replace(stored(document(arrived.title), arrived.id, deadlines=due), policy=arrived)
    return is_awaited(draft(one), own, relation, arrived)


def test_what_was_named_by_title_or_number_is_awaited() -> None:
    """The title, the measure's title, or a number; of another place it is not."""
    assert awaited(stated(REPEALS, RULES), policy())
    assert awaited(stated(REPEALS, "云湖市技术改造补助办法"), policy())
    assert awaited(stated(REPEALS, None, NUMBER), policy(doc_number=NUMBER))
    assert not awaited(stated(REPEALS, RULES), policy(region_code="450300"))
    assert not awaited(stated(REPEALS, "云湖市人才引进实施办法"), policy())


def test_a_call_that_was_meant_by_its_matter_is_awaited_where_there_is_no_doubt() -> None:
    """As where it was known: with a window, of the office, alive."""
    assert awaited(moving(), call(), deadline(APRIL))
    assert not awaited(moving(), call(), deadline(APRIL, kind=DeadlineKind.EXPIRY))
    assert not awaited(moving(), call(status=PolicyStatus.REPEALED), deadline(APRIL))
