"""Transactions 1 and 3 of a check: keeps what a look brought, settles what follows from it.

That is which addresses are missing or back, the source's health, and when to look again.
"""

from datetime import datetime

from config.settings import SourceSettings
from store import addresses, checks, snapshots
from store.checks import Outcome
from store.database.opening import Transaction
from store.records import LookStatus, Snapshot, SnapshotOutcome
from store.snapshots import Fetched
from watcher.deciding.next_look import wait_before_next_look
from watcher.fetching.kinds.kind import SourceMemory
from watcher.fetching.results import Answer, Look, Validators
from watcher.reading import READER_VERSION
from watcher.recording import lost_places
from watcher.recording.outbox import tell_all
from watcher.telling.teller import Teller

GOOD = (LookStatus.FETCHED, LookStatus.UNCHANGED)


def known(tx: Transaction, key: str) -> SourceMemory:
    """The addresses of a source that are remembered, as its adapter wants them."""
    validators: dict[str, Validators] = {}
    listed, unlisted = set[str](), set[str]()
    for state in addresses.of_source(tx, key).values():
        validators[state.address] = Validators(state.etag, state.last_modified)
        if state.missing_since is None and not state.entry:
            (unlisted if state.unlisted else listed).add(state.address)
    return SourceMemory(validators, listed=frozenset(listed) or None, unlisted=frozenset(unlisted))


def keep(
    tx: Transaction, key: str, look: Look, at: datetime, *, baseline: bool
) -> list[tuple[Snapshot, bytes]]:
    """Transaction 1: every body that differs from the latest of its address becomes a snapshot.

    Returns each with its bytes, which are at hand.
    """
    if look.entry:
        _keep_entry(tx, key, look.entry, at, evidence=look.status == LookStatus.SUSPECT)
    answered = [answer.address for answer in look.answers]
    listed = dict.fromkeys([*(look.present or ()), *answered])
    addresses.announce(tx, key, list(listed), baseline=baseline)
    if look.present is not None and look.status in GOOD:
        # before anything is read: a page that moved is amended where it is now
        lost = addresses.note_missing(tx, key, _present(look), at)
        lost_places.lost(tx, key, lost, at)
    brought = fetched(key, look, at)
    kept = zip(snapshots.keep_many(tx, brought), brought, strict=True)
    return [(snapshot, each.body) for snapshot, each in kept if snapshot]


def fetched(key: str, look: Look, at: datetime) -> list[Fetched]:
    """Every answer of a look that has a body, as the store keeps it."""
    return [
        _fetched(key, answer, at)
        for answer in look.answers
        if answer.status == LookStatus.FETCHED and answer.body is not None
    ]


def settle(
    tx: Transaction, source: SourceSettings, look: Look, teller: Teller, *, now: datetime
) -> None:
    """Transaction 3: what is missing or back, the source's health, and when to look again."""
    ok = look.status in GOOD
    if look.present is not None and ok:
        _note_absence(tx, source.key, look, teller, now=now)
    state = checks.state(tx, source.key)
    failures = 0 if ok else state.failures + 1
    wait = wait_before_next_look(source.every, failures=failures, retry_after=look.retry_after)
    checks.record(tx, source.key, Outcome(now, ok, look.status, look.reason, now + wait))


def fail(tx: Transaction, source: SourceSettings, reason: str, now: datetime) -> None:
    """A check that broke off: the source counts as failing, and is asked again as such."""
    failures = checks.state(tx, source.key).failures + 1
    wait = wait_before_next_look(source.every, failures=failures)
    outcome = Outcome(
        now, ok=False, status=LookStatus.FAILED, reason=reason, next_check_at=now + wait
    )
    checks.record(tx, source.key, outcome)


def _note_absence(tx: Transaction, key: str, look: Look, teller: Teller, *, now: datetime) -> None:
    present = _present(look)
    returned = addresses.returned(tx, key, present)
    tell_all(tx, teller, lost_places.back(tx, key, returned, now), now)
    addresses.note_presence(tx, key, present, now, unlisted=look.unlisted)


def _present(look: Look) -> frozenset[str]:
    """What is listed and there."""
    gone = {answer.address for answer in look.answers if answer.status == LookStatus.GONE}
    return (look.present or frozenset()) - gone


def _keep_entry(tx: Transaction, key: str, entry: Answer, at: datetime, *, evidence: bool) -> None:
    """The list page itself: what to ask it with next time.

    Its bytes are kept only where they are evidence of something odd.
    """
    addresses.announce(tx, key, [entry.address], baseline=True, entry=True)
    if entry.body is not None and evidence:
        kept = snapshots.keep(tx, _fetched(key, entry, at))
        if kept:
            snapshots.mark_read(
                tx,
                kept.id,
                reader_version=READER_VERSION,
                outcome=SnapshotOutcome.SUSPECT,
                note=entry.reason,
            )
    elif entry.status in GOOD:
        addresses.set_validators(
            tx,
            key,
            entry.address,
            etag=entry.validators.etag,
            last_modified=entry.validators.last_modified,
        )


def _fetched(key: str, answer: Answer, at: datetime) -> Fetched:
    assert answer.body is not None, "asked by the caller"
    return Fetched(
        source_key=key,
        address=answer.address,
        body=answer.body,
        at=at,
        content_type=answer.content_type,
        etag=answer.validators.etag,
        last_modified=answer.validators.last_modified,
        listed_title=answer.listed_title,
        listed_on=answer.listed_on,
    )
