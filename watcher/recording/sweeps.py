"""What time brings: reminders, expiries, silent sources, withdrawn policies. Each may run twice, and late."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from config.settings import SourceSettings
from store import changes, checks, deadlines, policies, sightings, subscriptions
from store.database.opening import Transaction
from store.records import (
    AlertKind,
    ChangeKind,
    Deadline,
    NewChange,
    Policy,
    PolicyStatus,
    Said,
    SourceState,
)
from watcher.deciding.news import News
from watcher.recording.consequences import repealed_by
from watcher.recording.moving import handed_over
from watcher.recording.stored_subjects import stored_subject
from watcher.recording.telling import Due, Teller
from watcher.rendering import summary
from watcher.rendering.messages import SourceCard
from watcher.telling import reminders

SILENT_AFTER = timedelta(hours=24)
SILENT_FAILURES = 2  # one failed look is weather
ABSENT_FOR = timedelta(days=3)
ABSENT_CHECKS = 3
AT_ONCE = 500  # reminders that are looked up in one query


def remind(tx: Transaction, teller: Teller, now: datetime) -> int:
    """Adds every reminder that is due and not there yet; returns how many."""
    today = now.astimezone(teller.zone).date()
    joined = subscriptions.joined(tx)
    longest = max((lead for one in teller.subscribers for lead in one.remind_days), default=0)
    told, found = 0, list[Due]()
    closing = deadlines.closing(tx, today, today + timedelta(days=longest))
    handed = handed_over(tx, closing)
    for deadline, policy in closing:
        due = list(_due(tx, teller, (deadline, policy), joined, now))
        base = handed.get((policy.id, deadline.slot))
        if due and base:
            told_there = {
                match.subscription.name for match in teller.index.matches(stored_subject(tx, base))
            }
            due = [one for one in due if one.match.subscription.name not in told_there]
        found += due
        if len(found) >= AT_ONCE:
            told += teller.reminders(tx, found, now)
            found = []
    return told + teller.reminders(tx, found, now)


def expire(tx: Transaction, teller: Teller, now: datetime) -> int:
    """Policies whose last day is over become expired, and those who follow them are told; returns how many.

    One that was over when it was first seen tells nobody.
    """
    today = now.astimezone(teller.zone).date()
    lapsed = deadlines.lapsed(tx, today)
    for deadline, policy in lapsed:
        if repealed_by(tx, policy.id):  # told when the repealing text was seen
            policies.set_status(tx, policy.id, PolicyStatus.REPEALED)
            continue
        policies.set_status(tx, policy.id, PolicyStatus.EXPIRED)
        seen_alive = (
            deadline.closes is not None
            and policy.first_seen_at.astimezone(teller.zone).date() <= deadline.closes
        )
        news = _aged(
            tx,
            policy,
            ChangeKind.EXPIRED,
            summary.expired(deadline.closes or today),
            now,
            baseline=not seen_alive,
        )
        teller.news(tx, news, now)
    return len(lapsed)


def silence(
    tx: Transaction, teller: Teller, sources: Sequence[SourceSettings], now: datetime
) -> int:
    """Tells once that a source has been failing for a day, and once that it is back; returns the alerts added."""
    states, told = checks.states(tx), 0
    for source in sources:
        state = states.get(source.key)
        if state is None:
            continue
        card = SourceCard(source.key, source.name, source.region, source.url)
        if _fell_silent(state, now):
            told += teller.source(tx, state, AlertKind.SOURCE_SILENT, card, now)
            checks.tell_silent(tx, source.key, now)
        elif state.silent_told_at and state.failing_since is None:
            told += teller.source(tx, state, AlertKind.SOURCE_BACK, card, now)
            checks.tell_silent(tx, source.key, None)
    return told


def withdraw(tx: Transaction, teller: Teller, now: datetime) -> int:
    """Policies that every place has stopped showing for days are withdrawn; returns how many."""
    gone = policies.absent(tx, since=now - ABSENT_FOR, checks=ABSENT_CHECKS)
    for policy in gone:
        policies.set_status(tx, policy.id, PolicyStatus.WITHDRAWN)
        places = len(sightings.of_policy(tx, policy.id))
        teller.news(
            tx, _aged(tx, policy, ChangeKind.WITHDRAWN, summary.withdrawn(places), now), now
        )
    return len(gone)


def _due(
    tx: Transaction,
    teller: Teller,
    pair: tuple[Deadline, Policy],
    joined: dict[str, datetime],
    now: datetime,
) -> Iterator[Due]:
    """Whom a date should have reminded by today, told already or not."""
    deadline, policy = pair
    if deadline.closes is None or deadline.known_since is None:
        return
    for match in teller.index.matches(
        stored_subject(tx, policy, with_text=teller.index.reads_text)
    ):
        one = match.subscription
        since = max(deadline.known_since, joined.get(one.name, now))
        due = reminders.due(
            deadline.closes,
            one.remind_days,
            today=_day(now, teller),
            known_since=_day(since, teller),
            announced=deadline.announced and since == deadline.known_since,
        )
        if due:
            yield Due(deadline, policy, match, due)


def _aged(
    tx: Transaction,
    policy: Policy,
    kind: ChangeKind,
    said: Said,
    now: datetime,
    *,
    baseline: bool = False,
) -> News:
    change = changes.append(
        tx,
        NewChange(
            at=now,
            kind=kind,
            policy_id=policy.id,
            source_key=policy.source_key,
            said=said,
            from_version=policy.version_number,
            to_version=policy.version_number,
            baseline=baseline,
        ),
    )
    return News(
        policy, stored_subject(tx, policy), (change,), tuple(deadlines.of_policy(tx, policy.id))
    )


def _fell_silent(state: SourceState, now: datetime) -> bool:
    return (
        state.silent_told_at is None
        and state.failing_since is not None
        and state.failures >= SILENT_FAILURES
        and now - state.failing_since >= SILENT_AFTER
    )


def _day(moment: datetime, teller: Teller) -> date:
    return moment.astimezone(teller.zone).date()
