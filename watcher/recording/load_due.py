"""Loads what time brings a turn of: dates that are near, policies that no place shows.

Decides nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from store import deadlines, sightings
from store.batch import finding
from store.database.opening import Transaction
from store.records import Change, Policy
from watcher.deciding.expiry import is_repealed
from watcher.deciding.news import News
from watcher.deciding.slots import in_order
from watcher.deciding.withdrawing import FILE, ShownAt
from watcher.recording.moving import handed_over
from watcher.recording.stored_subjects import stored_subjects
from watcher.telling.reminders import ClosingDate
from watcher.telling.teller import Teller

AT_ONCE = 200  # policies whose texts are in memory together


@dataclass(frozen=True, slots=True)
class Vanished:
    """A living policy that no place shows now, with the places where it was."""

    policy: Policy
    places: tuple[ShownAt, ...]


def load_closing(tx: Transaction, teller: Teller, today: date) -> Iterator[ClosingDate]:
    """Every date that anybody may have to be reminded of by today.

    Some at a time: their texts may be large.
    """
    pairs = deadlines.list_closing(tx, today, today + timedelta(days=teller.longest_lead))
    handed = handed_over(tx, pairs)
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        asked = {policy.id: policy for _, policy in some}
        for deadline, policy in some:
            base = handed.get((policy.id, deadline.slot))
            if base is not None:
                asked[base.id] = base
        subjects = stored_subjects(tx, asked.values(), with_text=teller.index.reads_text)
        for deadline, policy in some:
            base = handed.get((policy.id, deadline.slot))
            told_there = subjects[base.id] if base is not None else None
            yield ClosingDate(deadline, policy, subjects[policy.id], told_there)


def load_repealed(tx: Transaction, policies: Collection[Policy]) -> set[int]:
    """Those of the policies, by id, that another document repeals as far as is known."""
    ids = [policy.id for policy in policies]
    related = finding.relations_of(tx, ids)
    return {number for number in ids if is_repealed(number, related.get(number, ()))}


def load_vanished(tx: Transaction) -> list[Vanished]:
    """The living policies that no place shows now, by id."""
    places: dict[int, list[ShownAt]] = {}
    policies: dict[int, Policy] = {}
    for policy, address, missing_since, missing_checks in sightings.list_vanished(tx):
        policies[policy.id] = policy
        places.setdefault(policy.id, []).append(
            ShownAt(missing_since, missing_checks, in_folder=address.startswith(FILE))
        )
    return [Vanished(policies[number], tuple(places[number])) for number in sorted(policies)]


def load_news(tx: Transaction, happened: Sequence[tuple[Policy, Change]]) -> Iterator[News]:
    """One piece of news for each change of a policy, as it was before the change."""
    for start in range(0, len(happened), AT_ONCE):
        some = happened[start : start + AT_ONCE]
        policies = {policy.id: policy for policy, _ in some}
        subjects = stored_subjects(tx, policies.values())
        due = finding.deadlines_of(tx, policies)
        for policy, change in some:
            nearest_first = in_order(due.get(policy.id, ()))
            yield News(policy, subjects[policy.id], (change,), nearest_first)
