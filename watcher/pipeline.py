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
from datetime import datetime
from typing import TYPE_CHECKING

from config.settings import Settings, SourceSettings
from store import checks, snapshots
from store.care import damages, rereading
from store.care.damages import Damage
from store.database.compression import TornBodyError
from store.database.opening import Database, StoreError
from store.records import Snapshot
from watcher.fetching import KINDS
from watcher.fetching.kinds.kind import Known
from watcher.fetching.results import Look
from watcher.reading import READER_VERSION
from watcher.recording import looks, mending
from watcher.recording.amending import Reading
from watcher.recording.documents import absorb
from watcher.recording.hiding import Source
from watcher.recording.looks import GOOD
from watcher.recording.telling import Teller, tell_all
from watcher.steps import OnStep, unwatched
from watcher.understanding import understand

if TYPE_CHECKING:
    from watcher.fetching.web.client import Web

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


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Checks sources against one store. `clock` gives the instant; `on_step` hears the name of each step when done."""

    database: Database
    settings: Settings
    teller: Teller
    web: "Callable[[], Web]"
    clock: Callable[[], datetime]
    on_step: OnStep = unwatched

    def check(self, source: SourceSettings) -> Report:
        """One look at a source, whatever comes of it; its faults are in the report and harm nothing else."""
        try:
            return self._check(source)
        except StoreError:  # the store itself is at fault: nothing can go on
            raise
        except Exception as error:  # noqa: BLE001 -- a fault of ours in one source must not stop the others
            _log.exception("the check of source %s broke off", source.key)
            reason = f"the check broke off ({error!r}); please report this"
            with self.database.write() as tx:
                looks.fail(tx, source, reason, self.clock())
            return Report(source.key, "failed", reason)

    def _check(self, source: SourceSettings) -> Report:
        with self.database.read() as tx:
            state, known = checks.state(tx, source.key), looks.known(tx, source.key)
            stale = rereading.stale_addresses(tx, source.key, READER_VERSION)
            damaged = damages.listing(tx, source_key=source.key)
        look = _look(source, known, self.web)
        self.on_step("looked")
        with self.database.write() as tx:
            kept = looks.keep(
                tx, source.key, look, self.clock(), baseline=state.baseline_at is None
            )
            rewritten = looks.rewrite(tx, source.key, look, damaged, self.clock()) if damaged else 0
        self.on_step("snapshots kept")
        if rewritten and not self.mend():
            self.resume()
        tally = _Tally(
            troubles=[
                f"{a.address}: {a.reason}" for a in look.answers if a.status not in (*GOOD, "gone")
            ]
        )
        for snapshot, body in kept:
            if snapshot.address in stale:
                self._reread_before(source, snapshot)
            self._absorb(source, snapshot, tally, body=body)
        tally.troubles += [
            f"{one.address}: {one.what}" for one in self._damaged(source.key) if one in damaged
        ]
        with self.database.write() as tx:
            looks.settle(tx, source, look, self.teller, self.clock())
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
            data = body or self._body(snapshot)
            parsed, documents = understand(data, snapshot, source, self.clock())
        except TornBodyError as error:
            self._wait(snapshot, error, tally, technical=technical)
            return
        except Exception as error:  # noqa: BLE001 -- one text must never stop the others
            _log.exception("snapshot %s of %s cannot be read", snapshot.id, snapshot.address)
            tally.troubles.append(
                f"{snapshot.address}: the reader failed on it ({error}); its bytes are kept"
            )
            self._give_up(snapshot, "reader failed")
            return
        if parsed.outcome != "readable":
            tally.troubles.append(f"{snapshot.address}: {parsed.note}")
            self._give_up(snapshot, f"{parsed.outcome}: {parsed.note}")
            return
        self.on_step("read")
        try:
            with self.database.write() as tx:
                now = self.clock()
                found = absorb(
                    tx,
                    Reading(
                        snapshot,
                        documents,
                        now,
                        technical=technical,
                        source=Source(data, parsed.form),
                    ),
                )
                tally.alerts += tell_all(tx, self.teller, found, now)
        except StoreError:
            raise
        except TornBodyError as error:
            if self._mended(error):
                self._absorb(source, snapshot, tally, body=data, technical=technical)
            else:
                self._wait(snapshot, error, tally, technical=technical)
            return
        except Exception as error:  # noqa: BLE001 -- as above
            _log.exception(
                "what snapshot %s of %s says cannot be recorded", snapshot.id, snapshot.address
            )
            tally.troubles.append(
                f"{snapshot.address}: what it says cannot be recorded ({error}); its bytes are kept"
            )
            self._give_up(snapshot, "not recorded")
            return
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

    def mend(self) -> int:
        """Reads damaged versions again from their snapshots, and then records what waited for them; returns how many.

        What cannot be mended stays noted: it is named at every look at its source until it is.
        """
        done = 0
        while some := sum(self._mend(one) for one in self._damaged() if one.kind == "version"):
            done += some
        if done:
            self.resume()
        return done

    def resume(self) -> None:
        """Records the snapshots that waited for something damaged."""
        sources = {source.key: source for source in self.settings.sources}
        with self.database.read() as tx:
            left = damages.waiting(tx)
        for snapshot in left:
            self._absorb(sources.get(snapshot.source_key), snapshot, _Tally())

    def _damaged(self, source_key: str | None = None) -> list[Damage]:
        with self.database.read() as tx:
            return damages.listing(tx, source_key=source_key)

    def _mend(self, damage: Damage) -> bool:
        with self.database.read() as tx:
            left = mending.mendable(tx, damage)
        if left is None:
            return False
        heading, snapshot, data = left
        source = next(
            (one for one in self.settings.sources if one.key == snapshot.source_key), None
        )
        _, documents = understand(data, snapshot, source, heading.at)
        with self.database.write() as tx:
            return mending.mend(tx, heading, documents, self.clock())

    def _mended(self, error: TornBodyError) -> bool:
        """Notes a damage that stands in the way, and mends it at once where its snapshot is sound."""
        self._note(error)
        done = any(
            self._mend(one)
            for one in self._damaged()
            if (one.kind, one.row_id) == (error.kind, error.row_id)
        )
        with self.database.read() as tx:
            return done and damages.is_torn(tx, error.kind, error.row_id) is None

    def _note(self, error: TornBodyError) -> None:
        with self.database.write() as tx:
            damages.note(tx, error, self.clock())

    def _wait(
        self, snapshot: Snapshot, error: TornBodyError, tally: _Tally, *, technical: bool
    ) -> None:
        """What a snapshot says is recorded as soon as what it needs is mended; a reread simply comes again."""
        self._note(error)
        tally.troubles.append(
            f"{snapshot.address}: {error}; what it says now waits for that, its bytes are kept"
        )
        if not technical:
            self._give_up(snapshot, f"{damages.WAITS}{error}")

    def _give_up(self, snapshot: Snapshot, outcome: str) -> None:
        with self.database.write() as tx:
            snapshots.mark_read(tx, snapshot.id, reader_version=READER_VERSION, outcome=outcome)


def _look(source: SourceSettings, known: Known, web: "Callable[[], Web]") -> Look:
    try:
        kind = KINDS[source.kind]
        return kind.look(source, known, web())
    except Exception as error:  # noqa: BLE001 -- an adapter's own fault is this source's failure and nobody else's
        _log.exception("the adapter of source %s failed", source.key)
        return Look(
            "failed", reason=f"the {source.kind} adapter failed: {error!r}; please report this"
        )
