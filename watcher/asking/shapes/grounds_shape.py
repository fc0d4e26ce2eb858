"""The reasons why somebody was told or not, as JSON."""

from typing import Any
from zoneinfo import ZoneInfo

from watcher.asking.shapes.alert_shape import alert_shape
from watcher.asking.shapes.change_shape import change_shape
from watcher.asking.shapes.moments import Spoken
from watcher.asking.why import AlertGrounds, PolicyGrounds, ToldChange
from watcher.rendering.policy_record import policy_record
from watcher.telling.conditions import CheckedCondition


def alert_grounds_shape(grounds: AlertGrounds, zone: ZoneInfo) -> dict[str, Any]:
    """The reasons of one alert; `conditions` is null where they can no longer be asked."""
    conditions, matches = None, None
    if grounds.conditions is not None:
        conditions = [condition_shape(one) for one in grounds.conditions]
        matches = all(one.met for one in grounds.conditions)
    return {
        "alert": alert_shape(grounds.alert, zone),
        "policy": policy_record(grounds.policy) if grounds.policy else None,
        "subscriber": grounds.alert.subscriber,
        "reason": grounds.alert.reason,
        "matches": matches,
        "conditions": conditions,
    }


def policy_grounds_shape(grounds: PolicyGrounds, zone: ZoneInfo) -> dict[str, Any]:
    """The reasons why a subscriber was or was not told of a policy."""
    conditions = [condition_shape(one) for one in grounds.conditions]
    changes = [_told_change_shape(one, grounds, zone) for one in grounds.changes]
    alerts = [alert_shape(alert, zone) for alert in grounds.alerts]
    return {
        "policy": policy_record(grounds.policy),
        "subscriber": grounds.subscriber,
        "matches": grounds.matches,
        "conditions": conditions,
        "changes": changes,
        "alerts": alerts,
    }


def condition_shape(one: CheckedCondition) -> dict[str, Any]:
    """One condition of a match."""
    return {
        "condition": one.condition.value,
        "met": one.met,
        "asked": list(one.asked),
        "found": list(one.found),
    }


def _told_change_shape(one: ToldChange, grounds: PolicyGrounds, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "change": change_shape(one.change, grounds.policy, Spoken(zone)),
        "telling": one.telling.value,
        "alert_id": one.alert_id,
    }
