"""Transaction 2: what was read from a batch of snapshots is recorded, all of it or nothing.

load            what is known of the documents                     load.py
decide          what follows: pure                                 watcher/deciding/decide.py
write           the effects, and what rules hid                    write.py, ledger.py
"""

from collections.abc import Sequence
from dataclasses import dataclass

from store.batch import snapshot_rows
from store.database.opening import Transaction
from watcher.deciding.decide import decide
from watcher.deciding.news import News
from watcher.deciding.read_document import Reading
from watcher.reading import READER_VERSION
from watcher.recording.ledger import note_hidden
from watcher.recording.load import Loader, decide_with
from watcher.recording.write import write_effects


@dataclass(frozen=True, slots=True)
class Recorded:
    """The outcome of one reading: its documents, and what happened, baseline entries included."""

    documents: int
    news: tuple[News, ...]


def absorb(tx: Transaction, readings: Sequence[Reading]) -> list[Recorded]:
    """Stores everything that readings say, in their order; what came of each.

    Raises TornBodyError where a stored text that must be compared cannot be opened.
    """
    loader = Loader(tx)
    loader.load_batch(readings)
    draft, decisions = decide_with(loader, lambda draft: decide(draft, readings))
    written = write_effects(tx, draft.effects, loader.known().policies, loader.texts)
    outcomes = note_hidden(tx, decisions, loader.texts)
    snapshot_rows.mark_read(tx, outcomes, reader_version=READER_VERSION)
    return [
        Recorded(len(one.reading.documents), tuple(map(written.news, one.happened)))
        for one in decisions
    ]
