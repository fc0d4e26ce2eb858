"""Tells after all what a rule hid, where a person says that the rule was wrong."""

from collections.abc import Sequence
from datetime import datetime

from store import changes, deadlines, snapshots, suppressions
from store.database.opening import Transaction
from store.records import Change, NewChange, SnapshotOutcome
from store.suppressions import Suppression
from watcher.asking.suppression_ledger import untold
from watcher.deciding.news import News
from watcher.recording.outbox import tell_all
from watcher.recording.stored_subjects import stored_subject
from watcher.telling.teller import Teller


def tell(
    tx: Transaction, teller: Teller, entries: Sequence[Suppression], now: datetime
) -> list[Change]:
    """Appends the changes that entries of one snapshot would have been, with their alerts; each
    snapshot once.

    The version stays what it was: the rule decides what a version says, and only the telling of it
    was wrong here.
    """
    appended = []
    for one in untold(tx, teller.index, entries):
        new = NewChange(
            at=now,
            kind=one.kind,
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
