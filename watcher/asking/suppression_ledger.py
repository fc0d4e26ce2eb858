"""Shows what the rules against noise have hidden, and what would have been told without them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import unified_diff

from store import policies, sightings, snapshot_bodies, snapshots, suppressions
from store.care import rereading
from store.database.opening import Transaction
from store.records import ChangeKind, Policy, Said, Snapshot, SuppressionRule
from store.suppressions import Suppression, Wanted
from watcher.asking.paging import AnswerPage, page_of
from watcher.deciding import saying
from watcher.deciding.silence import RULES
from watcher.parsing import parse
from watcher.parsing.charset import decode_bytes
from watcher.parsing.sniff import kind_of
from watcher.recording.stored_subjects import stored_subject
from watcher.telling.subscription_index import Index

KIND = ChangeKind.AMENDED  # what a difference is that no rule hides


@dataclass(frozen=True, slots=True)
class SuppressionQuestion:
    """The entries that are wanted. `since` is included, `until` is not.

    `before_id` is a page's cursor.
    """

    source_key: str | None = None
    rule: SuppressionRule | None = None
    since: datetime | None = None
    until: datetime | None = None
    before_id: int | None = None


class NoSuchSnapshotError(LookupError):
    """There is no snapshot of that number."""


class FirstSnapshotError(LookupError):
    """The snapshot is the first of its address: nothing to compare it with. Carries the address."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


@dataclass(frozen=True, slots=True)
class Untold:
    """One policy that a hidden difference may concern.

    The entry there would have been, and its hearers.
    """

    policy: Policy
    kind: ChangeKind
    said: Said
    subscribers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HiddenSnapshot:
    """All that rules hid in one snapshot; `differing` are the lines of a unified difference."""

    snapshot_id: int
    entries: tuple[Suppression, ...]
    differing: tuple[str, ...]
    untold: tuple[Untold, ...]


def suppression_page(
    tx: Transaction, question: SuppressionQuestion, limit: int = 50
) -> AnswerPage[Suppression, int]:
    """A page of the ledger, newest first."""
    wanted = Wanted(
        source_key=question.source_key,
        rule=question.rule,
        since=question.since,
        until=question.until,
        before_id=question.before_id,
        limit=limit,
    )
    return page_of(suppressions.list_entries(tx, wanted), limit, lambda entry: entry.id)


def rule_counts(tx: Transaction) -> Mapping[SuppressionRule, int]:
    """Every rule with the number of entries it has in the ledger."""
    times = dict(suppressions.count_by_rule(tx))
    return {rule: times.get(rule, 0) for rule in RULES}


def hidden_snapshot(tx: Transaction, snapshot_id: int, index: Index) -> HiddenSnapshot:
    """All that rules hid in one snapshot. Raises NoSuchSnapshotError and FirstSnapshotError."""
    entries = suppressions.of_snapshot(tx, snapshot_id)
    differing = tuple(_differing_lines(tx, snapshot_id, entries))
    return HiddenSnapshot(snapshot_id, tuple(entries), differing, tuple(untold(tx, index, entries)))


def untold(tx: Transaction, index: Index, entries: Sequence[Suppression]) -> list[Untold]:
    """The changes that entries of one snapshot would have been.

    One for each policy that is seen at its address.
    """
    said = saying.unhidden([(one.rule, one.old, one.new) for one in entries])
    return [
        Untold(policy, KIND, said, tuple(_hearers(tx, index, policy)))
        for policy in _policies_there(tx, entries)
    ]


def _policies_there(tx: Transaction, entries: Sequence[Suppression]) -> Iterator[Policy]:
    """The policies seen at the address of the entries, each as what it was merged into."""
    if not entries:
        return
    for _, policy in sightings.seen_at(tx, entries[0].source_key, entries[0].address):
        current = policies.get(tx, policy.merged_into) if policy.merged_into else policy
        if current is not None:
            yield current


def _hearers(tx: Transaction, index: Index, policy: Policy) -> Iterator[str]:
    for match in index.matches(stored_subject(tx, policy)):
        if KIND in match.subscription.events:
            yield match.subscription.name


def _differing_lines(
    tx: Transaction, snapshot_id: int, entries: Sequence[Suppression]
) -> Iterator[str]:
    """The lines that differ between a snapshot and the one it was compared with."""
    try:
        snapshot = snapshots.get(tx, snapshot_id)
    except KeyError:
        raise NoSuchSnapshotError(snapshot_id) from None
    before = _compared_with(tx, snapshot_id, entries)
    if before is None:
        raise FirstSnapshotError(snapshot.address)
    old, new = (
        _lines(snapshot_bodies.open_body(tx, one.id), one.address) for one in (before, snapshot)
    )
    names = (f"snapshot {before.id}", f"snapshot {snapshot.id}")
    return unified_diff(old, new, *names, n=1, lineterm="")


def _compared_with(
    tx: Transaction, snapshot_id: int, entries: Sequence[Suppression]
) -> Snapshot | None:
    for entry in entries:
        if entry.before_id:
            return snapshots.get(tx, entry.before_id)
    return rereading.previous_snapshot(tx, snapshot_id)


def _lines(body: bytes, name: str) -> list[str]:
    """A text's lines as they are; of a file that is no text what the parser finds in it."""
    if kind_of(body, name, None) in ("pdf", "docx", "xlsx"):
        return [f"{len(body)} bytes", *parse(body, name=name).lines]
    return decode_bytes(body).text.splitlines()
