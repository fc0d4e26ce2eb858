"""The ids of alerts: each follows from what it tells whom, so that telling twice is one alert."""

import hashlib
from datetime import date, datetime

from store.records import AlertKind

LENGTH = 24  # hexadecimal digits


def change_alert_id(subscriber: str, change_id: int) -> str:
    """The id of the alert of news that begin with a change."""
    return _digest("change", subscriber, change_id)


def repeals_alert_id(subscriber: str, change_id: int) -> str:
    """The id of what is told beside it: documents nobody has seen end by the same news."""
    return _digest("repeals", subscriber, change_id)


def reminder_alert_id(
    subscriber: str, policy_id: int, slot: str, *, closes: date, lead_days: int
) -> str:
    """The id of a reminder of one date at one lead time.

    A date that moves is another one, and is reminded of anew.
    """
    return _digest("reminder", subscriber, policy_id, slot, closes, lead_days)


def source_alert_id(
    kind: AlertKind, subscriber: str, source_key: str, since: datetime | None
) -> str:
    """The id of one silence of a source, or of its end; `since` is when it began to fail."""
    return _digest(kind, subscriber, source_key, since)


def _digest(*key: object) -> str:
    text = "|".join(str(part) for part in key)
    return "a-" + hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
