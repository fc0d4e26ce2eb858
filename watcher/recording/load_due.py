"""Loads what time brings a turn of: dates that are near, policies that no place shows.

Decides nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from store import deadlines, sightings
from store.database.opening import Transaction
from store.records import Change, Policy
from watcher.deciding.news import News
from watcher.deciding.withdrawing import ShownAt
from watcher.recording.moving import handed_over
from watcher.recording.stored_subjects import stored_subject
from watcher.telling.reminders import ClosingDate
from watcher.telling.teller import Teller


@dataclass(frozen=True, slots=True)
class Vanished:
    """A living policy that no place shows now, with the places where it was."""

    policy: Policy
    places: tuple[ShownAt, ...]


def load_closing(tx: Transaction, teller: Teller, today: date) -> Iterator[ClosingDate]:
    """Every date that anybody may have to be reminded of by today.

    One at a time: their texts may be large.
    """
    pairs = deadlines.closing(tx, today, today + timedelta(days=teller.longest_lead))
    handed = handed_over(tx, pairs)
    with_text = teller.index.reads_text
    for deadline, policy in pairs:
        base = handed.get((policy.id, deadline.slot))
        yield ClosingDate(
            deadline,
            policy,
            stored_subject(tx, policy, with_text=with_text),
            stored_subject(tx, base, with_text=with_text) if base else None,
        )


def load_vanished(tx: Transaction) -> list[Vanished]:
    """The living policies that no place shows now, by id."""
    places: dict[int, list[ShownAt]] = {}
    policies: dict[int, Policy] = {}
    for policy, missing_since, missing_checks in sightings.list_vanished(tx):
        policies[policy.id] = policy
        places.setdefault(policy.id, []).append(ShownAt(missing_since, missing_checks))
    return [Vanished(policies[number], tuple(places[number])) for number in sorted(policies)]


def load_news(tx: Transaction, happened: Sequence[tuple[Policy, Change]]) -> Iterator[News]:
    """One piece of news for each change of a policy, as it was before the change."""
    for policy, change in happened:
        due = tuple(deadlines.of_policy(tx, policy.id))
        yield News(policy, stored_subject(tx, policy), (change,), due)
