"""A known policy that says something else: its version, its deadlines, and which changes are told."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from store.records import ChangeKind, PolicyStatus, RelationKind, Saying
from tests.watcher.deciding.samples import (
    CALL,
    NOW,
    OFFICE,
    RULES,
    TODAY,
    deadline,
    document,
    draft,
    effects_of,
    expiry,
    reading,
    reference,
    related,
    stored,
    window,
)
from watcher.deciding import effects
from watcher.deciding.amending import Amendment, amend_policy
from watcher.deciding.differing import difference
from watcher.deciding.drafting import Draft
from watcher.deciding.effects import Happened
from watcher.deciding.identity import number_key

APRIL, MAY, JUNE = date(2026, 4, 15), date(2026, 5, 10), date(2026, 6, 30)
NUMBER = "云工信规〔2026〕3号"


def amend(
    before: Any,
    after: Any,
    *,
    known: Any = None,
    waiting: Any = None,
    others: Any = (),
    **more: Any,
) -> tuple[Draft, list[Happened]]:
    """Policy 1 said `before`; its page says `after`."""
    one = known or stored(before)
    made, read = draft(one, *others, waiting=waiting), reading(after, **more)
    found = difference(one.version, read.reads[0])
    new = Amendment(read, read.reads[0], one.policy, found, one.version.facts)
    return made, amend_policy(made, new, [])


def entries(made: Draft) -> list[Any]:
    return [one.new for one in effects_of(effects.ChangeAppended, made.effects)]


def said(*lines: str, **more: Any) -> Any:
    return document(RULES, *(lines or ("第一条　目的。",)), **more)


def test_an_amendment_is_the_next_version_and_an_entry_that_tells_it() -> None:
    """From which version to which, how many clauses, seen where it is read."""
    made, (happened,) = amend(said("第一条　补助200万元。"), said("第一条　补助300万元。"))
    (version,) = effects_of(effects.VersionAdded, made.effects)
    assert (version.number, version.policy_id, version.at) == (2, 1, NOW)
    assert effects_of(effects.VersionMadeCurrent, made.effects) == [
        effects.VersionMadeCurrent(1, 2, version.version_id)
    ]
    assert (
        effects_of(effects.SightingSet, made.effects)[0].sighting.version_id == version.version_id
    )
    (entry,) = entries(made)
    assert (entry.kind, entry.from_version, entry.to_version) == (ChangeKind.AMENDED, 1, 2)
    assert (entry.clauses, entry.said.key, entry.baseline) == (1, Saying.DIFFERENCE, False)
    assert (happened.policy.version_number, len(happened.clauses)) == (2, 1)
    assert happened.subject.text.endswith("300万元。")


def test_what_is_listed_of_it_follows_the_new_text() -> None:
    """Only where it differs; the keys of before stay."""
    made, _ = amend(said(number=NUMBER), said(number="云工信规〔2026〕4号"))
    (restated,) = effects_of(effects.PolicyRestated, made.effects)
    assert restated.before.doc_number == NUMBER
    assert restated.new.doc_number == "云工信规〔2026〕4号"
    assert made.named(number_key(NUMBER)) == [made.policy(1)]
    made, _ = amend(said("第一条　甲。"), said("第一条　乙。"))
    assert effects_of(effects.PolicyRestated, made.effects) == []


@pytest.mark.parametrize(
    ("more", "kinds", "baseline"),
    [
        ({}, [ChangeKind.AMENDED], False),
        ({"baseline": True}, [ChangeKind.AMENDED], True),
        ({"technical": True}, [ChangeKind.TECHNICAL], True),
    ],
)
def test_who_hears_of_it(more: dict[str, bool], kinds: list[ChangeKind], baseline: bool) -> None:
    """Nobody of what a newer reader reads otherwise."""
    made, _ = amend(said("第一条　甲。"), said("第一条　乙。"), **more)
    assert [one.kind for one in entries(made)] == kinds
    assert [one.baseline for one in entries(made)] == [baseline]


def call(closes: date | None, *, more: str = "每个项目补助100万元。") -> Any:
    line = f"请于{closes}前申报。" if closes else "常年受理。"
    return document(CALL, line, more, windows=(window(closes, line),))


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [(APRIL, MAY, ChangeKind.DEADLINE_MOVED), (None, MAY, ChangeKind.DEADLINE_MOVED)],
)
def test_a_new_day_is_told_and_announced(before: Any, after: date, kind: ChangeKind) -> None:
    """Its first subscribers learn of it from this alert, not from a reminder."""
    known = stored(call(before), deadlines=(deadline(before),))
    made, (happened,) = amend(call(before), call(after), known=known)
    assert [one.kind for one in entries(made)] == [kind]
    (due,) = happened.deadlines
    assert (due.closes, due.known_since, due.announced) == (after, NOW, True)
    assert happened.facts[0].new == after.isoformat()


@pytest.mark.parametrize("quiet", [{"baseline": True}, {"technical": True}])
def test_a_new_day_that_is_told_to_nobody_is_not_announced(quiet: dict[str, bool]) -> None:
    """Reminders tell of it."""
    known = stored(call(APRIL), deadlines=(deadline(APRIL),))
    _, (happened,) = amend(call(APRIL), call(MAY), known=known, **quiet)
    assert [one.announced for one in happened.deadlines] == [False]


def test_a_day_that_stays_is_known_since_it_was_known() -> None:
    """Something else changed."""
    before = deadline(APRIL)
    known = stored(call(APRIL), deadlines=(before,))
    made, _ = amend(call(APRIL), call(APRIL, more="每个项目补助150万元。"), known=known)
    (due,) = made.deadlines_of(1)
    assert (due.known_since, due.announced) == (before.known_since, before.announced)


def test_the_page_that_repeats_a_moved_day_is_metadata_and_not_announced() -> None:
    """The notice was told; the page follows."""
    moved = deadline(MAY, evidence="延长至5月10日。")
    known = stored(call(APRIL), deadlines=(moved,))
    made, (happened,) = amend(call(APRIL), call(MAY), known=known)
    assert [one.kind for one in entries(made)] == [ChangeKind.METADATA]
    assert [one.closes for one in happened.deadlines] == [MAY]


def test_the_page_that_moves_a_moved_day_once_more_is_told_from_the_day_people_know() -> None:
    """April was printed, May is known, June is new."""
    known = stored(call(APRIL), deadlines=(deadline(MAY, evidence="延长。"),))
    made, (happened,) = amend(call(APRIL), call(JUNE), known=known)
    assert [(one.old, one.new) for one in happened.facts] == [("2026-05-10", "2026-06-30")]
    assert entries(made)[0].facts[0]["old"] == "2026-05-10"


@pytest.mark.parametrize(
    ("mark", "status", "told"),
    [
        ("失效", PolicyStatus.REPEALED, ChangeKind.REPEALED),
        ("有效", PolicyStatus.ACTIVE, ChangeKind.METADATA),
    ],
)
def test_an_official_mark_ends_a_policy(mark: str, status: PolicyStatus, told: ChangeKind) -> None:
    """失效 or 废止 does, 有效 does not."""
    made, (happened,) = amend(said(), said(status=mark))
    assert [one.kind for one in entries(made)] == [told]
    assert happened.policy.status == status


@pytest.mark.parametrize(
    ("status", "relations"),
    [
        (PolicyStatus.REPEALED, ()),
        (PolicyStatus.ACTIVE, (related(1, RelationKind.REPEALS, by=8, to=1),)),
    ],
)
def test_the_mark_of_an_end_that_was_told_is_metadata(status: Any, relations: Any) -> None:
    """By the document that repealed it, now or from a later day."""
    known = stored(said(), status=status, relations=relations)
    made, _ = amend(said(), said(status="废止"), known=known)
    assert [one.kind for one in entries(made)] == [ChangeKind.METADATA]


@pytest.mark.parametrize(
    ("status", "until", "now"),
    [
        (PolicyStatus.EXPIRED, TODAY, PolicyStatus.ACTIVE),
        (PolicyStatus.EXPIRED, TODAY - timedelta(days=1), PolicyStatus.EXPIRED),
        (PolicyStatus.WITHDRAWN, TODAY, PolicyStatus.WITHDRAWN),
        (PolicyStatus.EXPIRED, None, PolicyStatus.EXPIRED),
    ],
)
def test_an_expired_policy_lives_again_where_its_page_prints_a_day_that_is_not_over(
    status: PolicyStatus, until: date | None, now: PolicyStatus
) -> None:
    """The last day itself counts."""
    old = date(2026, 1, 1)
    known = stored(said(until=old), status=status, deadlines=(expiry(old),))
    made, (happened,) = amend(said(until=old), said(until=until), known=known)
    assert happened.policy.status == made.policy(1).status == now


def test_a_window_that_is_open_does_not_bring_an_expired_policy_back() -> None:
    """Only its last day of validity does."""
    known = stored(call(APRIL), status=PolicyStatus.EXPIRED, deadlines=(deadline(APRIL),))
    made, _ = amend(call(APRIL), call(JUNE), known=known)
    assert made.policy(1).status == PolicyStatus.EXPIRED


@pytest.mark.parametrize(
    ("after", "settled"),
    [(said("第一条　乙。", number=NUMBER), True), (said("第一条　乙。"), False)],
)
def test_what_waited_for_the_number_that_it_has_only_now_takes_effect(
    after: Any, settled: bool
) -> None:
    """The page printed none before; where nothing of its name changed nobody is looked for."""
    waiting = {
        number_key(NUMBER): (related(5, RelationKind.REPEALS, by=8, doc_number=NUMBER),),
        "title:policy:关于印发云湖市技术改造补助办法的通知": (
            related(6, RelationKind.REPEALS, by=8, title=RULES),
        ),
    }
    author = stored(
        document(f"{OFFICE}关于废止部分文件的通知", issued=date(2026, 3, 9)), 8, places=()
    )
    made, (happened,) = amend(said("第一条　甲。"), after, waiting=waiting, others=(author,))
    assert bool(effects_of(effects.RelationSettled, made.effects)) is settled
    assert happened.policy.status == (PolicyStatus.REPEALED if settled else PolicyStatus.ACTIVE)
    assert len(happened.changes) == (2 if settled else 1)


def test_changes_of_the_same_moment_come_first() -> None:
    """What was withdrawn is restored, and amended."""
    one = stored(said("第一条　甲。"))
    made, read = draft(one), reading(said("第一条　乙。"))
    found = difference(one.version, read.reads[0])  # type: ignore[arg-type]  # it is sound
    new = Amendment(read, read.reads[0], one.policy, found, {})
    (happened,) = amend_policy(made, new, [77])
    (entry,) = effects_of(effects.ChangeAppended, made.effects)
    assert happened.changes == (77, entry.change_id)


def test_what_an_amended_text_repeals_follows_it() -> None:
    """The relation is new; what nobody has seen is named."""
    old = stored(
        document(f"{OFFICE}关于印发《云湖市人才引进办法》的通知", issued=date(2026, 1, 9)),
        2,
        places=(),
    )
    after = said("第一条　乙。", repeals=(reference(old.policy.title), reference("云湖市某项细则")))
    _, (own, other) = amend(said("第一条　甲。"), after, others=(old,))
    assert [one.title for one in own.unseen] == ["云湖市某项细则"]
    assert (other.policy.id, other.policy.status) == (2, PolicyStatus.REPEALED)


def test_the_version_that_it_had_counts_not_the_one_that_is_stored() -> None:
    """The seventh version is followed by the eighth."""
    known = stored(said("第一条　甲。"), version_number=7)
    made, _ = amend(said("第一条　甲。"), said("第一条　乙。"), known=known)
    (entry,) = entries(made)
    assert (entry.from_version, entry.to_version) == (7, 8)
    assert replace(known.policy, version_number=8) == made.policy(1)
