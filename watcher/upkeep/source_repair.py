"""Repairs that a look at one source makes by the way: damaged bodies that are served again, texts
that another reader read.
"""

from dataclasses import dataclass
from datetime import datetime

from config.settings import SourceSettings
from store.care import rereading
from store.care.damages import Damage
from store.database.opening import Transaction
from store.records import Snapshot
from watcher.fetching.results import Look
from watcher.intake import Tally
from watcher.reading import READER_VERSION
from watcher.recording import looks
from watcher.upkeep import mending
from watcher.upkeep.reading_again import stale_before
from watcher.upkeep.recovering import Recovery


@dataclass(frozen=True, slots=True)
class SourceRepair:
    """The damages and the stale addresses that one source had when the look at it began."""

    recovery: Recovery
    source: SourceSettings
    damaged: tuple[Damage, ...]
    stale: frozenset[str]

    @classmethod
    def begin(cls, recovery: Recovery, source: SourceSettings) -> "SourceRepair":
        """Asks what is damaged and what is stale of a source."""
        with recovery.intake.database.read() as tx:
            stale = rereading.stale_addresses(tx, source.key, READER_VERSION)
        return cls(recovery, source, tuple(recovery.mender.listing(source.key)), stale)

    def rewrite(self, tx: Transaction, look: Look, at: datetime) -> int:
        """Damaged bodies of what is served again as it was are written anew, in transaction 1;
        returns how many.
        """
        if not self.damaged:
            return 0
        return mending.rewrite(tx, looks.fetched(self.source.key, look, at), self.damaged)

    def after_keeping(self, rewritten: int) -> None:
        """Everything that stood on the bodies that were written anew is mended, and what waited for
        them is recorded.
        """
        if rewritten and not self.recovery.mend():
            self.recovery.resume()

    def is_stale(self, snapshot: Snapshot) -> bool:
        """True where the snapshot that a new one is compared with was read by another reader."""
        return snapshot.address in self.stale

    def before_reading(self, snapshot: Snapshot) -> None:
        """The snapshot that a new one is compared with is read by the same reader first."""
        before = stale_before(self.recovery.intake, snapshot)
        if before is not None:
            self.recovery.intake.take_in(self.source, before, Tally(), technical=True)

    def troubles(self) -> list[str]:
        """Everything that was damaged when the look began and still is."""
        left = self.recovery.mender.listing(self.source.key)
        return [f"{one.address}: {one.what}" for one in left if one in self.damaged]
