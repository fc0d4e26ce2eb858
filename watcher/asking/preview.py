"""Shows what a subscription would have been told in the past. Tells nobody."""

from dataclasses import dataclass
from datetime import datetime

from config.settings import SubscriberSettings
from store import changes, policies
from store.database.opening import Transaction
from store.lists.walks import Filter
from store.records import Change, Policy
from watcher.recording.stored_subjects import stored_subject
from watcher.rendering import messages
from watcher.telling.matching import match


@dataclass(frozen=True, slots=True)
class PreviewHit:
    """One change that the subscription asks for, and why."""

    change: Change
    policy: Policy
    reason: str


def preview(
    tx: Transaction, subscription: SubscriberSettings, *, since: datetime, until: datetime
) -> list[PreviewHit]:
    """Every change of the span that the subscription would have been told of, newest first.

    A baseline told nobody, but it shows what the subscription is about: that is what a preview is
    for.
    """
    entries = changes.history(tx, Filter(kinds=subscription.events, since=since, until=until))
    known = policies.get_many(tx, {entry.policy_id for entry in entries})
    reasons = {policy.id: _reason(tx, subscription, policy) for policy in known.values()}
    hits = []
    for entry in entries:
        reason = reasons.get(entry.policy_id)
        if reason is not None:
            hits.append(PreviewHit(entry, known[entry.policy_id], reason))
    return hits


def _reason(tx: Transaction, subscription: SubscriberSettings, policy: Policy) -> str | None:
    """The reason why the policy concerns the subscription, None where it does not.

    Its text is opened only for words.
    """
    asks_for_words = bool(subscription.keywords or subscription.exclude)
    found = match(subscription, stored_subject(tx, policy, with_text=asks_for_words))
    return messages.alert_reason(found, subscription.language) if found else None
