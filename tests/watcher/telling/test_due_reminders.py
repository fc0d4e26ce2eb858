"""Dates × subscriptions: whom a date that is near reminds today."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from store.records import Deadline
from tests.watcher.telling.told import CLOSES, POLICY, SUBJECT, WINDOW, ZONE, person, teller
from watcher.deciding.news import Subject
from watcher.telling.alert_ids import reminder_alert_id, reminder_alert_key
from watcher.telling.reminders import ClosingDate, DueReminder, due_reminders

MORNING = datetime(CLOSES.year, CLOSES.month, CLOSES.day, 9, tzinfo=ZONE)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
CLOSING = ClosingDate(WINDOW, POLICY, SUBJECT)


def due_on(
    days_before: float, closing: ClosingDate = CLOSING, joined: datetime = LONG_AGO
) -> list[DueReminder]:
    everyone = teller(person(remind_days=(30, 7)))
    now = MORNING - timedelta(days=days_before)
    return list(due_reminders(everyone, closing, {"one": joined}, now))


@pytest.mark.parametrize(
    ("days_before", "leads"), [(31, []), (30, [30]), (8, [30]), (7, [7]), (0, [7]), (-1, [])]
)
def test_a_date_reminds_from_its_first_lead_time_to_its_last_day(
    days_before: int, leads: list[int]
) -> None:
    """Told already or not: who was sent it before is asked when it is written."""
    assert [one.reminder.lead for one in due_on(days_before)] == leads


def test_the_day_is_that_of_the_zone() -> None:
    """16:00 UTC is midnight in Shanghai: thirty days ahead begin there."""
    midnight = datetime(2026, 3, 4, 16, tzinfo=UTC)
    everyone = teller(person(remind_days=(30,)))
    joined = {"one": LONG_AGO}
    assert list(due_reminders(everyone, CLOSING, joined, midnight - timedelta(seconds=1))) == []
    assert len(list(due_reminders(everyone, CLOSING, joined, midnight))) == 1


@pytest.mark.parametrize(
    "lacking", [replace(WINDOW, closes=None), replace(WINDOW, known_since=None)]
)
def test_a_window_without_a_date_reminds_nobody(lacking: Deadline) -> None:
    """Nor does one that is not known since any instant."""
    assert due_on(7, ClosingDate(lacking, POLICY, SUBJECT)) == []


def test_a_date_that_was_known_late_waits_for_its_next_lead_time() -> None:
    """Known twenty days ahead it is told seven days ahead; the same for a subscriber who is new."""
    late = MORNING - timedelta(days=20)
    known_late = replace(CLOSING, deadline=replace(WINDOW, known_since=late))
    assert due_on(20, known_late) == []
    assert due_on(20, joined=late) == []
    assert [one.reminder.lead for one in due_on(7, known_late)] == [7]
    assert [one.reminder.lead for one in due_on(7, joined=late)] == [7]


def test_a_subscriber_nobody_has_noted_counts_as_new() -> None:
    """From now on."""
    everyone = teller(person(remind_days=(30, 7)))
    assert list(due_reminders(everyone, CLOSING, {}, MORNING - timedelta(days=20))) == []
    assert len(list(due_reminders(everyone, CLOSING, {}, MORNING - timedelta(days=7)))) == 1


def test_an_alert_of_its_own_told_only_those_who_were_there() -> None:
    """A new call four days ahead was told; one who joins the day after is reminded of it."""
    since = MORNING - timedelta(days=4)
    announced = replace(WINDOW, known_since=since, announced=True)
    closing = replace(CLOSING, deadline=announced)
    assert due_on(4, closing) == []
    assert len(due_on(4, closing, joined=since)) == 0
    assert len(due_on(3, closing, joined=since + timedelta(days=1))) == 1


def test_a_date_that_was_moved_is_told_of_the_policy_whose_date_it_is() -> None:
    """The notice that moved it is silent to those who hear it there, and speaks to all others."""
    base = Subject("云湖市技术改造项目申报通知", region="450200", industries={"人工智能": "strong"})
    closing = replace(CLOSING, base=base)
    people = teller(
        person("there", remind_days=(7,), industries=("人工智能",)),
        person("other", remind_days=(7,), industries=("汽车及零部件",)),
    )
    joined = {"there": LONG_AGO, "other": LONG_AGO}
    found = due_reminders(people, closing, joined, MORNING - timedelta(days=7))
    assert [one.match.subscription.name for one in found] == ["other"]


def test_the_id_names_the_person_the_date_and_the_lead_time() -> None:
    """So that a sweep that runs twice tells once."""
    (one,) = due_on(7)
    slot = "application::::1"
    key = reminder_alert_key("one", POLICY.id, slot, closes=CLOSES, lead_days=7)
    assert one.alert_key == key
    assert one.alert_id == reminder_alert_id("one", POLICY, slot, closes=CLOSES, lead_days=7)
