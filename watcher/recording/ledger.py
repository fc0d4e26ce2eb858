"""The suppression ledger: the rules that hid something in the snapshots of a batch."""

from collections.abc import Iterable, Mapping, Sequence

from store import suppressions
from store.batch import snapshot_rows
from store.batch.texts import OpenTexts
from store.database.opening import Transaction
from store.records import Snapshot, SnapshotOutcome
from store.suppressions import NewSuppression
from watcher.deciding.decide import Decision
from watcher.deciding.silence import Before, hidden_in, needs_body, told_beside
from watcher.diffing.noise.hidden_rules import Hidden


def note_hidden(
    tx: Transaction, decisions: Sequence[Decision], texts: OpenTexts
) -> dict[int, tuple[SnapshotOutcome, str]]:
    """Adds what was hidden to the ledger; returns each snapshot's outcome and note, by its id."""
    asked = [one for one in decisions if _is_noted(one)]
    before = (
        snapshot_rows.previous_snapshots(tx, [one.reading.snapshot.id for one in asked])
        if asked
        else {}
    )
    pages = texts.pages([before[number].id for number in _opened(asked) if number in before])
    entries: list[NewSuppression] = []
    outcomes: dict[int, tuple[SnapshotOutcome, str]] = {}
    for one in decisions:
        snapshot = one.reading.snapshot
        was = before.get(snapshot.id)
        hidden = _hidden(one, was, pages) if _is_noted(one) else []
        entries += _entries(snapshot, was, hidden)
        outcomes[snapshot.id] = (one.outcome, _note(one, hidden))
    if entries:
        suppressions.add(tx, entries)
    return outcomes


def _is_noted(one: Decision) -> bool:
    """A snapshot that is read quietly, or without a document, leaves nothing in the ledger."""
    if one.outcome is SnapshotOutcome.HIDDEN:
        return True
    return (
        one.outcome is SnapshotOutcome.DOCUMENTS
        and not one.reading.quiet
        and bool(told_beside(one.silenced))
    )


def _opened(decisions: Iterable[Decision]) -> list[int]:
    """The snapshots whose predecessor's body is compared with theirs."""
    return [
        one.reading.snapshot.id
        for one in decisions
        if one.outcome is SnapshotOutcome.HIDDEN and needs_body(one.reading)
    ]


def _hidden(
    one: Decision, before: Snapshot | None, pages: Mapping[int, bytes | None]
) -> list[Hidden]:
    if one.outcome is not SnapshotOutcome.HIDDEN:
        return told_beside(one.silenced)
    was = Before(before, pages.get(before.id)) if before else None
    return hidden_in(one.reading, was, one.texts, one.silenced)


def _entries(
    snapshot: Snapshot, before: Snapshot | None, hidden: Iterable[Hidden]
) -> list[NewSuppression]:
    return [
        NewSuppression(
            at=snapshot.fetched_at,
            source_key=snapshot.source_key,
            address=snapshot.address,
            rule=one.rule,
            snapshot_id=snapshot.id,
            before_id=before.id if before else None,
            times=one.times,
            old=one.old,
            new=one.new,
        )
        for one in hidden
    ]


def _note(one: Decision, hidden: Iterable[Hidden]) -> str:
    """A note on the outcome, for people; where nothing new came, the rules that hid it."""
    if one.outcome is SnapshotOutcome.DOCUMENTS:
        return f"{len(one.reading.documents)} documents"
    return ", ".join(dict.fromkeys(each.rule for each in hidden))
