"""A window or an expiry as JSON."""

from datetime import date
from typing import Any

from store.records import Deadline, Policy
from watcher.asking.shapes.moments import spoken_day, spoken_hour
from watcher.rendering.policy_record import policy_record

# a deadline inside its policy's own record, which has no day to count from
_OWN = ("kind", "status", "opens", "closes", "batch", "actor", "basis", "evidence")


def deadline_shape(deadline: Deadline, policy: Policy, today: date) -> dict[str, Any]:
    """One window or expiry ahead; `days_left` counts from `today`, None where there is no date."""
    left = (deadline.closes - today).days if deadline.closes else None
    return {
        "policy": policy_record(policy),
        "kind": deadline.kind,
        "opens": spoken_day(deadline.opens),
        "closes": spoken_day(deadline.closes),
        "closes_at": spoken_hour(deadline.closes_at),
        "days_left": left,
        "status": deadline.status,
        "batch": deadline.batch,
        "actor": deadline.actor,
        "basis": deadline.basis,
        "evidence": deadline.evidence,
    }


def own_deadline_shape(deadline: Deadline, policy: Policy) -> dict[str, Any]:
    """A deadline in the record of the policy it belongs to: a part of the whole shape."""
    whole = deadline_shape(deadline, policy, date.min)
    return {key: whole[key] for key in _OWN}
