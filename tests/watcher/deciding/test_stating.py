"""The relations that a document states, the keys of what they name, and how a document is listed and matched."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from store.records import Actor, DocumentKind, ExtendedDate, RelationKind
from tests.watcher.deciding.samples import (
    CALL,
    CITY,
    OFFICE,
    RULES,
    deadline,
    document,
    fact,
    policy,
    reference,
    relating,
    stated,
    window,
)
from watcher.deciding.cards import alias_keys, document_card, listed_policy, policy_card
from watcher.deciding.identity import number_key
from watcher.deciding.relating import stated_relations
from watcher.deciding.subjects import document_subject, policy_subject
from watcher.deciding.target_keys import (
    answered_keys,
    matter_key,
    target_keys,
    title_keys,
    waiting_key,
)
from watcher.reading.document import Industry

REPEALS, EXTENDS, DRAFTS = RelationKind.REPEALS, RelationKind.EXTENDS, RelationKind.DRAFTS
MOVING = f"{OFFICE}关于延长绿色工厂申报时间的通知"
DRAFT = "《云湖市技术改造补助办法（征求意见稿）》"
NUMBER = "云工信规〔2022〕1号"
MAY = date(2026, 5, 10)


def kinds(**facts: Any) -> list[tuple[RelationKind, str | None]]:
    return [(one.relation, one.title) for one in stated_relations(document(**facts))]


def test_repeals_come_first_and_each_relation_once() -> None:
    """The list of repeals is the one that counts; the last of two that are the same."""
    found = stated_relations(
        document(
            repeals=(
                reference("甲办法", text="一"),
                reference("甲办法", text="二"),
                reference("乙", NUMBER),
            ),
            relations=(
                relating(REPEALS, reference("丙办法")),
                relating(RelationKind.BASED_ON, reference("丁法")),
            ),
        )
    )
    assert [(one.relation, one.title, one.doc_number, one.evidence) for one in found] == [
        (REPEALS, "甲办法", None, "二"),
        (REPEALS, "乙", NUMBER, "如文"),
        (RelationKind.BASED_ON, "丁法", None, "如文"),
    ]


def test_a_relation_keeps_its_days() -> None:
    """From when a repeal holds, until when an extension, and which date it moves."""
    named = replace(reference("甲", on=MAY, until=MAY), moves=ExtendedDate.TERM, earlier=True)
    (found,) = stated_relations(document(repeals=(named,)))
    assert (found.on, found.until) == (MAY, MAY)
    assert (found.moves, found.earlier) == (ExtendedDate.TERM, True)


@pytest.mark.parametrize(
    ("facts", "left"),
    [
        ({"kind": DocumentKind.INTERPRETATION}, [RelationKind.INTERPRETS]),
        ({"kind": DocumentKind.POLICY_NEWS}, [RelationKind.INTERPRETS]),
        ({"draft": True}, [RelationKind.INTERPRETS, DRAFTS]),
        (
            {"draft": True, "title": MOVING},
            [REPEALS, EXTENDS, RelationKind.AMENDS, RelationKind.INTERPRETS],
        ),
        ({}, [REPEALS, EXTENDS, RelationKind.AMENDS, RelationKind.INTERPRETS]),
    ],
)
def test_a_report_or_a_draft_changes_nobodys_life(
    facts: dict[str, Any], left: list[RelationKind]
) -> None:
    """But a notice that moves the end of a consultation does."""
    relations = tuple(
        relating(kind, reference(f"{kind}的文件", until=MAY))
        for kind in (REPEALS, EXTENDS, RelationKind.AMENDS, RelationKind.INTERPRETS)
    )
    found = kinds(repeals=(reference("甲办法"),), relations=relations, **facts)
    assert [kind for kind, _ in found] == left


def test_a_draft_names_what_it_will_be() -> None:
    """Once: where its text names it too, that is it."""
    assert kinds(title=DRAFT, draft=True) == [(DRAFTS, "《云湖市技术改造补助办法》")]
    named = (relating(DRAFTS, reference("云湖市技术改造补助办法")),)
    assert kinds(title=DRAFT, draft=True, relations=named) == [(DRAFTS, "云湖市技术改造补助办法")]


@pytest.mark.parametrize(
    ("title", "status", "named", "kept"),
    [
        (RULES, "废止", reference(RULES), False),
        (RULES, "废止", reference("云湖市技术改造补助办法"), False),
        (RULES, "废止", reference("云湖市人才引进办法"), True),
        (RULES, None, reference(RULES), True),
        (RULES, "废止", reference(RULES, NUMBER), True),
        (CALL, "废止", reference(CALL), False),
    ],
)
def test_a_sites_mark_on_the_document_itself_names_no_other(
    title: str, status: str | None, named: Any, kept: bool
) -> None:
    """关于印发《…》的通知【已废止】: by its title or by that of its measure."""
    assert bool(kinds(title=title, status=status, repeals=(named,))) is kept


def applying(*closes: date | None, actor: Actor = Actor.APPLICANT) -> Any:
    return tuple(window(day, "截止时间延长至5月10日。", actor=actor) for day in closes)


@pytest.mark.parametrize(
    ("title", "windows", "about"),
    [
        (MOVING, applying(MAY), "绿色工厂"),
        (MOVING.replace("绿色", "2026年绿色"), applying(MAY), "2026年绿色工厂"),
        (MOVING, applying(MAY, MAY), "绿色工厂"),
        (MOVING, applying(MAY, date(2026, 6, 30)), None),
        (MOVING, applying(None), None),
        (MOVING, (), None),
        (MOVING, applying(MAY, actor=Actor.AUTHORITY), None),
        (CALL, applying(MAY), None),
        (f"{OFFICE}关于延长申报时间的通知", applying(MAY), None),
    ],
)
def test_a_title_says_whose_date_is_moved(title: str, windows: Any, about: str | None) -> None:
    """Where the text names no document, and has one day for the applicant."""
    found = stated_relations(document(title, windows=windows))
    assert [(one.relation, one.title, one.until) for one in found] == (
        [(EXTENDS, about, MAY)] if about else []
    )


@pytest.mark.parametrize(("until", "more"), [(MAY, 0), (None, 1)])
def test_a_text_that_says_what_it_extends_needs_no_title(until: date | None, more: int) -> None:
    """With a day, that is."""
    named = (relating(EXTENDS, reference("甲通知", until=until)),)
    found = stated_relations(document(MOVING, windows=applying(MAY), relations=named))
    assert len(found) == 1 + more


@pytest.mark.parametrize(
    ("relation", "keys"),
    [
        (stated(REPEALS, None, NUMBER), [number_key(NUMBER)]),
        (
            stated(REPEALS, "云湖市技术改造补助办法", NUMBER),
            [
                number_key(NUMBER),
                "title:policy:云湖市技术改造补助办法",
                "inner:policy:云湖市技术改造补助办法",
            ],
        ),
        (stated(REPEALS, "办法"), []),
        (
            stated(DRAFTS, DRAFT),
            ["title:policy:云湖市技术改造补助办法", "inner:policy:云湖市技术改造补助办法"],
        ),
        (
            stated(EXTENDS, "绿色工厂试点名单", until=MAY),
            [
                "title:policy:绿色工厂试点名单",
                "inner:policy:绿色工厂试点名单",
                "matter:绿色工厂试点名单",
            ],
        ),
        (stated(EXTENDS, "绿色工厂", until=MAY), ["matter:绿色工厂"]),
    ],
)
def test_the_keys_of_what_a_relation_names(relation: Any, keys: list[str]) -> None:
    """Its number first, then its title, then what it is about."""
    assert list(target_keys(relation)) == keys


@pytest.mark.parametrize(
    ("relation", "key"),
    [
        (stated(REPEALS, RULES, NUMBER), number_key(NUMBER)),
        (stated(REPEALS, "云湖市技术改造补助办法"), "title:policy:云湖市技术改造补助办法"),
        (stated(EXTENDS, "绿色工厂试点名单", until=MAY), "matter:绿色工厂试点名单"),
        (stated(REPEALS, "办法"), None),
    ],
)
def test_a_document_that_is_only_named_is_waited_for_by_one_key(relation: Any, key: Any) -> None:
    """Its number, what a call is about, its title; too short a title is waited for by none."""
    assert waiting_key(relation) == key


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("省科技厅关于开展认定工作", "关于开展认定工作的通知"),
        ("省科技厅关于开展认定工作的通知", "关于开展认定工作的通知"),
    ],
)
def test_a_forwarded_notice_is_named_without_its_last_words(title: str, first: str) -> None:
    """转发省科技厅关于开展认定工作的通知."""
    found = title_keys(stated(RelationKind.FORWARDS, title))
    assert found[0] == f"title:policy:{first}"
    assert len(found) == (2 if title.endswith("通知") else 4)
    assert len(title_keys(stated(REPEALS, title))) == 2


@pytest.mark.parametrize(
    ("relation", "key"),
    [
        (stated(EXTENDS, "绿色工厂", until=MAY), "matter:绿色工厂"),
        (stated(EXTENDS, "绿色工厂"), None),
        (stated(EXTENDS, "绿色工厂", NUMBER, until=MAY), None),
        (stated(EXTENDS, "绿色工厂", until=MAY, moves=ExtendedDate.TERM), None),
        (stated(REPEALS, "绿色工厂", until=MAY), None),
        (stated(EXTENDS, None, until=MAY), None),
    ],
)
def test_only_a_notice_that_moves_a_date_is_about_a_matter(relation: Any, key: str | None) -> None:
    """Other relations need a name, and a term of validity is another matter."""
    assert matter_key(relation) == key


def test_a_policy_answers_to_its_number_its_title_and_its_measures_title() -> None:
    """Each once."""
    card = document_card(document(number=NUMBER))
    aliases = ("inner:policy:云湖市技术改造补助办法", "matter:技术改造")
    assert answered_keys(card, aliases) == (
        number_key(NUMBER),
        "title:policy:关于印发云湖市技术改造补助办法的通知",
        *aliases,
        "title:policy:云湖市技术改造补助办法",
    )


@pytest.mark.parametrize(
    ("facts", "keys"),
    [
        ({}, ("inner:policy:云湖市技术改造补助办法",)),
        ({"title": CALL, "windows": (window(MAY),)}, ("matter:绿色工厂",)),
        ({"title": CALL}, ()),
        ({"title": MOVING, "windows": (window(MAY),)}, ()),
        ({"kind": DocumentKind.INTERPRETATION}, ()),
    ],
)
def test_the_keys_under_which_others_mean_a_document(facts: Any, keys: tuple[str, ...]) -> None:
    """The measure that it issues; what its call is about, where it has a window."""
    said = document(**facts)
    assert alias_keys(said) == keys
    assert listed_policy(said).keys[-len(keys) or 99 :] == keys


def test_a_document_and_its_policy_have_one_card() -> None:
    """But for the policy's id."""
    said = document(number=NUMBER, published_on=fact(date(2026, 2, 11)))
    card = document_card(said)
    known = policy(4, RULES, doc_number=NUMBER, published_on=date(2026, 2, 11))
    assert policy_card(known) == type(card)(
        **{name: getattr(card, name) for name in _NAMES}, policy_id=4
    )
    bare = document_card(document(issued=None, region=None, issuers=()))
    assert (bare.doc_number, bare.issued_on, bare.published_on, bare.region) == (None,) * 4


_NAMES = ("title", "kind", "doc_number", "issuers", "issued_on", "published_on", "region")


def test_a_document_is_listed_with_its_place_and_industries() -> None:
    """What it is filed by."""
    listed = listed_policy(document(industries=(Industry("新材料", "strong"),), general=True))
    assert (listed.region_code, listed.region_level, listed.region_name) == (CITY, "city", "云湖市")
    assert (listed.industries, listed.general) == ((("新材料", "strong"),), True)
    nowhere = listed_policy(document(region=None))
    assert (nowhere.region_code, nowhere.region_level, nowhere.region_name) == (None, None, None)


def test_what_has_a_window_to_act_in_is_no_mere_news() -> None:
    """Whatever its heading looks like."""
    news = {"kind": DocumentKind.NEWS}
    assert document_subject(document(**news)).kind == DocumentKind.NEWS
    assert (
        document_subject(document(**news, windows=(window(MAY),))).kind == DocumentKind.POLICY_TEXT
    )
    known = policy(1, RULES, kind=DocumentKind.NEWS)
    assert policy_subject(known, "", ()).kind == DocumentKind.NEWS
    assert policy_subject(known, "", (deadline(MAY),)).kind == DocumentKind.POLICY_TEXT
    reported = policy(1, RULES, kind=DocumentKind.INTERPRETATION)
    assert policy_subject(reported, "", (deadline(MAY),)).kind == DocumentKind.INTERPRETATION


def test_a_subject_has_the_place_the_industries_and_the_text() -> None:
    """Of a document as of the policy that it became."""
    said = document("云湖市若干措施", "第一条", industries=(Industry("新材料", "weak"),))
    read = document_subject(said)
    known = policy(1, "云湖市若干措施", industries=(("新材料", "weak"),))
    assert read == policy_subject(known, "云湖市若干措施\n第一条", ())
    assert document_subject(document(region=None)).region is None
