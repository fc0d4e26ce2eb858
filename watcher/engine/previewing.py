"""What a subscription would have matched in the past: the log against the subscription, without telling anybody."""

from dataclasses import dataclass
from datetime import datetime

from config.settings import SubscriberSettings
from store import changes, policies
from store.database.opening import Database, Transaction
from store.lists.walks import Filter
from store.records import Change, Policy
from watcher.recording.stored_subjects import stored_subject
from watcher.rendering import messages
from watcher.telling.matching import match


@dataclass(frozen=True, slots=True)
class Hit:
    """One change that the subscription asks for, and why."""

    change: Change
    policy: Policy
    reason: str


def previewed(
    database: Database, subscription: SubscriberSettings, *, since: datetime, until: datetime
) -> list[Hit]:
    """Every change of the span that the subscription would have been told of, newest first; baselines included.

    A baseline told nobody, but it shows what the subscription is about: that is what a preview is for.
    """
    with database.read() as tx:
        entries = changes.history(tx, Filter(kinds=subscription.events, since=since, until=until))
        known = policies.many(tx, {entry.policy_id for entry in entries})
        reasons = {policy.id: _reason(tx, subscription, policy) for policy in known.values()}
    return [
        Hit(entry, known[entry.policy_id], reason)
        for entry in entries
        if (reason := reasons.get(entry.policy_id)) is not None
    ]


def _reason(tx: Transaction, subscription: SubscriberSettings, policy: Policy) -> str | None:
    asks_for_words = bool(subscription.keywords or subscription.exclude)
    found = match(subscription, stored_subject(tx, policy, with_text=asks_for_words))
    return messages.reason(found, subscription.language) if found else None
