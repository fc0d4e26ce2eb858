"""Writes alerts with their pending deliveries, in the transaction that stores what happened.

Decides nothing: which alerts there are is `watcher/telling`.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice

from store import alerts, policies, versions
from store.database.compression import TornBodyError
from store.database.opening import Transaction
from store.records import Deadline, DeadlineKind, NewAlert, Policy, Slot
from watcher.deciding.beside_windows import Beside, Surroundings, told_beside
from watcher.deciding.news import News
from watcher.recording.moving import moved_by
from watcher.telling.new_alerts import alert_of_reminder, alerts_of_news
from watcher.telling.reminders import DueReminder
from watcher.telling.teller import Teller

AT_ONCE = 500  # alerts that are written in one statement


def tell_all(tx: Transaction, teller: Teller, found: Iterable[News], now: datetime) -> int:
    """Alerts for everything that happened; returns how many are new."""
    new = (alert for news in found for alert in alerts_of_news(teller, news, now))
    return add_all(tx, teller, new)


def add_all(tx: Transaction, teller: Teller, new: Iterable[NewAlert]) -> int:
    """Adds alerts with a pending delivery a channel; returns how many are new.

    A few hundred at a time, so that those of a large audience are never all in memory.
    """
    told, rest = 0, iter(new)
    while some := list(islice(rest, AT_ONCE)):
        pairs = [(alert, teller.channels[alert.subscriber]) for alert in some]
        told += alerts.add_many(tx, pairs)
    return told


def remind_all(tx: Transaction, teller: Teller, due: Sequence[DueReminder], now: datetime) -> int:
    """Adds those of the reminders that are not stored yet; returns how many.

    Only they are put into words.
    """
    by_key = {one.alert_key: one for one in due}
    known = alerts.told(tx, list(by_key))
    new = [one for key, one in by_key.items() if key not in known]
    return add_all(tx, teller, _put_into_words(tx, teller, new, now))


def _put_into_words(
    tx: Transaction, teller: Teller, new: Sequence[DueReminder], now: datetime
) -> Iterator[NewAlert]:
    """The alerts of reminders; what surrounds a date is asked once for all subscribers."""
    movers = moved_by(tx, [(one.deadline, one.policy) for one in new])
    around: dict[tuple[int, Slot], Surroundings] = {}
    for one in new:
        date = (one.policy.id, one.deadline.slot)
        if date not in around:
            beside = _beside(tx, one.policy, one.deadline)
            around[date] = Surroundings(tuple(movers[date]), beside)
        yield alert_of_reminder(teller, one, around[date], now)


def _beside(tx: Transaction, policy: Policy, deadline: Deadline) -> Beside:
    """The facts that the present version tells beside an application window.

    None of a torn one, which doctor reports.
    """
    version_id = policies.current_version_id(tx, policy.id)
    if deadline.kind != DeadlineKind.APPLICATION or not version_id:
        return ()
    with suppress(TornBodyError):
        return told_beside(versions.get(tx, version_id).facts)
    return ()
