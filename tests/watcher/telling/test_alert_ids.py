"""Ids of alerts are kept for ever by receivers: they must never come out otherwise."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from store.records import AlertKind, DocumentKind, Policy, PolicyStatus
from watcher.telling.alert_ids import (
    change_alert_id,
    change_alert_key,
    reminder_alert_id,
    reminder_alert_key,
    repeals_alert_id,
    repeals_alert_key,
    source_alert_id,
)
from watcher.telling.channels import fingerprint

SINCE = datetime(2026, 3, 4, 2, tzinfo=UTC)


POLICY = Policy(
    id=5,
    title="云州市技术改造项目申报通知",
    kind=DocumentKind.POLICY_TEXT,
    doc_number="云工信〔2026〕3号",
    issuers=("云州市工业和信息化局",),
    issued_on=date(2026, 3, 1),
    published_on=None,
    region_code=None,
    region_level=None,
    region_name=None,
    industries=(),
    general=True,
    status=PolicyStatus.ACTIVE,
    source_key="yz",
    url="https://yunzhou.example/3",
    first_seen_at=SINCE,
)
DAY = date(2026, 4, 4)
PINNED = [
    "a-c0cf3f5d02a73640cd25f318",
    "a-15b8daa7817437d8b8160460",
    "a-1ac1cc68ed8b45e13ba43771",
]


def test_keys_are_what_they_were_when_the_first_alert_was_sent() -> None:
    """Pinned: another key for the same thing would tell it twice. They were the ids once."""
    assert change_alert_key("one", 9) == "a-bf49f8c7ddf25842eed52554"
    assert repeals_alert_key("one", 9) == "a-f8da788b8da81cb2bd2b050f"
    assert (
        reminder_alert_key("one", 5, "application", closes=DAY, lead_days=30)
        == "a-1f6c9565e34e7afdec39f51d"
    )
    assert (
        source_alert_id(AlertKind.SOURCE_SILENT, "one", "notices", SINCE)
        == "a-0cc36fa6fe82221aaf101017"
    )


def test_ids_follow_from_content_and_stay() -> None:
    """Pinned as well: a receiver knows a repeat by them."""
    found = [
        change_alert_id("one", "0" * 64),
        repeals_alert_id("one", "0" * 64),
        reminder_alert_id("one", POLICY, "application", closes=DAY, lead_days=30),
    ]
    assert found == PINNED


def test_a_row_number_that_is_dealt_out_again_gives_another_id() -> None:
    """After a restore the same number is another document, and another entry of the log."""
    other = replace(POLICY, title="云州市首台套申报通知", doc_number=None)
    assert change_alert_id("one", "0" * 64) != change_alert_id("one", "1" * 64)
    first, second = (
        reminder_alert_id("one", each, "application", closes=DAY, lead_days=30)
        for each in (POLICY, other)
    )
    assert first != second


def test_the_same_document_under_another_number_is_reminded_of_under_the_same_id() -> None:
    """So that what is told again after a restore is known to its receiver."""
    again = replace(POLICY, id=77, first_seen_at=SINCE + timedelta(days=3))
    first, second = (
        reminder_alert_id("one", each, "application", closes=DAY, lead_days=30)
        for each in (POLICY, again)
    )
    assert first == second


def test_a_fingerprint_is_short_and_always_the_same() -> None:
    """Pinned as well: a delivery finds its channel by it after an update."""
    assert fingerprint("log://one") == "4e213ac1ca006c68"


def test_keys_differ_by_all_that_they_name() -> None:
    """Another person, another policy, slot, date or lead time is another reminder."""
    day = date(2026, 4, 4)
    ids = [
        reminder_alert_key("one", 5, "application", closes=day, lead_days=30),
        reminder_alert_key("two", 5, "application", closes=day, lead_days=30),
        reminder_alert_key("one", 6, "application", closes=day, lead_days=30),
        reminder_alert_key("one", 5, "filing", closes=day, lead_days=30),
        reminder_alert_key("one", 5, "application", closes=date(2026, 4, 5), lead_days=30),
        reminder_alert_key("one", 5, "application", closes=day, lead_days=7),
    ]
    assert len(set(ids)) == len(ids)
