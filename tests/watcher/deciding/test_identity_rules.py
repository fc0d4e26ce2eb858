"""Identity at its edges: the shortest title, the year's gap, the likeness of titles, who is asked first."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from watcher.deciding.identity import (
    ANNUAL_GAP,
    Card,
    assign,
    issuers_agree,
    keys,
    title_key,
    titles_agree,
    unmarked,
)
from watcher.deciding.title_likeness import inner_key, matter, named_keys

OFFICE, CITY = ("云湖市工业和信息化局",), "450200"
DAY = date(2026, 3, 2)
ONE = Card(
    "关于组织申报技术改造项目的通知",
    "policy_text",
    "云工信〔2026〕15号",
    OFFICE,
    DAY,
    None,
    CITY,
    1,
)


def known_as(card: Card, *known: Card) -> int | None:
    elsewhere: dict[str, list[Card]] = {}
    for one in known:
        for key in keys(one):
            elsewhere.setdefault(key, []).append(one)
    return assign([card], (), elsewhere)[0]


def same_as(*, first: Any = None, **more: Any) -> bool:
    """A document that prints this is the policy ONE, which is known from another place."""
    return known_as(replace(ONE, policy_id=0, **more), replace(ONE, **(first or {}))) == 1


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("甲局关于申报的通知", "关于申报的通知"),
        ("甲关于申报的通知", "关于申报的通知"),
        ("甲局关于申报通知", "关于申报通知"),
        ("甲局关于申报通", "甲局关于申报通"),
        ("关于申报的通知", "关于申报的通知"),
    ],
)
def test_the_issuer_before_its_subject_is_no_part_of_a_title(title: str, key: str) -> None:
    """Where enough is left behind it."""
    assert title_key(title) == key


@pytest.mark.parametrize(("title", "found"), [("关于申报通知", True), ("申报的通知", False)])
def test_a_title_of_five_characters_finds_nothing(title: str, found: bool) -> None:
    """通知, 公告: away from its own address it says nothing."""
    assert bool(keys(Card(title, "policy_text"))) is found
    assert bool(named_keys(title)) is found
    assert bool(inner_key(f"关于印发《{title}》的通知")) is found


def test_a_mark_behind_a_title_is_no_part_of_it() -> None:
    """In whatever brackets."""
    assert (
        unmarked("甲办法【已废止】") == unmarked("甲办法(失效)") == unmarked(" 甲办法 ") == "甲办法"
    )


@pytest.mark.parametrize(
    ("more", "first", "same"),
    [
        # by its number: the title agrees, or organ and place do
        ({"issuers": ("甲市局",), "region": "450300"}, None, True),
        ({"title": "关于举办秋季招商大会的公告"}, None, True),
        ({"title": "关于举办秋季招商大会的公告", "issuers": ("甲市局",)}, None, False),
        ({"title": "关于举办秋季招商大会的公告", "region": "450300"}, None, False),
        ({"title": "关于举办秋季招商大会的公告", "region": None}, None, True),
        # by its title: number, day, place and organ do not contradict
        ({"doc_number": None}, None, True),
        ({"doc_number": "云工信〔2026〕16号"}, None, False),
        ({"doc_number": None, "issued_on": DAY + timedelta(days=1)}, None, False),
        ({"doc_number": None, "region": "450300"}, None, False),
        ({"doc_number": None, "region": None}, None, True),
        ({"doc_number": None}, {"region": None}, True),
        ({"doc_number": None, "issuers": ("甲市局",)}, None, False),
        ({"doc_number": None, "issuers": ()}, None, True),
        ({"doc_number": None, "kind": "interpretation"}, None, False),
    ],
)
def test_what_a_number_or_a_title_proves(more: Any, first: Any, same: bool) -> None:
    """Seen at another place."""
    assert same_as(first=first, **more) is same


@pytest.mark.parametrize(
    ("days", "same"), [(0, True), (ANNUAL_GAP.days, True), (ANNUAL_GAP.days + 1, False)]
)
def test_a_repost_follows_within_half_a_year(days: int, same: bool) -> None:
    """Calls repeat every year under one title; before as after."""
    bare: dict[str, Any] = {"doc_number": None, "issued_on": None}
    for sign in (1, -1):
        printed = {"published_on": DAY + timedelta(days=sign * days)}
        assert same_as(first=bare | {"published_on": DAY}, **bare, **printed) is same
    assert same_as(first=bare, **bare, published_on=DAY) is True


@pytest.mark.parametrize(("days", "same"), [(ANNUAL_GAP.days, True), (ANNUAL_GAP.days + 1, False)])
def test_at_one_address_another_years_call_is_another(days: int, same: bool) -> None:
    """The same title, issued half a year later."""
    later = replace(ONE, doc_number=None, issued_on=DAY + timedelta(days=days), policy_id=0)
    twin = replace(ONE, title="关于举办秋季招商大会的公告", policy_id=9)
    assert (assign([later], [ONE, twin], {})[0] == 1) is same


def test_of_two_years_calls_in_one_handbook_the_one_whose_number_or_date_fits_goes_first() -> None:
    """Whichever was seen first."""
    last = replace(ONE, issued_on=DAY - timedelta(days=90), doc_number=None, policy_id=2)
    this = replace(ONE, doc_number=None, policy_id=3)
    read = replace(ONE, doc_number=None, policy_id=0)
    for order in ([last, this], [this, last]):
        assert assign([read], order, {}) == [3]
    numbered = replace(ONE, doc_number="云工信〔2026〕99号", policy_id=4)
    bare = replace(ONE, doc_number=None, policy_id=5)
    assert assign([replace(ONE, policy_id=0)], [numbered, bare], {}) == [5]


def test_what_was_at_the_address_is_asked_before_what_is_known_elsewhere() -> None:
    """And its number before its title."""
    here = replace(ONE, policy_id=2)
    elsewhere = {key: [ONE] for key in keys(ONE)}
    assert assign([replace(ONE, policy_id=0)], [here], elsewhere) == [2]
    by_title = replace(ONE, doc_number=None, policy_id=3)
    assert assign([replace(ONE, policy_id=0)], [by_title, here], {}) == [2]


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("关于组织申报技术改造项目的通知", True),
        ("关于组织开展技术改造项目申报的通知", True),
        ("关于举办秋季招商大会的公告", False),
    ],
)
def test_a_page_that_held_one_document_still_holds_it_unless_it_says_something_else(
    title: str, same: bool
) -> None:
    """A reworded title at one address."""
    read = replace(ONE, title=title, doc_number=None, policy_id=0)
    assert (assign([read], [replace(ONE, doc_number=None)], {}) == [1]) is same


def test_the_likest_title_goes_first_whichever_was_seen_last() -> None:
    """Two policies were at the address, one of which the page shows reworded."""
    likest = replace(ONE, title="关于组织开展技术改造项目申报的通知", doc_number=None, policy_id=1)
    other = replace(ONE, title="关于组织申报技术改革项目评审的通知", doc_number=None, policy_id=2)
    read = replace(
        ONE, title="关于组织开展技术改造项目申报工作的通知", doc_number=None, policy_id=0
    )
    assert assign([read], [likest, other], {}) == [1]
    assert assign([read], [other, likest], {}) == [1]


def test_beside_another_document_a_reworded_title_needs_more_likeness() -> None:
    """Alone at its address half of it is enough, beside others three quarters are."""
    read = replace(ONE, title="关于组织申报技术创新平台建设的公告", doc_number=None, policy_id=0)
    was = replace(ONE, title="关于组织申报技术改造项目的通知", doc_number=None)
    twin = replace(ONE, title="甲市春季运动会公告", doc_number=None, policy_id=9)
    assert assign([read], [was], {}) == [1]
    assert assign([read], [was, twin], {}) == [None]


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (("财政部",), ("中华人民共和国财政部",), True),
        (("中华人民共和国财政部",), ("财政部",), True),
        (("甲局", "乙局"), ("丙局", "乙局"), True),
        (("甲局",), ("乙局",), False),
        ((), ("乙局",), True),
        (("甲局",), (), True),
    ],
)
def test_one_organ_in_common_is_enough(one: Any, other: Any, agree: bool) -> None:
    """In full or short, or one side unsigned."""
    assert issuers_agree(replace(ONE, issuers=one), replace(ONE, issuers=other)) is agree


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("云湖市技术改造补助办法", "关于印发《云湖市技术改造补助办法》的通知", True),
        ("云湖市技术改造补助办法", "平山市防汛应急预案", False),
        ("", "平山市防汛应急预案", False),
        ("平山市防汛应急预案", "", False),
    ],
)
def test_one_title_stands_in_the_other_or_nearly(one: str, other: str, agree: bool) -> None:
    """An empty one stands in none."""
    assert titles_agree(one, other) is agree


@pytest.mark.parametrize(
    ("title", "text", "year", "key"),
    [
        ("关于组织申报绿色工厂的通知", "绿色工厂", None, "matter:绿色工厂"),
        ("关于组织申报机器人的通知", "机器人", None, None),
        ("关于组织申报2026年度绿色工厂的通知", "绿色工厂", "2026", "matter:绿色工厂"),
        ("2026年甲局关于组织申报绿色工厂的通知", "绿色工厂", None, "matter:绿色工厂"),
        ("关于组织申报2026年绿色工厂（2027年建成）的通知", "绿色工厂2027年建成", "2026", "matter:绿色工厂2027年建成"),
        ("关于绿色工厂关于申报的通知", "绿色工厂关于", None, "matter:绿色工厂关于"),
    ],
)  # fmt: skip
def test_what_a_title_is_about(title: str, text: str, year: str | None, key: str | None) -> None:
    """Without its errand and the year it names first; what is shorter than four characters names anything."""
    found = matter(title)
    assert (found.text, found.year, found.key) == (text, year, key)
