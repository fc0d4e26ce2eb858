"""From what happened to the alerts that tell it: whom, in which words, when. Pure: writes and sends nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from config.settings import SubscriberSettings
from store.records import AlertKind, ChangeKind, NewAlert, Policy, SourceState
from watcher.deciding import events
from watcher.deciding.news import Match, News
from watcher.rendering import messages
from watcher.telling import schedule
from watcher.telling.alert_ids import change_alert_id, repeals_alert_id, source_alert_id
from watcher.telling.matching import concerned
from watcher.telling.reminders import DueReminder
from watcher.telling.teller import Teller


def alerts_of_news(teller: Teller, news: News, now: datetime) -> Iterator[NewAlert]:
    """One alert for each subscriber whom any of the changes concerns; none for a baseline.

    What the document repeals though nobody has seen it is told beside it.
    """
    fresh = [change.kind for change in news.changes if not change.baseline]
    if not fresh:
        return
    for match in teller.index.matches(news.subject):
        wanted = match.subscription.events
        kinds = [kind for kind in fresh if kind in wanted]
        if kinds:
            yield _of_changes(teller, news, match, kinds, now)
        if news.unseen and ChangeKind.REPEALED in wanted:
            yield _of_unseen(teller, news, match, now)


def alert_of_reminder(
    teller: Teller, due: DueReminder, by: Sequence[Policy], now: datetime
) -> NewAlert:
    """The alert that reminds one subscriber of one date; `by` are the documents that moved it there."""
    one = due.match.subscription
    text = messages.reminder(
        due.deadline,
        due.policy,
        due.reminder,
        messages.reason(due.match, one.language),
        one.language,
        by=by,
    )
    moment = schedule.send_at(one.cadence, now, teller.zone, closes=due.deadline.closes)
    about = _About(due.alert_id, AlertKind.REMINDER, due.policy)
    return _new_alert(one, text, about, now, moment)


def alerts_of_source(
    teller: Teller, state: SourceState, kind: AlertKind, source: messages.SourceCard, now: datetime
) -> Iterator[NewAlert]:
    """Tells everyone concerned that a source went silent, or that it is back."""
    since = state.failing_since or state.silent_told_at
    local = now.astimezone(teller.zone)
    for one in concerned(teller.subscribers, source.region):
        text = messages.source(kind, source, state, local, one.language)
        about = _About(source_alert_id(kind, one.name, state.key, since), kind, None)
        moment = schedule.send_at(one.cadence, now, teller.zone)
        yield _new_alert(one, text, about, now, moment)


@dataclass(frozen=True, slots=True)
class _About:
    """The id of an alert and what it is about: a policy, one of its changes, or neither."""

    alert_id: str
    kind: ChangeKind | AlertKind
    policy: Policy | None
    change_id: int | None = None


def _of_changes(
    teller: Teller, news: News, match: Match, kinds: Sequence[ChangeKind], now: datetime
) -> NewAlert:
    one, kind = match.subscription, events.primary(kinds)
    change = next(change for change in news.changes if change.kind == kind)
    today = now.astimezone(teller.zone).date()
    reason = messages.reason(match, one.language)
    text = messages.news(news, kinds, reason, today, one.language)
    key = change_alert_id(one.name, news.changes[0].id)
    moment = schedule.send_at(one.cadence, now, teller.zone)
    return _new_alert(one, text, _About(key, kind, news.policy, change.id), now, moment)


def _of_unseen(teller: Teller, news: News, match: Match, now: datetime) -> NewAlert:
    """One alert for all documents that end by this one and that nobody has seen."""
    one, change = match.subscription, news.changes[0]
    text = messages.unseen(news, messages.reason(match, one.language), one.language)
    key = repeals_alert_id(one.name, change.id)
    moment = schedule.send_at(one.cadence, now, teller.zone)
    return _new_alert(
        one, text, _About(key, ChangeKind.REPEALED, news.policy, change.id), now, moment
    )


def _new_alert(
    one: SubscriberSettings,
    text: messages.Text,
    about: _About,
    now: datetime,
    moment: datetime | None,
) -> NewAlert:
    policy = about.policy
    payload: dict[str, Any] = {
        "subscriber": one.name,
        "kind": about.kind,
        "policy": messages.policy_payload(policy),
        "alert_id": about.alert_id,
        "reason": text.reason,
        **text.extra,
    }
    return NewAlert(
        id=about.alert_id,
        subscriber=one.name,
        kind=about.kind,
        created_at=now,
        title=text.title,
        body=text.body,
        reason=text.reason,
        payload=payload,
        policy_id=policy.id if policy else None,
        change_id=about.change_id,
        send_at=moment,
        digest=moment is not None,
    )
