"""What would have been told had no rule hidden it; and telling it after all, where a person says that a rule was wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from store import changes, deadlines, policies, sightings, snapshots, suppressions
from store.database.opening import Transaction
from store.records import Change, ChangeKind, NewChange, Policy, Said, SnapshotOutcome
from store.suppressions import Suppression
from watcher.deciding.news import News
from watcher.recording.outbox import tell_all
from watcher.recording.stored_subjects import stored_subject
from watcher.rendering import summary
from watcher.telling.teller import Teller

KIND = ChangeKind.AMENDED  # what a difference is that no rule hides


@dataclass(frozen=True, slots=True)
class Untold:
    """One policy that a hidden difference may concern: the entry there would have been, and who would have heard."""

    policy: Policy
    said: Said
    subscribers: tuple[str, ...]


def untold(tx: Transaction, teller: Teller, entries: Sequence[Suppression]) -> list[Untold]:
    """What entries of one snapshot would have been: one change for each policy that is seen at its address."""
    said = summary.unhidden([(one.rule, one.old, one.new) for one in entries])
    return [
        Untold(policy, said, tuple(_hearers(tx, teller, policy)))
        for policy in _policies(tx, entries)
    ]


def tell(
    tx: Transaction, teller: Teller, entries: Sequence[Suppression], now: datetime
) -> list[Change]:
    """Appends the changes that entries of one snapshot would have been, with their alerts; each snapshot once.

    The version stays what it was: the rule decides what a version says, and only the telling of it was wrong here.
    """
    appended = []
    for one in untold(tx, teller, entries):
        new = NewChange(
            at=now,
            kind=KIND,
            policy_id=one.policy.id,
            source_key=entries[0].source_key,
            said=one.said,
            from_version=one.policy.version_number,
            to_version=one.policy.version_number,
        )
        change = changes.append(tx, new)
        subject, due = stored_subject(tx, one.policy), tuple(deadlines.of_policy(tx, one.policy.id))
        tell_all(tx, teller, [News(one.policy, subject, (change,), due)], now)
        appended.append(change)
    if entries:
        snapshot = snapshots.get(tx, entries[0].snapshot_id)
        suppressions.mark_told(tx, snapshot.id, now)
        snapshots.mark_read(
            tx,
            snapshot.id,
            reader_version=snapshot.reader_version or 0,
            outcome=SnapshotOutcome.TOLD_AFTER_ALL,
            note=snapshot.note,
        )
    return appended


def _policies(tx: Transaction, entries: Sequence[Suppression]) -> Iterator[Policy]:
    if entries:
        for _, policy in sightings.seen_at(tx, entries[0].source_key, entries[0].address):
            current = policies.get(tx, policy.merged_into) if policy.merged_into else policy
            if current is not None:
                yield current


def _hearers(tx: Transaction, teller: Teller, policy: Policy) -> Iterator[str]:
    for match in teller.index.matches(stored_subject(tx, policy)):
        if KIND in match.subscription.events:
            yield match.subscription.name
