"""What a repeal or an extension does to the policy it means: its status, its dates, and the one entry of the log."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from store.records import (
    ChangeKind,
    Deadline,
    DeadlineKind,
    DeadlineStatus,
    ExtendedDate,
    PolicyStatus,
    RelationKind,
    Saying,
)
from tests.watcher.deciding.samples import (
    CALL,
    NOW,
    OFFICE,
    RULES,
    SITE,
    TODAY,
    deadline,
    document,
    draft,
    effects_of,
    expiry,
    policy,
    related,
    stated,
    stored,
)
from watcher.deciding.causes import Cause
from watcher.deciding.drafting import Draft
from watcher.deciding.effects import ChangeAppended, DeadlinesSet, StatusSet
from watcher.deciding.ending import Ended, is_repealed_by_another, take_effect
from watcher.deciding.identity import Card

REPEALS, EXTENDS = RelationKind.REPEALS, RelationKind.EXTENDS
NOTICE = Card(
    f"{OFFICE}关于废止部分文件的通知",
    "policy_text",
    "云工信〔2026〕60号",
    issued_on=TODAY,
    policy_id=9,
)
BY_NOTICE = Cause(NOTICE, NOW, SITE, baseline=False)
APRIL, MAY, JUNE = date(2026, 4, 15), date(2026, 5, 10), date(2026, 6, 30)
NAMED = {"title": NOTICE.title, "doc_number": NOTICE.doc_number}


def act(
    relation: Any,
    *due: Deadline,
    status: PolicyStatus = PolicyStatus.ACTIVE,
    relations: tuple[Any, ...] = (),
    cause: Cause = BY_NOTICE,
    own: tuple[Deadline, ...] = (),
) -> tuple[Draft, Ended | None]:
    """A notice acts on policy 1; policies 9 and 8 are notices."""
    target = stored(document(CALL), 1, status=status, deadlines=due, relations=relations)
    notice = stored(document(NOTICE.title), 9, places=(), deadlines=own)
    older = replace(stored(document(RULES), 8, places=()), policy=policy(8, issued_on=TODAY))
    made = draft(target, notice, older)
    return made, take_effect(made, cause, relation, 1)


def statuses(made: Draft) -> list[PolicyStatus]:
    return [one.status for one in effects_of(StatusSet, made.effects)]


def entries(made: Draft) -> list[Any]:
    return [one.new for one in effects_of(ChangeAppended, made.effects)]


def days(made: Draft) -> list[tuple[str, date | None]]:
    return [(one.slot.key, one.closes) for one in made.deadlines_of(1)]


def test_a_repeal_ends_the_policy_and_says_by_which_document() -> None:
    """One entry, with the version that the policy has; who tells it knows cause and words."""
    made, ended = act(stated(REPEALS, CALL, text="该通知同时废止。"))
    assert statuses(made) == [PolicyStatus.REPEALED]
    (entry,) = entries(made)
    assert (entry.kind, entry.said.key) == (ChangeKind.REPEALED, Saying.REPEALED)
    assert entry.said.parameters == NAMED | {"on": None}
    assert (entry.at, entry.policy_id, entry.source_key) == (NOW, 1, SITE)
    assert (entry.from_version, entry.to_version, entry.baseline) == (1, 1, False)
    assert ended is not None
    assert (ended.cause, ended.evidence) == (NOTICE.title, "该通知同时废止。")


@pytest.mark.parametrize(
    ("on", "ahead"),
    [(None, False), (TODAY, False), (TODAY + timedelta(days=1), True)],
)
def test_a_repeal_from_a_later_day_ends_the_policy_on_the_day_before(
    on: date | None, ahead: bool
) -> None:
    """Until then it is in force; told it is now."""
    made, ended = act(stated(REPEALS, CALL, on=on, text="自该日起废止。"))
    assert statuses(made) == ([] if ahead else [PolicyStatus.REPEALED])
    assert days(made) == ([("expiry", TODAY)] if ahead else [])
    assert ended is not None
    assert entries(made)[0].said.parameters["on"] == (on.isoformat() if on else None)


def test_the_last_day_that_a_repeal_sets_stands_beside_the_windows() -> None:
    """It takes the place of the one that the policy printed."""
    made, _ = act(
        stated(REPEALS, CALL, on=JUNE, text="自该日起废止。"),
        deadline(APRIL),
        expiry(date(2030, 1, 1)),
    )
    assert days(made) == [
        ("application:applicant:::1", APRIL),
        ("expiry", JUNE - timedelta(days=1)),
    ]
    last = made.deadlines_of(1)[-1]
    assert (last.kind, last.status) == (DeadlineKind.EXPIRY, DeadlineStatus.DATED)
    assert (last.evidence, last.known_since, last.announced) == ("自该日起废止。", NOW, True)


def test_the_last_day_of_a_baseline_is_announced_to_nobody() -> None:
    """Who joined is reminded of it, for no alert told of it."""
    quiet = replace(BY_NOTICE, baseline=True)
    made, _ = act(stated(REPEALS, CALL, on=JUNE), cause=quiet)
    assert made.deadlines_of(1)[0].announced is False
    assert entries(made)[0].baseline is True


@pytest.mark.parametrize("on", [None, JUNE])
def test_a_second_document_that_repeals_it_is_not_told(on: date | None) -> None:
    """The first one was; the policy ends, and the day that was told stands."""
    told = related(1, REPEALS, by=8, to=1)
    made, ended = act(stated(REPEALS, CALL, on=on), relations=(told,))
    assert ended is None
    assert entries(made) == []
    assert statuses(made) == ([] if on else [PolicyStatus.REPEALED])
    assert days(made) == []


@pytest.mark.parametrize(
    "other",
    [
        related(1, REPEALS, by=9, to=1),
        related(1, REPEALS, by=1, to=8),
        related(1, RelationKind.AMENDS, by=8, to=1),
    ],
    ids=["its own", "of another policy", "no repeal"],
)
def test_what_is_no_repeal_by_another_document_does_not_count(other: Any) -> None:
    """Its own relation is stored before it takes effect."""
    _, ended = act(stated(REPEALS, CALL), relations=(other,))
    assert ended is not None


@pytest.mark.parametrize("kind", [REPEALS, EXTENDS])
def test_nothing_happens_to_what_is_repealed_already(kind: RelationKind) -> None:
    """Neither a second end nor a later date."""
    made, ended = act(stated(kind, CALL, until=MAY), deadline(APRIL), status=PolicyStatus.REPEALED)
    assert (made.effects, ended) == ([], None)


@pytest.mark.parametrize("kind", [RelationKind.AMENDS, RelationKind.BASED_ON, EXTENDS])
def test_other_relations_take_no_effect(kind: RelationKind) -> None:
    """Nor does an extension without a day."""
    made, ended = act(stated(kind, CALL), deadline(APRIL))
    assert (made.effects, ended) == ([], None)


def test_an_extension_moves_the_window_and_tells_from_which_day() -> None:
    """The hour that was printed goes with the old day."""
    old = deadline(APRIL, closes_at=None)
    made, ended = act(stated(EXTENDS, CALL, until=MAY, text="截止时间延长至5月10日。"), old)
    assert days(made) == [("application:applicant:::1", MAY)]
    moved = made.deadlines_of(1)[0]
    assert (moved.evidence, moved.known_since) == ("截止时间延长至5月10日。", NOW)
    assert (moved.announced, moved.closes_at) == (True, None)
    (entry,) = entries(made)
    assert (entry.kind, entry.said.key) == (ChangeKind.DEADLINE_MOVED, Saying.WINDOWS_MOVED)
    assert entry.said.parameters == NAMED | {"days": [["2026-04-15", "2026-05-10"]]}
    assert ended is not None


def test_only_the_windows_that_move_are_told_and_changed() -> None:
    """The notice prints two days, one of them the old one."""
    first = deadline(APRIL, batch="第一批")
    second = deadline(JUNE, batch="第二批")
    own = (
        replace(first, policy_id=9, closes=MAY),
        replace(second, policy_id=9),
    )
    made, _ = act(stated(EXTENDS, CALL, until=MAY, text="延长。"), first, second, own=own)
    assert days(made) == [(first.slot.key, MAY), (second.slot.key, JUNE)]
    assert entries(made)[0].said.parameters["days"] == [["2026-04-15", "2026-05-10"]]
    assert made.deadlines_of(1)[1] == second


@pytest.mark.parametrize(
    ("until", "earlier", "moves"),
    [
        (MAY, False, True),
        (APRIL, False, False),
        (APRIL, True, False),
        (date(2026, 4, 1), False, False),
        (date(2026, 4, 1), True, True),
    ],
)
def test_a_window_moves_to_a_later_day_or_where_the_words_say_so_to_an_earlier(
    until: date, earlier: bool, moves: bool
) -> None:
    """An extension to an earlier day is a misreading."""
    made, ended = act(stated(EXTENDS, CALL, until=until, earlier=earlier), deadline(APRIL))
    assert days(made) == [("application:applicant:::1", until if moves else APRIL)]
    assert bool(ended) is moves


@pytest.mark.parametrize(
    ("due", "moves"),
    [
        ((), ExtendedDate.UNSAID),
        ((deadline(None),), ExtendedDate.UNSAID),
        ((deadline(APRIL),), ExtendedDate.TERM),
    ],
    ids=["no window", "a window without a day", "the term is spoken of"],
)
def test_where_no_window_is_meant_the_validity_moves(due: Any, moves: ExtendedDate) -> None:
    """A policy without a last day has one from now on."""
    made, ended = act(stated(EXTENDS, CALL, until=JUNE, moves=moves), *due)
    assert ("expiry", JUNE) in days(made)
    (entry,) = entries(made)
    assert (entry.kind, entry.said.key) == (ChangeKind.DEADLINE_MOVED, Saying.VALIDITY_MOVED)
    assert entry.said.parameters["days"] == [[None, "2026-06-30"]]
    assert ended is not None


@pytest.mark.parametrize(
    ("until", "told"),
    [(JUNE, True), (MAY, False), (APRIL, False)],
    ids=["later", "same", "earlier"],
)
def test_a_last_day_of_validity_moves_to_a_later_one(until: date, told: bool) -> None:
    """To the day it has it does not move."""
    made, ended = act(stated(EXTENDS, CALL, until=until, text="有效期延长。"), expiry(MAY))
    assert days(made) == [("expiry", until if told else MAY)]
    assert bool(ended) is told
    if told:
        assert entries(made)[0].said.parameters["days"] == [["2026-05-10", "2026-06-30"]]


@pytest.mark.parametrize(
    ("status", "until", "now"),
    [
        (PolicyStatus.EXPIRED, TODAY, [PolicyStatus.ACTIVE]),
        (PolicyStatus.EXPIRED, TODAY - timedelta(days=1), []),
        (PolicyStatus.WITHDRAWN, TODAY, []),
        (PolicyStatus.ACTIVE, TODAY, []),
    ],
)
def test_an_expired_policy_lives_again_where_its_new_last_day_is_not_over(
    status: PolicyStatus, until: date, now: list[PolicyStatus]
) -> None:
    """Of the day itself too."""
    made, _ = act(
        stated(EXTENDS, CALL, until=until, text="有效期延长。"),
        expiry(date(2026, 1, 1)),
        status=status,
    )
    assert statuses(made) == now


@pytest.mark.parametrize(
    ("issued", "by", "until", "to", "kind", "superseded"),
    [
        (date(2026, 3, 9), 8, JUNE, 1, EXTENDS, True),
        (TODAY, 8, JUNE, 1, EXTENDS, False),
        (None, 8, JUNE, 1, EXTENDS, False),
        (date(2026, 3, 9), 9, JUNE, 1, EXTENDS, False),
        (date(2026, 3, 9), 8, None, 1, EXTENDS, False),
        (date(2026, 3, 9), 8, JUNE, 2, EXTENDS, False),
        (date(2026, 3, 9), 8, JUNE, 1, REPEALS, False),
    ],
    ids=["older", "same day", "undated", "its own", "without a day", "another's", "no extension"],
)
def test_a_notice_older_than_one_that_moved_the_date_moves_it_no_more(
    issued: date | None, by: int, until: Any, to: int, kind: RelationKind, superseded: bool
) -> None:
    """Policy 8 was issued on the tenth; the notice that is read now was issued before it."""
    later = related(1, kind, by=by, to=to, until=until)
    cause = replace(BY_NOTICE, card=replace(NOTICE, issued_on=issued))
    _, ended = act(
        stated(EXTENDS, CALL, until=MAY, text="延长。"),
        deadline(APRIL),
        relations=(later,),
        cause=cause,
    )
    assert (ended is None) is superseded


def test_a_notice_without_a_day_supersedes_nothing() -> None:
    """Policy 8 prints no day on which it was issued."""
    target = stored(
        document(CALL),
        1,
        deadlines=(deadline(APRIL),),
        relations=(related(1, EXTENDS, by=8, to=1, until=JUNE),),
    )
    undated = replace(stored(document(RULES), 8, places=()), policy=policy(8, issued_on=None))
    made = draft(target, undated, stored(document(NOTICE.title), 9, places=()))
    assert take_effect(made, BY_NOTICE, stated(EXTENDS, CALL, until=MAY, text="延长。"), 1)


@pytest.mark.parametrize(
    ("relation", "repealed"),
    [
        (related(1, REPEALS, by=8, to=1), True),
        (related(1, REPEALS, by=1, to=8), False),
        (related(1, EXTENDS, by=8, to=1), False),
    ],
)
def test_when_a_policy_is_repealed_by_another(relation: Any, repealed: bool) -> None:
    """What it repeals itself does not end it."""
    made = draft(stored(document(CALL), 1, relations=(relation,)))
    assert is_repealed_by_another(made, 1) is repealed


def test_nothing_is_written_of_deadlines_that_stay() -> None:
    """A window that no notice names."""
    made, _ = act(stated(EXTENDS, CALL, until=APRIL, text="延长。"), deadline(APRIL))
    assert effects_of(DeadlinesSet, made.effects) == []
