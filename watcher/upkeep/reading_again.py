"""Reads stored snapshots again where another reader, or other rules, read them: recorded as
technical, told to nobody.
"""

from collections.abc import Callable, Mapping

from config.settings import SourceSettings
from store.care import rereading
from store.records import Snapshot
from watcher.intake import Batch, Intake, Tally
from watcher.reading import READER_VERSION


def reread_all(
    intake: Intake, sources: Mapping[str, SourceSettings], on_progress: Callable[[int, int], None]
) -> int:
    """Reads the newest snapshot of every address again that another reader read; may be stopped and
    started again.

    `on_progress` hears how many are done, of how many. Returns how many were read.
    """
    with intake.database.read() as tx:
        total = rereading.count_stale(tx, READER_VERSION)
    done = last = 0
    while True:
        with intake.database.read() as tx:
            left = rereading.list_stale(tx, READER_VERSION, after=last)
        if not left:
            return done
        batch = Batch(intake, Tally())
        for snapshot in left:
            source = sources.get(snapshot.source_key)
            batch.add(intake.read(source, snapshot, batch.tally, technical=True))
            done, last = done + 1, snapshot.id
            on_progress(done, total)
        batch.record()


def stale_before(intake: Intake, snapshot: Snapshot) -> Snapshot | None:
    """The address's earlier snapshot where another reader read it: it is read again before this one
    is.

    Two texts are compared only when one reader read both.
    """
    with intake.database.read() as tx:
        before = rereading.previous_snapshot(tx, snapshot.id)
    if before is None or before.reader_version in (None, READER_VERSION):
        return None
    return before
