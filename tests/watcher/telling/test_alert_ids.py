"""Ids of alerts are kept for ever by receivers: they must never come out otherwise."""

from datetime import UTC, date, datetime

from store.records import AlertKind
from watcher.telling.alert_ids import (
    change_alert_id,
    reminder_alert_id,
    repeals_alert_id,
    source_alert_id,
)
from watcher.telling.channels import fingerprint

SINCE = datetime(2026, 3, 4, 2, tzinfo=UTC)


def test_ids_are_what_they_were_when_the_first_alert_was_sent() -> None:
    """Pinned: another id for the same thing would tell it twice."""
    day = date(2026, 4, 4)
    assert change_alert_id("one", 9) == "a-bf49f8c7ddf25842eed52554"
    assert repeals_alert_id("one", 9) == "a-f8da788b8da81cb2bd2b050f"
    assert (
        reminder_alert_id("one", 5, "application", closes=day, lead_days=30)
        == "a-1f6c9565e34e7afdec39f51d"
    )
    assert (
        source_alert_id(AlertKind.SOURCE_SILENT, "one", "notices", SINCE)
        == "a-0cc36fa6fe82221aaf101017"
    )


def test_a_fingerprint_is_short_and_always_the_same() -> None:
    """Pinned as well: a delivery finds its channel by it after an update."""
    assert fingerprint("log://one") == "4e213ac1ca006c68"


def test_ids_differ_by_all_that_they_name() -> None:
    """Another person, another policy, slot, date or lead time is another reminder."""
    day = date(2026, 4, 4)
    ids = [
        reminder_alert_id("one", 5, "application", closes=day, lead_days=30),
        reminder_alert_id("two", 5, "application", closes=day, lead_days=30),
        reminder_alert_id("one", 6, "application", closes=day, lead_days=30),
        reminder_alert_id("one", 5, "filing", closes=day, lead_days=30),
        reminder_alert_id("one", 5, "application", closes=date(2026, 4, 5), lead_days=30),
        reminder_alert_id("one", 5, "application", closes=day, lead_days=7),
    ]
    assert len(set(ids)) == len(ids)
