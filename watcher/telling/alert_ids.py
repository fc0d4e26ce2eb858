"""The names of alerts: each follows from what it tells whom, so that telling twice is one alert.

An alert has two. Its id goes to receivers and follows from content: a restored store deals row
numbers out again, and a receiver must not take another matter for one it had. Its key is known to
this store only and names rows: content may be corrected later, and must not be told once more for
that. Alerts of before ids followed from content have their key as their id.
"""

import hashlib
from datetime import date, datetime

from store.records import AlertKind, Policy

LENGTH = 24  # hexadecimal digits


def change_alert_id(subscriber: str, entry_hash: str) -> str:
    """The id of the alert of news that begin with an entry of the log.

    Its hash covers all that was logged before it, so that it is the hash of no other entry.
    """
    return _digest("news", subscriber, entry_hash)


def repeals_alert_id(subscriber: str, entry_hash: str) -> str:
    """The id of what is told beside it: documents nobody has seen end by the same news."""
    return _digest("unseen repeals", subscriber, entry_hash)


def reminder_alert_id(
    subscriber: str, policy: Policy, slot: str, *, closes: date, lead_days: int
) -> str:
    """The id of a reminder of one date of a document at one lead time."""
    identity = (
        policy.doc_number or "",
        *policy.issuers,
        policy.title,
        policy.issued_on or "",
        policy.url,
    )
    return _digest("reminder of", subscriber, *identity, slot, closes, lead_days)


def source_alert_id(
    kind: AlertKind, subscriber: str, source_key: str, since: datetime | None
) -> str:
    """The id, and the key, of one silence of a source, or of its end.

    `since` is when it began to fail.
    """
    return _digest(kind, subscriber, source_key, since)


def change_alert_key(subscriber: str, change_id: int) -> str:
    """The key of the alert of news that begin with a change."""
    return _digest("change", subscriber, change_id)


def repeals_alert_key(subscriber: str, change_id: int) -> str:
    """The key of what is told beside it."""
    return _digest("repeals", subscriber, change_id)


def reminder_alert_key(
    subscriber: str, policy_id: int, slot: str, *, closes: date, lead_days: int
) -> str:
    """The key of a reminder of one date at one lead time.

    A date that moves is another one, and is reminded of anew.
    """
    return _digest("reminder", subscriber, policy_id, slot, closes, lead_days)


def _digest(*key: object) -> str:
    text = "|".join(str(part) for part in key)
    return "a-" + hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
