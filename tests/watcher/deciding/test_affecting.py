"""What a document does to others: relations are kept once, take effect now or when the other end is seen."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from store.records import PolicyStatus, RelationKind
from tests.watcher.deciding.samples import (
    CALL,
    CITY,
    OFFICE,
    RULES,
    SITE,
    deadline,
    document,
    draft,
    effects_of,
    reading,
    reference,
    related,
    relating,
    stored,
    window,
)
from watcher.deciding.causes import cause_of
from watcher.deciding.consequences import affect_others, settle_overdue
from watcher.deciding.effects import ChangeAppended, RelationAdded, RelationSettled
from watcher.deciding.identity import number_key
from watcher.deciding.known import NotLoadedError
from watcher.deciding.title_likeness import matter

REPEALS, EXTENDS = RelationKind.REPEALS, RelationKind.EXTENDS
APRIL, MAY = date(2026, 4, 15), date(2026, 5, 10)
OLD = "云工信规〔2022〕1号"
ENDING = f"{OFFICE}关于废止部分文件的通知"
MOVING = f"{OFFICE}关于延长绿色工厂申报时间的通知"


def affect(made: Any, said: Any, *, policy_id: int = 9, **more: Any) -> Any:
    """The document is policy 9, which is stored."""
    read = reading(said, **more)
    cause = cause_of(read, read.reads[0], policy_id)
    return affect_others(made, cause, read.reads[0])


def notice(*repeals: Any, **more: Any) -> Any:
    return document(ENDING, issued=date(2026, 3, 9), repeals=repeals, **more)


def myself() -> Any:
    return stored(notice(), 9, places=())


def test_a_repeal_of_a_known_policy_is_kept_and_told_of_that_policy() -> None:
    """What is told: the policy as it is then, by which document and in which words."""
    old = stored(document(RULES, number=OLD), 1, deadlines=(deadline(APRIL),))
    made = draft(old, myself())
    (told,), unseen = affect(made, notice(reference(RULES, OLD, text="该办法废止。")))
    (added,) = effects_of(RelationAdded, made.effects)
    assert (added.relation.from_policy, added.relation.to_policy) == (9, 1)
    assert (added.relation.relation, added.waiting_key) == (REPEALS, None)
    assert told.policy.status == PolicyStatus.REPEALED
    assert told.changes == (effects_of(ChangeAppended, made.effects)[0].change_id,)
    assert (told.cause, told.evidence) == (ENDING, "该办法废止。")
    assert told.deadlines == (deadline(APRIL),)
    assert told.subject.text == "\n".join(old.version.paragraphs)  # type: ignore[union-attr]  # sound
    assert unseen == ()


def test_a_repeal_of_what_nobody_has_seen_waits_and_is_unseen() -> None:
    """By its number, else by its title."""
    made = draft(myself())
    told, unseen = affect(made, notice(reference(RULES, OLD), reference("云湖市人才引进办法")))
    assert told == []
    assert [one.doc_number for one in unseen] == [OLD, None]
    waiting = [one.waiting_key for one in effects_of(RelationAdded, made.effects)]
    assert waiting == [number_key(OLD), "title:policy:云湖市人才引进办法"]


def test_a_relation_other_than_a_repeal_waits_and_is_nothing_unseen() -> None:
    """An interpretation of what nobody has seen."""
    made = draft(myself())
    said = document(relations=(relating(RelationKind.INTERPRETS, reference(RULES)),))
    assert affect(made, said) == ([], ())
    assert len(effects_of(RelationAdded, made.effects)) == 1


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ({}, False),
        ({"relation": EXTENDS}, True),
        ({"title": "另一份文件的通知"}, True),
        ({"doc_number": OLD}, True),
    ],
)
def test_a_relation_that_is_stored_is_not_kept_again_and_takes_no_effect(
    more: dict[str, Any], kept: bool
) -> None:
    """The page is read again."""
    before = replace(related(5, REPEALS, by=9, to=1, title=RULES), **more)
    old = stored(document(RULES), 1, relations=(before,))
    made = draft(old, replace(myself(), relations=(before,)))
    told, _ = affect(made, notice(reference(RULES)))
    assert bool(effects_of(RelationAdded, made.effects)) is kept
    assert bool(told) is kept


def test_the_same_relation_of_another_document_is_another() -> None:
    """It is kept; the end that the other document told is not told again."""
    before = related(5, REPEALS, by=8, to=1, title=RULES)
    made = draft(stored(document(RULES), 1, relations=(before,)), myself())
    told, _ = affect(made, notice(reference(RULES)))
    assert len(effects_of(RelationAdded, made.effects)) == 1
    assert told == []


def test_a_relation_that_is_stated_twice_takes_effect_once() -> None:
    """By its number and by its title they are two relations to one policy: the second changes nothing."""
    old = stored(document(RULES, number=OLD), 1)
    made = draft(old, myself())
    told, _ = affect(made, notice(reference(RULES, OLD), reference(RULES)))
    assert len(effects_of(RelationAdded, made.effects)) == 2
    assert len(told) == 1


def test_calls_that_only_seem_meant_are_linked_and_stay_as_they_are() -> None:
    """Two calls of one matter: the notice concerns each, and moves neither."""
    key = (matter(CALL).key or "",)
    calls = [
        stored(
            document(CALL, number=f"云工信〔2026〕{number}号"),
            number,
            keys=key,
            deadlines=(deadline(APRIL),),
        )
        for number in (1, 2)
    ]
    made = draft(*calls, myself())
    moved = reference("绿色工厂", until=MAY, text="截止时间延长至5月10日。")
    told, unseen = affect(
        made, document(MOVING, issued=date(2026, 3, 9), relations=(relating(EXTENDS, moved),))
    )
    assert (told, unseen) == ([], ())
    named, *seeming = [one.relation for one in effects_of(RelationAdded, made.effects)]
    assert (named.relation, named.to_policy) == (EXTENDS, None)
    assert [(one.relation, one.to_policy) for one in seeming] == [
        (RelationKind.CONCERNS, 1),
        (RelationKind.CONCERNS, 2),
    ]
    assert [one.evidence for one in seeming] == ["截止时间延长至5月10日。"] * 2
    assert [one.doc_number for one in seeming] == ["云工信〔2026〕1号", "云工信〔2026〕2号"]


def test_a_text_that_is_damaged_keeps_nobody_from_hearing_of_its_end() -> None:
    """Its words are not there to be asked for."""
    old = stored(document(RULES), 1, torn=ValueError("damaged"))
    made = draft(old, myself())
    (told,), _ = affect(made, notice(reference(RULES)))
    assert told.subject.text == ""


def test_what_was_not_loaded_is_asked_for() -> None:
    """Deciding never guesses."""
    made = draft(stored(document(RULES), 1))
    with pytest.raises(NotLoadedError) as lacking:
        affect(made, notice(reference(RULES)), policy_id=77)
    assert lacking.value.details == 77


def waits(kind: RelationKind, key: str, number: int = 5, by: int = 8, **more: Any) -> Any:
    return {key: (related(number, kind, by=by, **more),)}


def settle(said: Any, waiting: Any, *, announced: bool = False, **more: Any) -> Any:
    """The document is policy 1; a notice of another day, policy 8, named it before."""
    arrived = stored(said, 1, deadlines=more.pop("deadlines", ()))
    author = stored(document(ENDING, issued=date(2026, 3, 9)), 8, places=(), announced=announced)
    made = draft(arrived, author, waiting=waiting)
    read = reading(said, **more)
    cause = cause_of(read, read.reads[0], 1)
    return made, settle_overdue(made, cause, read.reads[0])


def test_a_policy_that_was_waited_for_is_repealed_when_it_is_seen() -> None:
    """The relation leads to it now; the cause is the document that named it."""
    made, (ended,) = settle(
        document(RULES, number=OLD),
        waits(REPEALS, number_key(OLD), doc_number=OLD, evidence="废止。"),
    )
    assert effects_of(RelationSettled, made.effects) == [RelationSettled(5, 1)]
    assert made.policy(1).status == PolicyStatus.REPEALED
    assert (ended.cause, ended.evidence) == (ENDING, "废止。")
    (entry,) = effects_of(ChangeAppended, made.effects)
    assert (entry.new.policy_id, entry.new.source_key, entry.new.baseline) == (1, SITE, False)
    assert entry.new.said.parameters["title"] == ENDING


@pytest.mark.parametrize(
    ("kind", "announced", "baseline", "quiet"),
    [
        (REPEALS, False, False, False),
        (REPEALS, True, False, True),
        (REPEALS, False, True, True),
        (EXTENDS, True, False, False),
        (EXTENDS, False, True, True),
    ],
)
def test_who_was_told_of_the_repeal_when_it_was_read_is_not_told_again(
    kind: RelationKind, announced: bool, baseline: bool, quiet: bool
) -> None:
    """An extension could not be told before: nobody knew the day."""
    made, _ = settle(
        document(RULES, number=OLD),
        waits(kind, number_key(OLD), doc_number=OLD, until=date(2030, 1, 1)),
        announced=announced,
        baseline=baseline,
    )
    assert effects_of(ChangeAppended, made.effects)[0].new.baseline is quiet


def test_what_waits_for_another_place_waits_on() -> None:
    """The number is the same, the place and the title are not."""
    made, ended = settle(
        document("平山市人才工作实施细则", number=OLD, region="450300"),
        waits(REPEALS, number_key(OLD), doc_number=OLD, title=RULES),
    )
    assert (made.effects, ended) == ([], [])


def test_a_settled_relation_waits_no_more() -> None:
    """It takes effect once."""
    said, waiting = (
        document(RULES),
        waits(REPEALS, "title:policy:关于印发云湖市技术改造补助办法的通知", title=RULES),
    )
    made, (_,) = settle(said, waiting)
    read = reading(said)
    assert settle_overdue(made, cause_of(read, read.reads[0], 1), read.reads[0]) == []


def test_a_relation_that_waits_takes_effect_by_key_and_age() -> None:
    """Two notices repeal it: the first is told, the second changes nothing."""
    key = number_key(OLD)
    both = {key: tuple(related(number, REPEALS, by=8, doc_number=OLD) for number in (5, 6))}
    made, ended = settle(document(RULES, number=OLD), both)
    assert [one.relation_id for one in effects_of(RelationSettled, made.effects)] == [5, 6]
    assert len(ended) == 1


def test_a_relation_without_effect_is_settled_and_told_of_nobody() -> None:
    """An interpretation that was seen before what it interprets."""
    made, ended = settle(
        document(RULES, number=OLD), waits(RelationKind.INTERPRETS, number_key(OLD), doc_number=OLD)
    )
    assert len(effects_of(RelationSettled, made.effects)) == 1
    assert ended == []


def test_a_call_that_a_notice_moved_before_it_was_seen_opens_with_the_moved_day() -> None:
    """The notice named only what the call is about."""
    key = matter(CALL).key or ""
    said = document(CALL, issued=date(2026, 2, 20), windows=(window(APRIL),))
    made, (ended,) = settle(
        said,
        waits(EXTENDS, key, title="绿色工厂", until=MAY, evidence="截止时间延长至5月10日。"),
        deadlines=(deadline(APRIL),),
    )
    assert ended is not None
    assert made.deadlines_of(1)[0].closes == MAY


def test_the_cause_is_the_document_with_the_policy_that_it_is() -> None:
    """A first look is a baseline; so is what was read before."""
    read = reading(document(RULES), baseline=True)
    cause = cause_of(read, read.reads[0], 3)
    assert (cause.card.policy_id, cause.card.region, cause.baseline) == (3, CITY, True)
    assert cause.today == date(2026, 3, 10)
