"""The deadlines that a facts record states, and the slots under which its next version finds them again."""

from datetime import date, time
from typing import Any

import pytest

from store.records import Actor, Basis, DeadlineKind, DeadlineStatus, WindowChannel
from tests.watcher.deciding.samples import NOW, deadline, document, expiry, window
from watcher.deciding.slots import (
    day_of,
    fact_slot_name,
    in_order,
    printed_days,
    record_deadlines,
)
from watcher.diffing.fact_changes import FactChange
from watcher.reading.facts_record import facts_record

APRIL, MAY = date(2026, 4, 15), date(2026, 5, 10)


def stated(**facts: Any) -> Any:
    record = facts_record(document(**facts))
    return record_deadlines(record, 4, at=NOW, announced=True)


def test_every_window_has_a_slot_of_its_kind_actor_channel_and_batch() -> None:
    """Those of one name are counted."""
    windows = (
        window(APRIL),
        window(MAY),
        window(APRIL, channel=WindowChannel.PAPER, batch="第一批", actor=Actor.AUTHORITY),
    )
    assert [(one.slot.key, one.closes) for one in stated(windows=windows)] == [
        ("application:applicant:::1", APRIL),
        ("application:applicant:::2", MAY),
        ("application:authority:paper:第一批:1", APRIL),
    ]


def test_a_deadline_keeps_all_that_its_window_says() -> None:
    """From when, until which hour, how it is known."""
    (found,) = stated(
        windows=(
            window(
                APRIL,
                "4月1日至15日17:00。",
                opens=date(2026, 4, 1),
                closes_at=time(17),
                basis=Basis.INFERRED,
            ),
        )
    )
    assert (found.policy_id, found.kind, found.status) == (
        4,
        DeadlineKind.APPLICATION,
        DeadlineStatus.DATED,
    )
    assert (found.opens, found.closes, found.closes_at) == (date(2026, 4, 1), APRIL, time(17))
    assert (found.evidence, found.basis) == ("4月1日至15日17:00。", Basis.INFERRED)
    assert (found.known_since, found.announced) == (NOW, True)


def test_a_window_without_a_day_is_a_deadline_too() -> None:
    """常年受理."""
    (found,) = stated(windows=(window(None),))
    assert (found.status, found.closes, found.closes_at) == (DeadlineStatus.ROLLING, None, None)


@pytest.mark.parametrize(("draft", "there"), [(False, True), (True, False)])
def test_the_last_day_of_validity_is_one_unless_it_is_a_draft(draft: bool, there: bool) -> None:
    """A draft is not in force, so its term does not run."""
    found = stated(until=MAY, draft=draft)
    assert [(one.slot.key, one.kind, one.status, one.closes) for one in found] == (
        [("expiry", DeadlineKind.EXPIRY, DeadlineStatus.DATED, MAY)] if there else []
    )
    if there:
        assert (found[0].evidence, found[0].basis) == ("如文", Basis.STATED)


def test_a_last_day_without_evidence_and_a_record_of_an_older_reader() -> None:
    """What a record lacks is not there."""
    until = {"value": "2026-05-10", "basis": Basis.COMPUTED, "evidence": None}
    (found,) = record_deadlines({"valid_until": until}, 1, at=NOW, announced=False)
    assert (found.evidence, found.basis) == (None, Basis.COMPUTED)
    assert record_deadlines({}, 1, at=NOW, announced=False) == ()


def test_the_days_that_a_version_printed() -> None:
    """By their slots; None where it printed none."""
    record = facts_record(document(windows=(window(APRIL), window(None)), until=MAY))
    assert {slot.key: day for slot, day in printed_days(record).items()} == {
        "application:applicant:::1": APRIL,
        "application:applicant:::2": None,
        "expiry": MAY,
    }


def test_a_slot_and_a_fact_about_it_share_a_name() -> None:
    """Without the count."""
    fact = FactChange(
        "deadline",
        None,
        None,
        window="application",
        actor="applicant",
        batch="第一批",
        channel="paper",
    )
    slot = deadline(APRIL, batch="第一批", channel=WindowChannel.PAPER, ordinal=2).slot
    assert fact_slot_name(fact) == slot.name
    assert fact_slot_name(FactChange("validity", None, None)) == expiry(MAY).slot.name
    assert fact_slot_name(FactChange("deadline", None, None)) == ("", "", "", "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-04-15", APRIL),
        ("2026-04-15 17:00", APRIL),
        ("常年受理", None),
        ("2026-13-01", None),
        ("", None),
        (None, None),
    ],
)
def test_the_day_of_a_date_as_records_print_it(text: str | None, day: date | None) -> None:
    """With or without a time of day."""
    assert day_of(text) == day


def test_deadlines_are_listed_nearest_first_and_those_without_a_day_last() -> None:
    """Of one day by their slots."""
    a, b, c = deadline(None, batch="a"), deadline(MAY, batch="b"), deadline(APRIL, batch="c")
    d, e = deadline(APRIL, batch="d"), deadline(None, batch="e")
    assert in_order([e, d, a, b, c]) == (c, d, b, a, e)
