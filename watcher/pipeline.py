"""One source, from check to alerts. The path:

    look            the source's adapter fetches: answers, never exceptions
    keep            transaction 1: every body that differs from the latest of its address becomes a snapshot
    read            bytes → text → documents → facts: pure
    absorb          transaction 2, a snapshot each: policies, versions, changes, deadlines, alerts, pending deliveries
    settle          transaction 3: what is missing, the source's health, when to look again

A crash between any two leaves rows that `recover` finds: a snapshot that nobody has read.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from config.settings import Settings, SourceSettings
from store import checks, rereading, snapshots
from store.checks import Outcome
from store.compression import TornBodyError
from store.database import Database, Transaction
from store.records import Snapshot
from store.snapshots import Fetched
from watcher.fetching import KINDS
from watcher.fetching.kind import Known
from watcher.fetching.results import Answer, Look, Validators
from watcher.parsing import parse
from watcher.parsing.parsed import Parsed
from watcher.reading import READER_VERSION, read
from watcher.reading.document import Context, Document
from watcher.recording import absence
from watcher.recording.consequences import CIVIL
from watcher.recording.documents import Reading, absorb
from watcher.recording.telling import Teller, tell_all

if TYPE_CHECKING:
    from watcher.fetching.http import Web

RETRY_AT_MOST = timedelta(days=1)
GOOD = ("fetched", "unchanged")
_log = logging.getLogger("policywatch.pipeline")


@dataclass(frozen=True, slots=True)
class Report:
    """What one check came to, for people: the source's outcome, what was new, and what could not be read."""

    key: str
    status: str
    reason: str = ""
    baseline: bool = False
    addresses: int = 0
    snapshots: int = 0
    documents: int = 0
    changes: int = 0
    alerts: int = 0
    troubles: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return self.status in GOOD


@dataclass(slots=True)
class _Tally:
    documents: int = 0
    changes: int = 0
    alerts: int = 0
    troubles: list[str] = field(default_factory=list)


def _no_step(_name: str) -> None:
    """Nobody is watching."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Checks sources against one store. `clock` gives the instant; `on_step` hears the name of each step when done."""

    database: Database
    settings: Settings
    teller: Teller
    web: "Callable[[], Web]"
    clock: Callable[[], datetime]
    on_step: Callable[[str], None] = _no_step

    def check(self, source: SourceSettings) -> Report:
        """One look at a source, whatever comes of it; its faults are in the report and harm nothing else."""
        with self.database.read() as tx:
            state, known = checks.state(tx, source.key), _known(tx, source.key)
            stale = rereading.stale_addresses(tx, source.key, READER_VERSION)
        look = _look(source, known, self.web)
        self.on_step("looked")
        with self.database.write() as tx:
            kept = self._keep(tx, source, look, baseline=state.baseline_at is None)
        self.on_step("snapshots kept")
        tally = _Tally(troubles=[f"{a.address}: {a.reason}" for a in look.answers if a.status not in (*GOOD, "gone")])
        for snapshot, body in kept:
            if snapshot.address in stale:
                self._reread_before(source, snapshot)
            self._absorb(source, snapshot, tally, body=body)
        with self.database.write() as tx:
            self._settle(tx, source, look)
        self.on_step("check settled")
        return Report(
            key=source.key,
            status=look.status,
            reason=look.reason,
            baseline=state.baseline_at is None,
            addresses=len(look.present or ()),
            snapshots=len(kept),
            documents=tally.documents,
            changes=tally.changes,
            alerts=tally.alerts,
            troubles=tuple(tally.troubles),
        )

    def recover(self) -> int:
        """Reads the snapshots that were stored but never read; returns how many there were."""
        sources = {source.key: source for source in self.settings.sources}
        done = 0
        while True:
            with self.database.read() as tx:
                left = snapshots.unread(tx)
            for snapshot in left:
                source = sources.get(snapshot.source_key)
                self._reread_before(source, snapshot)
                self._absorb(source, snapshot, _Tally())
            done += len(left)
            if not left:
                return done

    def reread(self, on_progress: Callable[[int, int], None]) -> int:
        """Reads the newest snapshot of every address again that another reader read; resumable, tells nobody.

        `on_progress` hears how many are done, of how many. Returns how many were read.
        """
        sources = {source.key: source for source in self.settings.sources}
        with self.database.read() as tx:
            total = rereading.count_stale(tx, READER_VERSION)
        done = last = 0
        while True:
            with self.database.read() as tx:
                left = rereading.stale(tx, READER_VERSION, after=last)
            if not left:
                return done
            for snapshot in left:
                self._absorb(sources.get(snapshot.source_key), snapshot, _Tally(), technical=True)
                done, last = done + 1, snapshot.id
                on_progress(done, total)

    def _keep(
        self, tx: Transaction, source: SourceSettings, look: Look, *, baseline: bool
    ) -> list[tuple[Snapshot, bytes]]:
        at = self.clock()
        if look.entry:
            _keep_entry(tx, source.key, look.entry, at, evidence=look.status == "suspect")
        addresses = list(dict.fromkeys([*(look.present or ()), *(answer.address for answer in look.answers)]))
        snapshots.announce(tx, source.key, addresses, baseline=baseline)
        fetched = [_fetched(source.key, a, at) for a in look.answers if a.status == "fetched" and a.body is not None]
        return [(snapshot, each.body) for each in fetched if (snapshot := snapshots.keep(tx, each))]

    def _absorb(
        self,
        source: SourceSettings | None,
        snapshot: Snapshot,
        tally: _Tally,
        *,
        body: bytes | None = None,
        technical: bool = False,
    ) -> None:
        """Reads one snapshot and stores what it says; a text that breaks the reader is marked, reported and left."""
        try:
            parsed, documents = understand(body or self._body(snapshot), snapshot, source, self.clock())
        except Exception as error:  # noqa: BLE001 -- one text must never stop the others
            _log.exception("snapshot %s of %s cannot be read", snapshot.id, snapshot.address)
            tally.troubles.append(f"{snapshot.address}: the reader failed on it ({error}); its bytes are kept")
            self._give_up(snapshot, "damaged" if isinstance(error, TornBodyError) else "reader failed")
            return
        if parsed.outcome != "readable":
            tally.troubles.append(f"{snapshot.address}: {parsed.note}")
            self._give_up(snapshot, f"{parsed.outcome}: {parsed.note}")
            return
        self.on_step("read")
        with self.database.write() as tx:
            now = self.clock()
            found = absorb(tx, Reading(snapshot, documents, now, technical=technical))
            tally.alerts += tell_all(tx, self.teller, found, now)
        tally.documents += len(documents)
        tally.changes += sum(not change.baseline for news in found for change in news.changes)
        self.on_step("changes stored")

    def _body(self, snapshot: Snapshot) -> bytes:
        with self.database.read() as tx:
            return snapshots.body(tx, snapshot.id)

    def _reread_before(self, source: SourceSettings | None, snapshot: Snapshot) -> None:
        """Reads the address's earlier snapshot again where another reader read it.

        Two texts are compared only when one reader read both.
        """
        with self.database.read() as tx:
            before = rereading.previous(tx, snapshot.id)
        if before and before.reader_version not in (None, READER_VERSION):
            self._absorb(source, before, _Tally(), technical=True)

    def _give_up(self, snapshot: Snapshot, outcome: str) -> None:
        with self.database.write() as tx:
            snapshots.mark_read(tx, snapshot.id, reader_version=READER_VERSION, outcome=outcome)

    def _settle(self, tx: Transaction, source: SourceSettings, look: Look) -> None:
        now = self.clock()
        if look.present is not None and look.status in GOOD:
            self._note_absence(tx, source.key, look, now)
        state = checks.state(tx, source.key)
        ok = look.status in GOOD
        wait = source.every if ok else _patience(source.every, state.failures + 1)
        if look.retry_after:
            wait = max(wait, min(look.retry_after, RETRY_AT_MOST))
        checks.record(tx, source.key, Outcome(now, ok, look.status, look.reason, now + wait))

    def _note_absence(self, tx: Transaction, key: str, look: Look, now: datetime) -> None:
        gone = {answer.address for answer in look.answers if answer.status == "gone"}  # listed, but not there
        present = (look.present or frozenset()) - gone
        tell_all(tx, self.teller, absence.back(tx, key, snapshots.returned(tx, key, present), now), now)
        missing = snapshots.note_presence(tx, key, present, now, unlisted=look.unlisted)
        absence.lost(tx, key, [address for address, state in missing.items() if state.missing_checks == 1], now)


def understand(
    body: bytes, snapshot: Snapshot, source: SourceSettings | None, now: datetime
) -> tuple[Parsed, tuple[Document, ...]]:
    """From a snapshot's bytes to documents. A source that is no longer declared gives no selector and no region."""
    answer = Answer(
        snapshot.address,
        "fetched",
        body=body,
        content_type=snapshot.content_type,
        listed_title=snapshot.listed_title,
        listed_on=snapshot.listed_on,
    )
    return understand_answer(answer, source, now)


def understand_answer(
    answer: Answer, source: SourceSettings | None, now: datetime
) -> tuple[Parsed, tuple[Document, ...]]:
    """From what was fetched to documents: pure but for the parsers' subprocesses."""
    assert answer.body is not None, "asked by the caller"
    selector = source.options.get("body") if source else None
    parsed = parse(
        answer.body,
        name=answer.address,
        content_type=answer.content_type,
        body=selector if isinstance(selector, str) else None,
    )
    context = Context(
        source=answer.address.removeprefix("file:"),
        region=source.region if source else None,
        as_of=now.astimezone(CIVIL).date(),
        published_on=answer.listed_on,
        title=answer.listed_title,
    )
    return parsed, read(parsed, context)


def _look(source: SourceSettings, known: Known, web: "Callable[[], Web]") -> Look:
    try:
        kind = KINDS[source.kind]
        return kind.look(source, known, web())
    except Exception as error:  # noqa: BLE001 -- an adapter's own fault is this source's failure and nobody else's
        _log.exception("the adapter of source %s failed", source.key)
        return Look("failed", reason=f"the {source.kind} adapter failed: {error!r}; please report this")


def _known(tx: Transaction, key: str) -> Known:
    addresses = snapshots.addresses(tx, key)
    there = [a for a in addresses.values() if a.missing_since is None and not a.entry]
    return Known(
        validators={a.address: Validators(a.etag, a.last_modified) for a in addresses.values()},
        listed=frozenset(a.address for a in there if not a.unlisted) or None,
        unlisted=frozenset(a.address for a in there if a.unlisted),
    )


def _keep_entry(tx: Transaction, key: str, entry: Answer, at: datetime, *, evidence: bool) -> None:
    """The list page itself: what to ask it with next time; its bytes only where they are evidence of something odd."""
    snapshots.announce(tx, key, [entry.address], baseline=True, entry=True)
    if entry.body is not None and evidence:
        kept = snapshots.keep(tx, _fetched(key, entry, at))
        if kept:
            snapshots.mark_read(tx, kept.id, reader_version=READER_VERSION, outcome=f"suspect: {entry.reason}")
    elif entry.status in GOOD:
        snapshots.set_validators(tx, key, entry.address, entry.validators.etag, entry.validators.last_modified)


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
