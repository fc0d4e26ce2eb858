"""The alerts that follow from what happened: to whom, of which kind, under which id, at which hour."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from store.records import AlertKind, ChangeKind, PendingRelation, RelationKind, SourceState
from tests.watcher.telling.told import (
    CLOSES,
    NOW,
    POLICY,
    SUBJECT,
    WINDOW,
    change,
    news,
    person,
    teller,
)
from watcher.deciding.beside_windows import Surroundings
from watcher.deciding.news import Match, Reminder
from watcher.rendering.messages import SourceCard
from watcher.telling.alert_ids import change_alert_id, repeals_alert_id, source_alert_id
from watcher.telling.new_alerts import alert_of_reminder, alerts_of_news, alerts_of_source
from watcher.telling.reminders import DueReminder

UNSEEN = PendingRelation(
    RelationKind.REPEALS, "云湖市技术改造项目管理办法", None, evidence="同时废止。"
)
CARD = SourceCard("notices", "云湖市工信局", "450200", "https://gxj.example.cn/")
FAILING = SourceState("notices", failing_since=NOW - timedelta(days=1), failures=3)


def test_everyone_who_wants_one_of_the_changes_gets_one_alert() -> None:
    """Several changes of one moment are one alert, and the kind is that of the most urgent."""
    people = teller(person("one"), person("two"))
    happened = news([change(ChangeKind.AMENDED, 9), change(ChangeKind.DEADLINE_MOVED, 10)])
    found = list(alerts_of_news(people, happened, NOW))
    assert [alert.subscriber for alert in found] == ["one", "two"]
    assert {alert.kind for alert in found} == {ChangeKind.DEADLINE_MOVED}
    assert {alert.change_id for alert in found} == {10}
    assert {alert.policy_id for alert in found} == {POLICY.id}


def test_a_subscriber_hears_only_of_the_kinds_that_were_asked_for() -> None:
    """One hears of the wording, one of the date, one of neither."""
    people = teller(
        person("wording", events=("amended",)),
        person("date", events=("deadline_moved",)),
        person("neither", events=("expired",)),
    )
    happened = news([change(ChangeKind.AMENDED, 9), change(ChangeKind.DEADLINE_MOVED, 10)])
    found = {alert.subscriber: alert for alert in alerts_of_news(people, happened, NOW)}
    assert {name: alert.kind for name, alert in found.items()} == {
        "wording": ChangeKind.AMENDED,
        "date": ChangeKind.DEADLINE_MOVED,
    }
    assert {name: alert.change_id for name, alert in found.items()} == {"wording": 9, "date": 10}
    assert [one["kind"] for one in found["date"].payload["changes"]] == ["deadline_moved"]


def test_the_id_follows_from_the_first_change_whatever_part_of_it_is_heard() -> None:
    """A subscriber who adds a kind later is not told of the same moment again."""
    happened = news([change(ChangeKind.AMENDED, 9), change(ChangeKind.DEADLINE_MOVED, 10)])
    (only_date,) = alerts_of_news(teller(person(events=("deadline_moved",))), happened, NOW)
    (both,) = alerts_of_news(teller(person()), happened, NOW)
    assert only_date.id == both.id == change_alert_id("one", happened.changes[0].hash)


def test_a_baseline_tells_nobody() -> None:
    """What was there at the first look is no news; beside something new only that is told."""
    quiet = change(ChangeKind.PUBLISHED, 9, baseline=True)
    people = teller(person())
    assert list(alerts_of_news(people, news([quiet]), NOW)) == []
    assert list(alerts_of_news(people, news([]), NOW)) == []
    (alert,) = alerts_of_news(people, news([quiet, change(ChangeKind.AMENDED, 10)]), NOW)
    assert (alert.kind, alert.change_id) == (ChangeKind.AMENDED, 10)


def test_whom_the_policy_does_not_concern_hears_nothing() -> None:
    """Another place is nobody's business."""
    elsewhere = teller(person(regions=("530000",)))
    assert list(alerts_of_news(elsewhere, news([change(ChangeKind.PUBLISHED)]), NOW)) == []


@pytest.mark.parametrize(
    ("events", "kinds"),
    [
        (("published", "repealed"), ["published", "repealed"]),
        (("repealed",), ["repealed"]),
        (("published",), ["published"]),
        (("amended",), []),
    ],
)
def test_an_end_of_what_nobody_has_seen_is_told_beside_the_news(
    events: tuple[str, ...], kinds: list[str]
) -> None:
    """Only to those who ask for repeals, under an id of its own."""
    happened = replace(news([change(ChangeKind.PUBLISHED)]), unseen=(UNSEEN,))
    found = list(alerts_of_news(teller(person(events=events)), happened, NOW))
    assert [alert.kind for alert in found] == kinds
    ids = {
        ChangeKind.PUBLISHED: change_alert_id("one", happened.changes[0].hash),
        ChangeKind.REPEALED: repeals_alert_id("one", happened.changes[0].hash),
    }
    assert all(alert.id == ids[ChangeKind(alert.kind)] for alert in found)
    assert all((alert.change_id, alert.policy_id) == (9, POLICY.id) for alert in found)


def test_an_alert_of_a_change_goes_at_once_or_with_its_digest() -> None:
    """A window that closes soon does not hurry news: only reminders do not wait for its last day."""
    soon = replace(
        news([change(ChangeKind.AMENDED)]), deadlines=(replace(WINDOW, closes=date(2026, 3, 6)),)
    )
    people = teller(
        person("now"), person("daily", cadence="daily"), person("weekly", cadence="weekly")
    )
    found = {alert.subscriber: alert for alert in alerts_of_news(people, soon, NOW)}
    hours = {name: (alert.send_at, alert.digest) for name, alert in found.items()}
    assert hours == {
        "now": (None, False),
        "daily": (datetime(2026, 3, 6, 1, tzinfo=UTC), True),
        "weekly": (datetime(2026, 3, 9, 1, tzinfo=UTC), True),
    }


def test_a_payload_names_the_subscriber_the_policy_and_the_reason() -> None:
    """Every webhook gets the same head, whatever it is told."""
    (alert,) = alerts_of_news(teller(person()), news([change(ChangeKind.AMENDED)]), NOW)
    assert alert.created_at == NOW
    assert alert.reason
    head = {key: alert.payload[key] for key in ("subscriber", "kind", "alert_id", "reason")}
    assert head == {
        "subscriber": "one",
        "kind": "amended",
        "alert_id": alert.id,
        "reason": alert.reason,
    }
    assert alert.payload["policy"]["id"] == POLICY.id


def reminder(cadence: str) -> DueReminder:
    match = Match(person(cadence=cadence), SUBJECT.region)
    return DueReminder(WINDOW, POLICY, match, Reminder(30, 30, CLOSES))


def test_a_reminder_is_of_its_policy_and_of_no_change() -> None:
    """The id is the reminder's own; what moved the date is named."""
    due = reminder("immediate")
    notice = replace(POLICY, id=6, title="云湖市工业和信息化局关于延期的通知", doc_number=None)
    alert = alert_of_reminder(teller(due.match.subscription), due, Surroundings((notice,)), NOW)
    assert (alert.id, alert.kind) == (due.alert_id, AlertKind.REMINDER)
    assert (alert.policy_id, alert.change_id) == (POLICY.id, None)
    assert notice.title in alert.body
    assert (alert.send_at, alert.digest) == (None, False)


@pytest.mark.parametrize(
    ("closes", "digest"),
    [(date(2026, 3, 8), False), (date(2026, 3, 9), False), (date(2026, 3, 10), True)],
)
def test_a_reminder_hurries_where_the_digest_would_come_on_the_last_day(
    closes: date, digest: bool
) -> None:
    """The weekly digest comes on Monday the 9th."""
    due = reminder("weekly")
    due = replace(due, deadline=replace(WINDOW, closes=closes))
    alert = alert_of_reminder(teller(due.match.subscription), due, Surroundings(), NOW)
    assert alert.digest is digest


def test_the_silence_of_a_source_is_told_to_those_for_whom_it_may_carry_something() -> None:
    """Their place, or any place; nobody of another province."""
    people = teller(
        person("here", regions=("450200",)),
        person("anywhere"),
        person("elsewhere", regions=("530000",)),
    )
    found = list(alerts_of_source(people, AlertKind.SOURCE_SILENT, FAILING, CARD, now=NOW))
    assert [alert.subscriber for alert in found] == ["here", "anywhere"]
    assert {alert.kind for alert in found} == {AlertKind.SOURCE_SILENT}
    assert {(alert.policy_id, alert.change_id) for alert in found} == {(None, None)}
    assert found[0].payload["policy"] == {
        "id": None,
        "title": None,
        "doc_number": None,
        "url": None,
    }
    expected = source_alert_id(AlertKind.SOURCE_SILENT, "here", "notices", FAILING.failing_since)
    assert found[0].id == expected


def test_each_silence_of_a_source_has_an_id_of_its_own() -> None:
    """A return is named by when the silence was told, where nothing fails any more."""
    people = teller(person())
    told = SourceState("notices", silent_told_at=NOW)
    (back,) = alerts_of_source(people, AlertKind.SOURCE_BACK, told, CARD, now=NOW)
    assert back.id == source_alert_id(AlertKind.SOURCE_BACK, "one", "notices", NOW)
    both = replace(FAILING, silent_told_at=NOW)
    (silent,) = alerts_of_source(people, AlertKind.SOURCE_SILENT, both, CARD, now=NOW)
    assert silent.id == source_alert_id(
        AlertKind.SOURCE_SILENT, "one", "notices", FAILING.failing_since
    )


def test_the_silence_of_a_source_goes_with_a_digest_too() -> None:
    """Nothing of it cannot wait for the hour that a subscriber chose."""
    people = teller(person(cadence="daily"))
    (alert,) = alerts_of_source(people, AlertKind.SOURCE_SILENT, FAILING, CARD, now=NOW)
    assert (alert.send_at, alert.digest) == (datetime(2026, 3, 6, 1, tzinfo=UTC), True)
