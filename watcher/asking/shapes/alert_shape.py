"""An alert and its deliveries as JSON."""

from typing import Any
from zoneinfo import ZoneInfo

from store.records import Alert, Delivery
from watcher.asking.shapes.moments import spoken_instant


def alert_shape(alert: Alert, zone: ZoneInfo) -> dict[str, Any]:
    """One alert with the state of each delivery."""
    return {
        "id": alert.id,
        "subscriber": alert.subscriber,
        "kind": alert.kind,
        "policy_id": alert.policy_id,
        "change_id": alert.change_id,
        "title": alert.title,
        "reason": alert.reason,
        "created_at": spoken_instant(alert.created_at, zone),
        "deliveries": [delivery_shape(delivery, zone) for delivery in alert.deliveries],
    }


def delivery_shape(delivery: Delivery, zone: ZoneInfo) -> dict[str, Any]:
    """One alert through one channel; the channel's address is masked."""
    return {
        "channel": delivery.label,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "next_attempt_at": spoken_instant(delivery.next_attempt_at, zone),
        "sent_at": spoken_instant(delivery.sent_at, zone),
        "error": delivery.error,
    }
