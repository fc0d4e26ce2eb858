"""From what happened to alerts with their pending deliveries, in the transaction that stores what happened."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from config.settings import Settings, SubscriberSettings
from store import alerts
from store.database.opening import Transaction
from store.records import AlertKind, ChangeKind, Deadline, NewAlert, Policy, SourceState
from watcher.deciding import events
from watcher.deciding.news import Match, News, Reminder
from watcher.recording.moving import moved_by
from watcher.rendering import messages
from watcher.telling import matching

DIGEST_HOUR = time(9)
MONDAY = 0


def fingerprint(address: str) -> str:
    """The name of a channel in the store, which keeps no secret: the address itself stays in the configuration."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def alert_id(*key: object) -> str:
    """An alert's id follows from what it tells whom, so that telling twice is one alert."""
    text = "|".join(str(part) for part in key)
    return "a-" + hashlib.sha256(text.encode()).hexdigest()[:24]


def next_digest(cadence: str, now: datetime, zone: ZoneInfo) -> datetime:
    """When the digest goes out that an event of now belongs to: 09:00 of the day, or of Monday, in the zone."""
    local = now.astimezone(zone)
    moment = datetime.combine(local.date(), DIGEST_HOUR, zone)
    if moment < local:
        moment += timedelta(days=1)
    while cadence == "weekly" and moment.weekday() != MONDAY:
        moment += timedelta(days=1)
    return moment


@dataclass(frozen=True, slots=True)
class Due:
    """One subscriber to be reminded of one date at one lead time."""

    deadline: Deadline
    policy: Policy
    match: Match
    reminder: Reminder

    @property
    def alert_id(self) -> str:
        one, due = self.match.subscription, self.reminder
        return alert_id(
            "reminder", one.name, self.policy.id, self.deadline.slot, due.closes, due.lead
        )


@dataclass(frozen=True, slots=True)
class Teller:
    """Who is told, and through what: the subscriptions with their index and their channels, masked."""

    subscribers: tuple[SubscriberSettings, ...]
    index: matching.Index
    channels: Mapping[str, Mapping[str, str]]  # subscriber → fingerprint → masked label
    zone: ZoneInfo

    @classmethod
    def of(cls, settings: Settings, mask: Callable[[str], str]) -> "Teller":
        """The teller of one configuration; `mask` hides the secrets of a channel's address."""
        channels = {
            one.name: {fingerprint(address): mask(address) for address in one.channels}
            for one in settings.subscribers
        }
        return cls(
            settings.subscribers, matching.Index(settings.subscribers), channels, settings.timezone
        )

    def news(self, tx: Transaction, news: News, now: datetime) -> int:
        """One alert for each subscriber whom any of the changes concerns; none for a baseline. Returns how many.

        What the document repeals though nobody has seen it is told beside it.
        """
        fresh = [change for change in news.changes if not change.baseline]
        if not fresh:
            return 0
        told = 0
        for match in self.index.matches(news.subject):
            kinds = [change.kind for change in fresh if change.kind in match.subscription.events]
            if kinds:
                told += self._tell_news(tx, news, match, kinds, now)
            if news.unseen and ChangeKind.REPEALED in match.subscription.events:
                told += self._tell_unseen(tx, news, match, now)
        return told

    def reminders(self, tx: Transaction, due: Sequence[Due], now: datetime) -> int:
        """Those of the reminders that nobody was sent yet; returns how many. Only they are put into words."""
        by_id = {one.alert_id: one for one in due}
        known = alerts.exists(tx, list(by_id))
        return sum(
            self._remind(tx, one, key, now) for key, one in by_id.items() if key not in known
        )

    def source(
        self,
        tx: Transaction,
        state: SourceState,
        kind: AlertKind,
        source: messages.SourceCard,
        now: datetime,
    ) -> int:
        """Tells everyone concerned that a source went silent, or that it is back."""
        told = 0
        for one in matching.concerned(self.subscribers, source.region):
            text = messages.source(kind, source, state, now.astimezone(self.zone), one.language)
            key = alert_id(kind, one.name, state.key, state.failing_since or state.silent_told_at)
            told += self._add(tx, one, text, id=key, kind=kind, policy=None, now=now)
        return told

    def _remind(self, tx: Transaction, due: Due, key: str, now: datetime) -> int:
        one, deadline = due.match.subscription, due.deadline
        reason = messages.reason(due.match, one.language)
        by = moved_by(tx, due.policy, deadline)
        text = messages.reminder(deadline, due.policy, due.reminder, reason, one.language, by=by)
        return self._add(
            tx,
            one,
            text,
            id=key,
            kind=AlertKind.REMINDER,
            policy=due.policy,
            now=now,
            closes=deadline,
        )

    def _tell_news(
        self, tx: Transaction, news: News, match: Match, kinds: Sequence[ChangeKind], now: datetime
    ) -> int:
        one, kind = match.subscription, events.primary(kinds)
        change = next(change for change in news.changes if change.kind == kind)
        text = messages.news(
            news,
            kinds,
            messages.reason(match, one.language),
            now.astimezone(self.zone).date(),
            one.language,
        )
        key = alert_id("change", one.name, news.changes[0].id)
        return self._add(
            tx, one, text, id=key, kind=kind, policy=news.policy, now=now, change_id=change.id
        )

    def _tell_unseen(self, tx: Transaction, news: News, match: Match, now: datetime) -> int:
        """One alert for all documents that end by this one and that nobody has seen."""
        one, change = match.subscription, news.changes[0]
        text = messages.unseen(news, messages.reason(match, one.language), one.language)
        key = alert_id("repeals", one.name, change.id)
        return self._add(
            tx,
            one,
            text,
            id=key,
            kind=ChangeKind.REPEALED,
            policy=news.policy,
            now=now,
            change_id=change.id,
        )

    def _add(  # noqa: PLR0913 -- every one of them is a column of the alert
        self,
        tx: Transaction,
        one: SubscriberSettings,
        text: messages.Text,
        *,
        id: str,  # noqa: A002 -- the column's name
        kind: ChangeKind | AlertKind,
        policy: Policy | None,
        now: datetime,
        change_id: int | None = None,
        closes: Deadline | None = None,
    ) -> int:
        send_at = self._send_at(one, now, closes)
        payload: dict[str, Any] = {
            "subscriber": one.name,
            "kind": kind,
            "policy": messages.policy_payload(policy),
            "alert_id": id,
            "reason": text.reason,
            **text.extra,
        }
        alert = NewAlert(
            id=id,
            subscriber=one.name,
            kind=kind,
            created_at=now,
            title=text.title,
            body=text.body,
            reason=text.reason,
            payload=payload,
            policy_id=policy.id if policy else None,
            change_id=change_id,
            send_at=send_at,
            digest=send_at is not None,
        )
        return int(alerts.add(tx, alert, self.channels[one.name]))

    def _send_at(
        self, one: SubscriberSettings, now: datetime, closes: Deadline | None
    ) -> datetime | None:
        """The digest's hour; None for at once. A reminder does not wait for a digest that comes on its last day."""
        if one.cadence == "immediate":
            return None
        moment = next_digest(one.cadence, now, self.zone)
        if closes and closes.closes and moment.astimezone(self.zone).date() >= closes.closes:
            return None
        return moment


def tell_all(tx: Transaction, teller: Teller, found: Iterable[News], now: datetime) -> int:
    """Alerts for everything that happened; returns how many."""
    return sum(teller.news(tx, news, now) for news in found)
