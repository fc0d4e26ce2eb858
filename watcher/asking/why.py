"""Says why an alert was sent, and why a subscriber was or was not told of a policy.

The conditions are those of today's subscription and of the policy as it is listed now; an alert
keeps the reason that it was sent with.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from config.settings import SourceSettings, SubscriberSettings
from store import alerts, changes, policies
from store.database.opening import Transaction
from store.lists.walks import Filter
from store.records import Alert, Change, Policy
from watcher.asking.policy_card import require_policy
from watcher.recording.stored_subjects import stored_subject
from watcher.telling.conditions import CheckedCondition, checked_conditions, checked_place


class ChangeFate(StrEnum):
    """The fate of one change with one subscriber."""

    TOLD = "told"
    BASELINE = "baseline"  # it was there at the first look, which tells nobody
    EVENT_NOT_ASKED = "event_not_asked"  # a kind of change that the subscription leaves out
    NOT_MATCHED = "not_matched"  # a condition is not met
    NOT_TOLD = "not_told"  # it fits today; the subscription or the policy was another one then


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change of the policy, what came of it, and by which alert."""

    change: Change
    telling: ChangeFate
    alert_id: str | None = None


@dataclass(frozen=True, slots=True)
class AlertGrounds:
    """The reasons why one alert was sent.

    `conditions` is None where its subscriber, or its source, is configured no more.
    """

    alert: Alert
    policy: Policy | None
    conditions: tuple[CheckedCondition, ...] | None


@dataclass(frozen=True, slots=True)
class PolicyGrounds:
    """The reasons why a subscriber was or was not told of a policy.

    The conditions, each change, and the alerts there were.
    """

    policy: Policy
    subscriber: str
    conditions: tuple[CheckedCondition, ...]
    changes: tuple[ToldChange, ...]
    alerts: tuple[Alert, ...]

    @property
    def matches(self) -> bool:
        """The subscription asks for the policy as it is now."""
        return all(one.met for one in self.conditions)


def why_alert(
    tx: Transaction,
    alert_id: str,
    subscribers: Sequence[SubscriberSettings],
    sources: Sequence[SourceSettings],
) -> AlertGrounds | None:
    """The reasons why an alert was sent; None where there is no such alert."""
    alert = alerts.get(tx, alert_id)
    if alert is None:
        return None
    policy = policies.get(tx, alert.policy_id) if alert.policy_id else None
    subscription = next((one for one in subscribers if one.name == alert.subscriber), None)
    if subscription is None:
        return AlertGrounds(alert, policy, None)
    if policy is not None:
        conditions = checked_conditions(subscription, stored_subject(tx, policy))
        return AlertGrounds(alert, policy, conditions)
    source = next((one for one in sources if one.key == alert.payload.get("source")), None)
    if source is None:
        return AlertGrounds(alert, None, None)
    return AlertGrounds(alert, None, (checked_place(subscription, source.region),))


def why_policy(tx: Transaction, policy_id: int, subscription: SubscriberSettings) -> PolicyGrounds:
    """The reasons why a subscriber was or was not told of a policy, for each change of its life.

    Raises NoSuchPolicyError.
    """
    policy = require_policy(tx, policy_id)
    conditions = checked_conditions(subscription, stored_subject(tx, policy))
    entries = changes.history(tx, Filter(policy_id=policy.id))
    # what was merged into the policy brought its log along, and alerts under its own number
    numbers = {policy.id, *(entry.policy_id for entry in entries)}
    told = alerts.of_policies(tx, numbers, subscription.name)
    matches = all(one.met for one in conditions)
    found = []
    for entry in entries:
        alert = next((one for one in told if _tells_of(one, entry, entries)), None)
        if alert is not None:
            found.append(ToldChange(entry, ChangeFate.TOLD, alert.id))
        else:
            fate = _fate_of_untold(entry, subscription, matches=matches)
            found.append(ToldChange(entry, fate))
    return PolicyGrounds(policy, subscription.name, conditions, tuple(found), tuple(told))


def _fate_of_untold(
    change: Change, subscription: SubscriberSettings, *, matches: bool
) -> ChangeFate:
    """The first reason that kept a change from being told."""
    if change.baseline:
        return ChangeFate.BASELINE
    if change.kind not in subscription.events:
        return ChangeFate.EVENT_NOT_ASKED
    if not matches:
        return ChangeFate.NOT_MATCHED
    return ChangeFate.NOT_TOLD


def _tells_of(alert: Alert, change: Change, entries: Sequence[Change]) -> bool:
    """One alert tells of all that happened to a policy at one instant.

    It names the first of its kinds.
    """
    if alert.change_id == change.id:
        return True
    named = next((entry for entry in entries if entry.id == alert.change_id), None)
    if named is None or named.at != change.at:
        return False
    return any(one["kind"] == change.kind for one in alert.payload.get("changes", ()))
