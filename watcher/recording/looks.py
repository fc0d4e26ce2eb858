"""Transactions 1 and 3 of a check: what a look brought is kept; its absences, its health and the next look are settled."""

from datetime import datetime, timedelta

from config.settings import SourceSettings
from store import addresses, checks, snapshots
from store.checks import Outcome
from store.database.opening import Transaction
from store.records import LookStatus, Snapshot, SnapshotOutcome
from store.snapshots import Fetched
from watcher.fetching.kinds.kind import Known
from watcher.fetching.results import Answer, Look, Validators
from watcher.reading import READER_VERSION
from watcher.recording import absence
from watcher.recording.outbox import tell_all
from watcher.telling.teller import Teller

GOOD = (LookStatus.FETCHED, LookStatus.UNCHANGED)
RETRY_AT_MOST = timedelta(days=1)


def known(tx: Transaction, key: str) -> Known:
    """What the store remembers of a source, as its adapter wants it."""
    remembered = addresses.of_source(tx, key)
    there = [a for a in remembered.values() if a.missing_since is None and not a.entry]
    return Known(
        validators={a.address: Validators(a.etag, a.last_modified) for a in remembered.values()},
        listed=frozenset(a.address for a in there if not a.unlisted) or None,
        unlisted=frozenset(a.address for a in there if a.unlisted),
    )


def keep(
    tx: Transaction, key: str, look: Look, at: datetime, *, baseline: bool
) -> list[tuple[Snapshot, bytes]]:
    """Transaction 1: every body that differs from the latest of its address, as a snapshot, with the bytes at hand."""
    if look.entry:
        _keep_entry(tx, key, look.entry, at, evidence=look.status == LookStatus.SUSPECT)
    listed = list(
        dict.fromkeys([*(look.present or ()), *(answer.address for answer in look.answers)])
    )
    addresses.announce(tx, key, listed, baseline=baseline)
    brought = fetched(key, look, at)
    kept = zip(snapshots.keep_many(tx, brought), brought, strict=True)
    return [(snapshot, each.body) for snapshot, each in kept if snapshot]


def fetched(key: str, look: Look, at: datetime) -> list[Fetched]:
    """What a look brought with a body, as the store keeps it."""
    return [
        _fetched(key, answer, at)
        for answer in look.answers
        if answer.status == LookStatus.FETCHED and answer.body is not None
    ]


def settle(
    tx: Transaction, source: SourceSettings, look: Look, teller: Teller, now: datetime
) -> None:
    """Transaction 3: what is missing or back, the source's health, and when to look again."""
    ok = look.status in GOOD
    if look.present is not None and ok:
        _note_absence(tx, source.key, look, teller, now)
    state = checks.state(tx, source.key)
    wait = source.every if ok else _patience(source.every, state.failures + 1)
    if look.retry_after:
        wait = max(wait, min(look.retry_after, RETRY_AT_MOST))
    checks.record(tx, source.key, Outcome(now, ok, look.status, look.reason, now + wait))


def fail(tx: Transaction, source: SourceSettings, reason: str, now: datetime) -> None:
    """A check that broke off: the source counts as failing and is asked again as any failing one is."""
    wait = _patience(source.every, checks.state(tx, source.key).failures + 1)
    checks.record(
        tx,
        source.key,
        Outcome(now, ok=False, status=LookStatus.FAILED, reason=reason, next_check_at=now + wait),
    )


def _note_absence(tx: Transaction, key: str, look: Look, teller: Teller, now: datetime) -> None:
    gone = {
        answer.address for answer in look.answers if answer.status == LookStatus.GONE
    }  # listed, but not there
    present = (look.present or frozenset()) - gone
    tell_all(tx, teller, absence.back(tx, key, addresses.returned(tx, key, present), now), now)
    missing = addresses.note_presence(tx, key, present, now, unlisted=look.unlisted)
    absence.lost(
        tx, key, [address for address, state in missing.items() if state.missing_checks == 1], now
    )


def _keep_entry(tx: Transaction, key: str, entry: Answer, at: datetime, *, evidence: bool) -> None:
    """The list page itself: what to ask it with next time; its bytes only where they are evidence of something odd."""
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
            tx, key, entry.address, entry.validators.etag, entry.validators.last_modified
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


def _patience(every: timedelta, failures: int) -> timedelta:
    """A failing source is asked again sooner at first (a quarter of its rhythm), then no more often than usual."""
    return every / 4 if failures == 1 else every
