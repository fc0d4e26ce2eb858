"""A policy that nobody knew: everything its page says, what waited for it, what it does to others."""

from datetime import date

import pytest

from store.records import ChangeKind, PolicyStatus, RelationKind, Saying
from tests.watcher.deciding.samples import (
    CITY,
    NOW,
    OFFICE,
    PAGE,
    RULES,
    SITE,
    deadline,
    document,
    draft,
    effects_of,
    reading,
    reference,
    related,
    stored,
    window,
)
from watcher.deciding import effects
from watcher.deciding.arriving import see_first
from watcher.deciding.effects import FIRST_PROVISIONAL, Effect, Happened
from watcher.deciding.identity import number_key
from watcher.reading.document import Amount, Document
from watcher.reading.facts_record import facts_record

NUMBER = "云工信规〔2026〕3号"
APRIL = date(2026, 4, 15)


def arrive(said: Document, **more: bool) -> tuple[list[Effect], list[Happened]]:
    made, read = draft(), reading(said, body=b"page", **more)
    return made.effects, see_first(made, read, read.reads[0])


def test_everything_that_its_page_says_follows_in_the_order_in_which_rows_refer_to_each_other() -> (
    None
):
    """The policy before its version, the version before the place that says it."""
    found, _ = arrive(document(windows=(window(APRIL),)))
    assert [type(one) for one in found] == [
        effects.PolicyCreated,
        effects.VersionAdded,
        effects.VersionMadeCurrent,
        effects.SightingSet,
        effects.DeadlinesSet,
        effects.ChangeAppended,
    ]


def test_the_policy_its_version_and_its_place_name_each_other() -> None:
    """By provisional ids, above every id that a database gives."""
    said = document(number=NUMBER)
    found, _ = arrive(said)
    created, version, current, seen, due, _ = found
    assert isinstance(created, effects.PolicyCreated)
    assert created.policy_id >= FIRST_PROVISIONAL
    assert (created.source_key, created.url, created.at) == (SITE, PAGE, NOW)
    assert (created.new.title, created.new.doc_number, created.new.region_code) == (
        RULES,
        NUMBER,
        CITY,
    )
    assert number_key(NUMBER) in created.new.keys
    assert isinstance(version, effects.VersionAdded)
    assert (version.policy_id, version.number, version.snapshot_id) == (created.policy_id, 1, 7)
    assert version.paragraphs == tuple(one.text for one in said.paragraphs)
    assert (version.facts, version.page, version.at) == (facts_record(said), b"page", NOW)
    assert current == effects.VersionMadeCurrent(created.policy_id, 1, version.version_id)
    assert isinstance(seen, effects.SightingSet)
    assert (seen.sighting.policy_id, seen.sighting.version_id) == (
        created.policy_id,
        version.version_id,
    )
    assert (seen.sighting.first_seen_at, seen.sighting.last_seen_at) == (NOW, NOW)
    assert due == effects.DeadlinesSet(created.policy_id, ())


@pytest.mark.parametrize(
    ("more", "kind", "baseline"),
    [
        ({}, ChangeKind.PUBLISHED, False),
        ({"baseline": True}, ChangeKind.PUBLISHED, True),
        ({"technical": True}, ChangeKind.TECHNICAL, True),
    ],
)
def test_its_first_change_is_news_but_for_a_baseline_and_what_was_read_before(
    more: dict[str, bool], kind: ChangeKind, baseline: bool
) -> None:
    """A first look tells nobody; a newer reader that finds a document tells nobody."""
    found, (happened,) = arrive(document(windows=(window(APRIL),)), **more)
    (appended,) = effects_of(effects.ChangeAppended, found)
    assert (appended.new.kind, appended.new.baseline) == (kind, baseline)
    assert (appended.new.to_version, appended.new.from_version) == (1, None)
    assert appended.new.said.key == Saying.PUBLISHED
    assert happened.changes == (appended.change_id,)
    (due,) = effects_of(effects.DeadlinesSet, found)
    assert [(one.closes, one.announced, one.known_since) for one in due.deadlines] == [
        (APRIL, not baseline, NOW)
    ]
    assert happened.deadlines == due.deadlines


def test_what_it_offers_to_whom_is_told() -> None:
    """Each amount once."""
    amounts = tuple(Amount(text, reference().evidence) for text in ("200万元", "50万元", "200万元"))
    _, (happened,) = arrive(document(amounts=amounts, audience=("企业",)))
    assert (happened.amounts, happened.audience) == (("200万元", "50万元"), ("企业",))
    assert (happened.policy.status, happened.policy.version_number) == (PolicyStatus.ACTIVE, 1)
    assert (happened.cause, happened.evidence) == ("", "")


def test_what_was_repealed_before_it_was_seen_is_not_new_to_anybody() -> None:
    """Only its end is told, by the document that named it."""
    waiting = {number_key(NUMBER): (related(5, RelationKind.REPEALS, by=8, doc_number=NUMBER),)}
    author = stored(
        document(f"{OFFICE}关于废止部分文件的通知", issued=date(2026, 3, 9)), 8, places=()
    )
    made, read = draft(author, waiting=waiting), reading(document(number=NUMBER))
    (happened,) = see_first(made, read, read.reads[0])
    published, repealed = effects_of(effects.ChangeAppended, made.effects)
    assert [one.new.kind for one in (published, repealed)] == [
        ChangeKind.PUBLISHED,
        ChangeKind.REPEALED,
    ]
    assert happened.changes == (repealed.change_id,)
    assert happened.policy.status == PolicyStatus.REPEALED
    assert happened.cause == author.policy.title


def test_what_was_extended_before_it_was_seen_is_new_with_the_moved_day() -> None:
    """Both changes are told at once, with the deadlines as they are now."""
    until = date(2026, 5, 10)
    waiting = {
        number_key(NUMBER): (
            related(
                5, RelationKind.EXTENDS, by=8, doc_number=NUMBER, until=until, evidence="延长。"
            ),
        )
    }
    author = stored(
        document(f"{OFFICE}关于延长申报时间的通知", issued=date(2026, 3, 9)), 8, places=()
    )
    made = draft(author, waiting=waiting)
    read = reading(document(number=NUMBER, windows=(window(APRIL),)))
    (happened,) = see_first(made, read, read.reads[0])
    assert len(happened.changes) == 2
    assert [one.closes for one in happened.deadlines] == [until]
    assert (happened.cause, happened.evidence) == (author.policy.title, "延长。")


def test_what_it_repeals_follows_it() -> None:
    """Its own news first, then that of the other; what nobody has seen is named in its own."""
    old = stored(
        document(f"{OFFICE}关于印发《云湖市人才引进办法》的通知"), 1, deadlines=(deadline(APRIL),)
    )
    made = draft(old)
    said = document(
        issued=date(2026, 3, 9),
        repeals=(reference(old.policy.title), reference("云湖市某项实施细则")),
    )
    own, other = see_first(made, reading(said), reading(said).reads[0])
    assert [one.title for one in own.unseen] == ["云湖市某项实施细则"]
    assert (other.policy.id, other.policy.status) == (1, PolicyStatus.REPEALED)
