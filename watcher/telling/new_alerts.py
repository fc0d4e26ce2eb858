"""From what happened to the alerts that tell it: to whom, in which words, and not before when.

Pure: writes and sends nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from config.settings import SubscriberSettings
from store.records import AlertKind, ChangeKind, NewAlert, Policy, SourceState
from watcher.deciding import events
from watcher.deciding.beside_windows import Surroundings
from watcher.deciding.news import Match, News
from watcher.rendering import messages
from watcher.rendering.policy_record import named_policy
from watcher.telling.alert_ids import (
    change_alert_id,
    change_alert_key,
    repeals_alert_id,
    repeals_alert_key,
    source_alert_id,
)
from watcher.telling.matching import concerned_by_source
from watcher.telling.reminders import DueReminder
from watcher.telling.schedule import send_at
from watcher.telling.teller import Teller


@dataclass(frozen=True, slots=True)
class _Told:
    """One subscriber told of one thing, before the hour of the message is known.

    `closes` is the day that a reminder is about.
    """

    subscription: SubscriberSettings
    alert_id: str
    alert_key: str
    kind: ChangeKind | AlertKind
    text: messages.AlertText
    policy: Policy | None = None
    change_id: int | None = None
    closes: date | None = None


def alerts_of_news(teller: Teller, news: News, now: datetime) -> Iterator[NewAlert]:
    """One alert for each subscriber whom any of the changes concerns; none for a baseline.

    What the document repeals though nobody has seen it is told beside it.
    """
    fresh = [change.kind for change in news.changes if not change.baseline]
    if not fresh:
        return
    today = now.astimezone(teller.zone).date()
    for match in teller.index.matches(news.subject):
        wanted = match.subscription.events
        kinds = [kind for kind in fresh if kind in wanted]
        if kinds:
            yield _finish(teller, _tell_changes(news, match, kinds, today), now)
        if news.unseen and ChangeKind.REPEALED in wanted:
            yield _finish(teller, _tell_unseen(news, match), now)


def alert_of_reminder(
    teller: Teller, due: DueReminder, around: Surroundings, now: datetime
) -> NewAlert:
    """The alert that reminds one subscriber of one date, with what is told around it."""
    one = due.match.subscription
    reason = messages.alert_reason(due.match, one.language)
    text = messages.reminder_alert(
        due.deadline, due.policy, due.reminder, reason, language=one.language, around=around
    )
    told = _Told(
        subscription=one,
        alert_id=due.alert_id,
        alert_key=due.alert_key,
        kind=AlertKind.REMINDER,
        text=text,
        policy=due.policy,
        closes=due.deadline.closes,
    )
    return _finish(teller, told, now)


def alerts_of_source(
    teller: Teller,
    turn: AlertKind,
    state: SourceState,
    source: messages.SourceCard,
    *,
    now: datetime,
) -> Iterator[NewAlert]:
    """Tells everyone concerned that a source went silent, or that it is back."""
    since = state.failing_since or state.silent_told_at
    local = now.astimezone(teller.zone)
    for one in concerned_by_source(teller.subscribers, source.region):
        text = messages.source_alert(turn, source, state, now=local, language=one.language)
        alert_id = source_alert_id(turn, one.name, state.key, since)
        yield _finish(teller, _Told(one, alert_id, alert_id, kind=turn, text=text), now)


def _tell_changes(news: News, match: Match, kinds: Sequence[ChangeKind], today: date) -> _Told:
    """All changes of the kinds in one alert, under the most urgent of them."""
    one, kind = match.subscription, events.primary(kinds)
    change = next(change for change in news.changes if change.kind == kind)
    # named after all that happened, whichever part of it this subscriber hears
    first = news.changes[0]
    reason = messages.alert_reason(match, one.language)
    return _Told(
        subscription=one,
        alert_id=change_alert_id(one.name, first.hash),
        alert_key=change_alert_key(one.name, first.id),
        kind=kind,
        text=messages.news_alert(news, kinds, reason, today=today, language=one.language),
        policy=news.policy,
        change_id=change.id,
    )


def _tell_unseen(news: News, match: Match) -> _Told:
    """One alert for all documents that end by this one and that nobody has seen."""
    one, change = match.subscription, news.changes[0]
    return _Told(
        subscription=one,
        alert_id=repeals_alert_id(one.name, change.hash),
        alert_key=repeals_alert_key(one.name, change.id),
        kind=ChangeKind.REPEALED,
        text=messages.repeals_alert(news, messages.alert_reason(match, one.language), one.language),
        policy=news.policy,
        change_id=change.id,
    )


def _finish(teller: Teller, told: _Told, now: datetime) -> NewAlert:
    one, text, policy = told.subscription, told.text, told.policy
    moment = send_at(one.cadence, now, teller.zone, closes=told.closes)
    payload: dict[str, Any] = {
        "subscriber": one.name,
        "kind": told.kind,
        "policy": named_policy(policy),
        "alert_id": told.alert_id,
        "reason": text.reason,
        **text.extra,
    }
    return NewAlert(
        id=told.alert_id,
        key=told.alert_key,
        subscriber=one.name,
        kind=told.kind,
        created_at=now,
        title=text.title,
        body=text.body,
        reason=text.reason,
        payload=payload,
        policy_id=policy.id if policy else None,
        change_id=told.change_id,
        send_at=moment,
        digest=moment is not None,
    )
