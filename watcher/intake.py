"""Takes snapshots in: read, decide, record. For a look that kept them, and for upkeep later on.

    read            bytes → text → documents → facts: pure
    record          transaction 2, a batch each: versions, changes, deadlines, alerts, deliveries

A text that breaks the reader, or that cannot be recorded, is marked, reported and left: it harms
no other. A batch that cannot be recorded is recorded one snapshot at a time.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from config.settings import SourceSettings
from store import snapshot_bodies, snapshots
from store.care import damages
from store.database.compression import TornBodyError
from store.database.opening import Database, StoreError
from store.records import Snapshot, SnapshotOutcome
from watcher.deciding.read_document import Reading, Source
from watcher.reading import READER_VERSION
from watcher.reading.document import Document
from watcher.recording.document_batch import Recorded, absorb
from watcher.recording.outbox import tell_all
from watcher.steps import OnStep, unwatched
from watcher.telling.teller import Teller
from watcher.understanding import understand

BATCH = 50  # snapshots that are recorded in one transaction
_log = logging.getLogger("policywatch.pipeline")


@dataclass(slots=True)
class Tally:
    """The outcome of the snapshots that were taken in, and what could not be."""

    documents: int = 0
    changes: int = 0
    alerts: int = 0
    troubles: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadSnapshot:
    """A snapshot with the documents that were found in it, before anything of it is stored.

    `technical` says that it was read before, by another reader or other rules: nobody is told.
    """

    snapshot: Snapshot
    documents: tuple[Document, ...]
    page: Source
    technical: bool = False


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes snapshots of one store in.

    `mend` makes a damaged body whole where it can, and says if it is.
    """

    database: Database
    teller: Teller
    clock: Callable[[], datetime]
    mend: Callable[[TornBodyError], bool]
    on_step: OnStep = unwatched
    at_once: int = BATCH

    def take_in(
        self,
        source: SourceSettings | None,
        snapshot: Snapshot,
        tally: Tally,
        *,
        body: bytes | None = None,
        technical: bool = False,
    ) -> None:
        """Reads one snapshot and records what it says; `body` are its bytes if at hand."""
        read = self.read(source, snapshot, tally, body=body, technical=technical)
        if read is not None:
            self.record([read], tally)

    def read(
        self,
        source: SourceSettings | None,
        snapshot: Snapshot,
        tally: Tally,
        *,
        body: bytes | None = None,
        technical: bool = False,
    ) -> ReadSnapshot | None:
        """The documents of a snapshot; None where it cannot be read, which is marked and told."""
        try:
            data = body or self._body(snapshot)
            parsed, documents = understand(data, snapshot, source, self.clock())
        except TornBodyError as error:
            self._wait(snapshot, error, tally, technical=technical)
            return None
        except Exception as error:  # noqa: BLE001 -- one text must never stop the others
            _log.exception("snapshot %s of %s cannot be read", snapshot.id, snapshot.address)
            tally.troubles.append(
                f"{snapshot.address}: the reader failed on it ({error}); its bytes are kept"
            )
            self._give_up(snapshot, SnapshotOutcome.READER_FAILED)
            return None
        if parsed.outcome != "readable":
            tally.troubles.append(f"{snapshot.address}: {parsed.note}")
            self._give_up(snapshot, SnapshotOutcome(parsed.outcome), parsed.note)
            return None
        self.on_step("read")
        return ReadSnapshot(snapshot, documents, Source(data, parsed.form), technical)

    def record(self, reads: Sequence[ReadSnapshot], tally: Tally) -> None:
        """Stores what snapshots say, with the alerts that follow, all of it or nothing.

        Where that fails each is stored apart, so that one that cannot be stored harms no other.
        """
        if len(reads) < 2:
            for read in reads:
                self._record_apart(read, tally)
            return
        try:
            self._store(reads, tally)
        except StoreError:  # the store itself is at fault: nothing can go on
            raise
        except Exception as error:  # noqa: BLE001 -- it is met again below
            _log.info("a batch of %s snapshots is recorded one by one: %r", len(reads), error)
            for read in reads:
                self._record_apart(read, tally)

    def _record_apart(self, read: ReadSnapshot, tally: Tally) -> None:
        snapshot = read.snapshot
        try:
            self._store([read], tally)
        except StoreError:  # as above
            raise
        except TornBodyError as error:
            if self.mend(error):
                self._record_apart(read, tally)
            else:
                self._wait(snapshot, error, tally, technical=read.technical)
        except Exception as error:  # noqa: BLE001 -- one text must never stop the others
            _log.exception(
                "what snapshot %s of %s says cannot be recorded", snapshot.id, snapshot.address
            )
            tally.troubles.append(
                f"{snapshot.address}: what it says cannot be recorded ({error}); its bytes are kept"
            )
            self._give_up(snapshot, SnapshotOutcome.NOT_RECORDED)

    def _store(self, reads: Sequence[ReadSnapshot], tally: Tally) -> None:
        """Transaction 2. What came of it counts only when it is stored."""
        with self.database.write() as tx:
            now = self.clock()
            readings = [_reading(read, now) for read in reads]
            recorded = absorb(tx, readings)
            news = [one for each in recorded for one in each.news]
            alerts = tell_all(tx, self.teller, news, now)
        tally.alerts += alerts
        for each in recorded:
            tally.documents += each.documents
            tally.changes += _told_changes(each)
        self.on_step("changes stored")

    def _body(self, snapshot: Snapshot) -> bytes:
        with self.database.read() as tx:
            return snapshot_bodies.open_body(tx, snapshot.id)

    def _wait(
        self, snapshot: Snapshot, error: TornBodyError, tally: Tally, *, technical: bool
    ) -> None:
        """Leaves a snapshot until what it needs is mended; a rereading comes again anyway."""
        with self.database.write() as tx:
            damages.note_damage(tx, error, self.clock())
        tally.troubles.append(
            f"{snapshot.address}: {error}; what it says now waits for that, its bytes are kept"
        )
        if not technical:
            self._give_up(snapshot, SnapshotOutcome.WAITS, str(error))

    def _give_up(self, snapshot: Snapshot, outcome: SnapshotOutcome, note: str = "") -> None:
        with self.database.write() as tx:
            snapshots.mark_read(
                tx, snapshot.id, reader_version=READER_VERSION, outcome=outcome, note=note
            )


@dataclass(frozen=True, slots=True)
class Batch:
    """Snapshots that were read and wait to be recorded together."""

    intake: Intake
    tally: Tally
    reads: list[ReadSnapshot] = field(default_factory=list)

    def add(self, read: ReadSnapshot | None) -> None:
        """One more, if it has documents to record; a full batch is recorded at once."""
        if read is not None:
            self.reads.append(read)
        if len(self.reads) >= self.intake.at_once:
            self.record()

    def record(self) -> None:
        """Records what waits."""
        waiting = list(self.reads)
        self.reads.clear()
        self.intake.record(waiting, self.tally)


def _reading(read: ReadSnapshot, now: datetime) -> Reading:
    return Reading(read.snapshot, read.documents, now, technical=read.technical, source=read.page)


def _told_changes(recorded: Recorded) -> int:
    return sum(not change.baseline for news in recorded.news for change in news.changes)
