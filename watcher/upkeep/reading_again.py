"""Reads stored snapshots again where another reader, or other rules, read them: recorded as technical, told to nobody."""

from collections.abc import Callable, Mapping

from config.settings import SourceSettings
from store.care import rereading
from store.records import Snapshot
from watcher.intake import Intake, Tally
from watcher.reading import READER_VERSION


def reread_all(
    intake: Intake, sources: Mapping[str, SourceSettings], on_progress: Callable[[int, int], None]
) -> int:
    """Reads the newest snapshot of every address again that another reader read; may be stopped and started again.

    `on_progress` hears how many are done, of how many. Returns how many were read.
    """
    with intake.database.read() as tx:
        total = rereading.count_stale(tx, READER_VERSION)
    done = last = 0
    while True:
        with intake.database.read() as tx:
            left = rereading.stale(tx, READER_VERSION, after=last)
        if not left:
            return done
        for snapshot in left:
            intake.take_in(sources.get(snapshot.source_key), snapshot, Tally(), technical=True)
            done, last = done + 1, snapshot.id
            on_progress(done, total)


def reread_before(intake: Intake, source: SourceSettings | None, snapshot: Snapshot) -> None:
    """Reads the address's earlier snapshot again where another reader read it.

    Two texts are compared only when one reader read both.
    """
    with intake.database.read() as tx:
        before = rereading.previous(tx, snapshot.id)
    if before and before.reader_version not in (None, READER_VERSION):
        intake.take_in(source, before, Tally(), technical=True)
