"""The work of time: reminders, expiries, silent sources, withdrawn policies.

Each sweep may run twice, and late.

load        what is due, in few statements                  load_due.py
decide      what follows                                    watcher/deciding, watcher/telling
write       the changes, and the alerts that tell them      outbox.py
"""

from collections.abc import Sequence
from datetime import date, datetime

from config.settings import SourceSettings
from store import changes, checks, deadlines, policies, subscriptions
from store.care import clock
from store.database.opening import Transaction
from store.records import AlertKind, Change, ChangeKind, NewChange, Policy, PolicyStatus, Said
from watcher.deciding import saying
from watcher.deciding.expiry import lapse_of
from watcher.deciding.source_silence import turn_of
from watcher.deciding.withdrawing import is_withdrawn
from watcher.recording import load_due, outbox
from watcher.rendering.messages import SourceCard
from watcher.telling.new_alerts import alerts_of_source
from watcher.telling.reminders import DueReminder, due_reminders
from watcher.telling.teller import Teller

AT_ONCE = 500  # reminders that are looked up in one query


def remind(tx: Transaction, teller: Teller, now: datetime) -> int:
    """Adds every reminder that is due and not there yet; returns how many."""
    joined = subscriptions.joined_at(tx)
    told, due = 0, list[DueReminder]()
    for closing in load_due.load_closing(tx, teller, _day(now, teller)):
        due += due_reminders(teller, closing, joined, now)
        if len(due) >= AT_ONCE:
            told += outbox.remind_all(tx, teller, due, now)
            due = []
    return told + outbox.remind_all(tx, teller, due, now)


def expire(tx: Transaction, teller: Teller, now: datetime) -> int:
    """Policies whose last day is over become expired; returns how many.

    Those who follow them are told.
    """
    today = _day(now, teller)
    happened: list[tuple[Policy, Change]] = []
    lapsed = deadlines.list_lapsed(tx, today)
    repealed = load_due.load_repealed(tx, [policy for _, policy in lapsed])
    for deadline, policy in lapsed:
        lapse = lapse_of(
            deadline,
            repealed=policy.id in repealed,
            first_seen_on=_day(policy.first_seen_at, teller),
            today=today,
        )
        if lapse is None:
            continue
        policies.set_status(tx, policy.id, lapse.status)
        if lapse.status == PolicyStatus.EXPIRED:
            said = saying.expired(lapse.last_day)
            change = _append(tx, policy, ChangeKind.EXPIRED, said, now=now, baseline=not lapse.told)
            happened.append((policy, change))
    outbox.tell_all(tx, teller, load_due.load_news(tx, happened), now)
    return len(lapsed)


def set_clock_right(tx: Transaction, teller: Teller, now: datetime) -> int:
    """After a clock that ran ahead: nothing stays put off, and what expired too early lives.

    Returns how many policies live again; they are told as restored.
    """
    if not clock.was_ahead(tx, now):
        return 0
    clock.take_back(tx, now)
    early = policies.get_many(tx, set(clock.ended_early(tx, _day(now, teller))))
    happened: list[tuple[Policy, Change]] = []
    for policy in early.values():
        policies.set_status(tx, policy.id, PolicyStatus.ACTIVE)
        change = _append(tx, policy, ChangeKind.RESTORED, saying.restored(policy.title), now=now)
        happened.append((policy, change))
    outbox.tell_all(tx, teller, load_due.load_news(tx, happened), now)
    return len(happened)


def silence(
    tx: Transaction, teller: Teller, sources: Sequence[SourceSettings], now: datetime
) -> int:
    """Tells once that a source has been failing for a day, and once that it is back.

    Returns how many alerts were added.
    """
    states, told = checks.states(tx), 0
    for source in sources:
        state = states.get(source.key)
        turn = turn_of(state, now) if state else None
        if state is None or turn is None:
            continue
        card = SourceCard(source.key, source.name, source.region, source.url)
        new = alerts_of_source(teller, turn, state, card, now=now)
        told += outbox.add_all(tx, teller, new)
        checks.tell_silent(tx, source.key, now if turn == AlertKind.SOURCE_SILENT else None)
    return told


def withdraw(tx: Transaction, teller: Teller, now: datetime) -> int:
    """Policies that every place has stopped showing for days are withdrawn; returns how many."""
    happened: list[tuple[Policy, Change]] = []
    for one in load_due.load_vanished(tx):
        if is_withdrawn(one.places, now):
            policies.set_status(tx, one.policy.id, PolicyStatus.WITHDRAWN)
            said = saying.withdrawn(len(one.places))
            happened.append(
                (one.policy, _append(tx, one.policy, ChangeKind.WITHDRAWN, said, now=now))
            )
    outbox.tell_all(tx, teller, load_due.load_news(tx, happened), now)
    return len(happened)


def _append(
    tx: Transaction,
    policy: Policy,
    kind: ChangeKind,
    said: Said,
    *,
    now: datetime,
    baseline: bool = False,
) -> Change:
    new = NewChange(
        at=now,
        kind=kind,
        policy_id=policy.id,
        source_key=policy.source_key,
        said=said,
        from_version=policy.version_number,
        to_version=policy.version_number,
        baseline=baseline,
    )
    return changes.append(tx, new)


def _day(moment: datetime, teller: Teller) -> date:
    return moment.astimezone(teller.zone).date()
