"""A batch of readings: each document sees what those before it did, as if each had been recorded before the next."""

from datetime import date
from typing import Any

import pytest

from store.records import ChangeKind, PolicyStatus, RelationKind, SnapshotOutcome, SuppressionRule
from tests.watcher.deciding.samples import (
    BEFORE,
    CALL,
    NOW,
    OFFICE,
    OTHER_PAGE,
    PAGE,
    RULES,
    SITE,
    deadline,
    document,
    effects_of,
    kinds_of,
    known,
    reading,
    reference,
    relating,
    stored,
    window,
)
from watcher.deciding import effects
from watcher.deciding.decide import Decision
from watcher.deciding.decide import decide as decide_on
from watcher.deciding.drafting import Draft
from watcher.deciding.effects import FIRST_PROVISIONAL
from watcher.deciding.known import Known, NotLoadedError
from watcher.deciding.read_document import Reading

NUMBER = "云工信规〔2026〕3号"
APRIL, MAY = date(2026, 4, 15), date(2026, 5, 10)
ENDING = f"{OFFICE}关于废止部分文件的通知"
MOVING = f"{OFFICE}关于延长绿色工厂申报时间的通知"


def decide(batch: Known, readings: list[Reading]) -> list[Decision]:
    return decide_on(Draft(batch), readings)


def created(decisions: Any) -> list[int]:
    found = effects_of(effects.PolicyCreated, [one for each in decisions for one in each.effects])
    return [one.policy_id for one in found]


def repealing(*titles: str) -> Any:
    return document(ENDING, issued=date(2026, 3, 9), repeals=tuple(map(reference, titles)))


def test_two_pages_of_one_new_policy_are_one_policy_at_two_places() -> None:
    """The second is a copy of the first."""
    pages = [reading(document(number=NUMBER), address=page) for page in (PAGE, OTHER_PAGE)]
    first, second = decide(known(), pages)
    assert len(created([first, second])) == 1
    assert (kinds_of(first), kinds_of(second)) == ([ChangeKind.PUBLISHED], [])
    assert [one.rule for one in second.silenced] == [SuppressionRule.ELSEWHERE]
    assert (first.outcome, second.outcome) == (SnapshotOutcome.DOCUMENTS,) * 2


def test_provisional_ids_are_given_once() -> None:
    """Whatever they name, and above every id that a database gives."""
    decisions = decide(
        known(),
        [reading(document(f"{RULES}之{n}"), address=f"{PAGE}?{n}") for n in ("一", "二", "三")],
    )
    assert min(created(decisions)) == FIRST_PROVISIONAL
    named = created(decisions)
    for one in decisions:
        named += [each.version_id for each in effects_of(effects.VersionAdded, one.effects)]
        named += [each.change_id for each in effects_of(effects.ChangeAppended, one.effects)]
        named += [each.sighting.id for each in effects_of(effects.SightingSet, one.effects)]
    assert len(named) == len(set(named)) == 12


def test_a_repeal_and_its_target_in_one_batch_target_first() -> None:
    """The target is new and repealed: both are told."""
    first, second = decide(
        known(), [reading(document(RULES)), reading(repealing(RULES), address=OTHER_PAGE)]
    )
    assert kinds_of(first) == [ChangeKind.PUBLISHED]
    assert kinds_of(second) == [ChangeKind.PUBLISHED, ChangeKind.REPEALED]
    own, other = second.happened
    assert (own.unseen, other.policy.title) == ((), RULES)
    assert other.policy.status == PolicyStatus.REPEALED


def test_a_repeal_and_its_target_in_one_batch_repeal_first() -> None:
    """The repeal was told of what nobody had seen; when the target comes nobody is told again."""
    first, second = decide(
        known(), [reading(repealing(RULES), address=OTHER_PAGE), reading(document(RULES))]
    )
    assert [one.title for one in first.happened[0].unseen] == [RULES]
    (own,) = second.happened
    assert own.policy.status == PolicyStatus.REPEALED
    changes = effects_of(effects.ChangeAppended, second.effects)
    assert [(one.new.kind, one.new.baseline) for one in changes] == [
        (ChangeKind.PUBLISHED, False),
        (ChangeKind.REPEALED, True),
    ]
    (settled,) = effects_of(effects.RelationSettled, second.effects)
    (added,) = effects_of(effects.RelationAdded, first.effects)
    assert settled.relation_id == added.relation.id


def test_an_extension_whose_call_comes_later_in_the_batch() -> None:
    """The call opens with the day that the notice gave."""
    moved = reference(CALL, until=MAY, text="截止时间延长至5月10日。")
    notice = document(
        MOVING, issued=date(2026, 3, 9), relations=(relating(RelationKind.EXTENDS, moved),)
    )
    call = document(CALL, issued=date(2026, 2, 20), windows=(window(APRIL),))
    _, second = decide(known(), [reading(notice, address=OTHER_PAGE), reading(call)])
    assert kinds_of(second) == [ChangeKind.PUBLISHED, ChangeKind.DEADLINE_MOVED]
    assert [one.closes for one in second.happened[0].deadlines] == [MAY]


def test_a_text_that_changes_and_changes_back_in_one_batch_is_three_versions() -> None:
    """A→B→A: the third state is a state."""
    first, other = document(RULES, "第一条　甲。"), document(RULES, "第一条　乙。")
    decisions = decide(
        known(), [reading(said, number=n) for n, said in enumerate((first, other, first))]
    )
    assert [kinds_of(one) for one in decisions] == [
        [ChangeKind.PUBLISHED],
        [ChangeKind.AMENDED],
        [ChangeKind.AMENDED],
    ]
    current = [effects_of(effects.VersionMadeCurrent, one.effects)[0].number for one in decisions]
    assert current == [1, 2, 3]


def test_one_number_twice_with_two_titles_is_one_policy_where_the_office_is_one() -> None:
    """The second page corrects the title."""
    pages = [
        reading(document(title, number=NUMBER), address=page)
        for title, page in ((RULES, PAGE), (RULES.replace("补助", "奖补"), OTHER_PAGE))
    ]
    assert len(created(decide(known(), pages))) == 1


def test_an_address_with_several_documents_is_several_policies() -> None:
    """Each is found again at its address; one that the page does not show any more is missing."""
    one, two = document(RULES), document(CALL, issued=date(2026, 2, 20))
    first, again, less = decide(known(), [reading(one, two), reading(two, one), reading(one)])
    assert len(created([first])) == 2
    assert (kinds_of(again), again.outcome) == ([], SnapshotOutcome.HIDDEN)
    assert less.outcome == SnapshotOutcome.HIDDEN
    assert [each.rule for each in less.silenced] == [SuppressionRule.MISSING]
    assert again.texts == less.texts == (first_text(one), first_text(two))


def first_text(said: Any) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in said.paragraphs)


def test_a_date_that_an_earlier_document_moved_is_moved_on_by_the_next() -> None:
    """Two notices of two days."""
    call = stored(document(CALL, issued=date(2026, 2, 20)), deadlines=(deadline(APRIL),))
    notices = []
    for n, until in enumerate((MAY, date(2026, 6, 30))):
        moved = reference(CALL, until=until, text="延长。")
        said = document(
            MOVING, number=f"云工信〔2026〕{n}号", issued=date(2026, 3, 8 + n),
            relations=(relating(RelationKind.EXTENDS, moved),),
        )  # fmt: skip
        notices.append(reading(said, address=f"{OTHER_PAGE}?{n}"))
    _, second = decide(known(call), notices)
    moves = second.happened[1]
    assert [one.closes for one in moves.deadlines] == [date(2026, 6, 30)]
    said_last = effects_of(effects.ChangeAppended, second.effects)[-1].new.said
    assert said_last.parameters["days"] == [["2026-05-10", "2026-06-30"]]


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ({}, SnapshotOutcome.HIDDEN),
        ({"baseline": True}, SnapshotOutcome.DOCUMENTS),
        ({"technical": True}, SnapshotOutcome.DOCUMENTS),
        ({"address": OTHER_PAGE}, SnapshotOutcome.DOCUMENTS),
    ],
)
def test_other_bytes_that_bring_nothing_new_are_hidden(more: Any, outcome: SnapshotOutcome) -> None:
    """At the address that showed it before, and where somebody could have been told."""
    (decision,) = decide(known(stored(document(RULES))), [reading(document(RULES), **more)])
    assert decision.outcome == outcome
    assert bool(decision.texts) is (outcome == SnapshotOutcome.HIDDEN)


def test_a_page_without_a_document_loses_nothing() -> None:
    """A stub, or a list: what it showed before is not missing."""
    (decision,) = decide(known(stored(document(RULES))), [reading()])
    assert (decision.outcome, decision.effects) == (SnapshotOutcome.NO_DOCUMENT, ())


def test_a_page_that_holds_another_document_now_shows_the_first_no_more() -> None:
    """Of another family, so that it is not the first one amended."""
    other = document("云湖市举行春季运动会", kind="news")
    (decision,) = decide(known(stored(document(RULES))), [reading(other)])
    assert kinds_of(decision) == [ChangeKind.PUBLISHED]
    (lost,) = [
        one.sighting
        for one in effects_of(effects.SightingSet, decision.effects)
        if one.sighting.policy_id == 1
    ]
    assert lost.missing_since == NOW


def test_a_damaged_text_that_must_be_compared_stops_the_batch() -> None:
    """The error that says what is damaged is raised; the snapshot waits for that."""
    torn = stored(document(RULES), torn=LookupError("version 100 is damaged"))
    with pytest.raises(LookupError, match="version 100"):
        decide(known(torn), [reading(document(RULES))])


def test_what_is_lacking_is_named() -> None:
    """A policy that is seen at the place, and was not loaded."""
    batch = known(stored(document(RULES)))
    without = type(batch)(here=batch.here)
    with pytest.raises(NotLoadedError) as lacking:
        decide(without, [reading(document(RULES))])
    assert (lacking.value.policy, lacking.value.details, lacking.value.version) == (1, None, None)


def test_deciding_changes_nothing_of_what_is_known() -> None:
    """It may be decided anew."""
    batch = known(stored(document(RULES, "第一条　甲。")))
    said = reading(document(RULES, "第一条　乙。"))
    assert decide(batch, [said]) == decide(batch, [said])
    assert batch.here[SITE, PAGE][0].last_seen_at == BEFORE
