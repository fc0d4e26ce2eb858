"""Takes in what was left: snapshots that a crash kept from being read, and those that waited for
something damaged.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store import snapshots
from store.care import damages
from store.records import Snapshot
from watcher.bounded_reading import ORDINARY_BYTES
from watcher.intake import Batch, Intake, Tally
from watcher.upkeep.mending import Mender
from watcher.upkeep.reading_again import stale_before


@dataclass(frozen=True, slots=True)
class Recovery:
    """Everything that one store still owes.

    Nothing is remembered: what is left is asked of the rows.
    """

    intake: Intake
    mender: Mender

    def recover(self) -> int:
        """Reads the snapshots that were stored but never read; returns how many there were."""
        done = 0
        while left := self._left(snapshots.list_unread):
            batch = Batch(self.intake, Tally())
            for snapshot in ordinary_first(left):
                if snapshot.size > ORDINARY_BYTES:
                    batch.record()
                source = self.mender.sources.get(snapshot.source_key)
                before = stale_before(self.intake, snapshot)
                if before is not None:
                    batch.record()
                    self.intake.take_in(source, before, Tally(), technical=True)
                batch.add(self.intake.read(source, snapshot, batch.tally))
            batch.record()
            done += len(left)
        return done

    def mend(self) -> int:
        """Mends what can be mended, and then records what waited for it; returns how many versions
        were mended.
        """
        done = self.mender.mend_all()
        if done:
            self.resume()
        return done

    def resume(self) -> None:
        """Records the snapshots that waited for something damaged."""
        for snapshot in self._left(damages.list_waiting):
            source = self.mender.sources.get(snapshot.source_key)
            self.intake.take_in(source, snapshot, Tally())

    def _left(self, ask: Callable[..., list[Snapshot]]) -> list[Snapshot]:
        with self.intake.database.read() as tx:
            return ask(tx)


def ordinary_first(left: Sequence[Snapshot]) -> list[Snapshot]:
    """Snapshots in the order in which they are read late: those of an address with a large one come
    last.

    What breaks or ends the service there must not stand before the others each time; of one address
    the order stays.
    """
    large = {_place(one) for one in left if one.size > ORDINARY_BYTES}
    return sorted(left, key=lambda one: _place(one) in large)


def _place(snapshot: Snapshot) -> tuple[str, str]:
    return snapshot.source_key, snapshot.address
