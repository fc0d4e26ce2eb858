"""Opens everything that is stored and says what is not as it was: bodies, versions, the log.

Repairs nothing.
"""

from collections.abc import Iterator

from store import changes
from store.care import damages
from store.database.opening import Database
from store.records import BodyKind

PAGE = 500  # rows whose bodies are opened in one transaction


def faults(database: Database) -> Iterator[str]:
    """Everything that is wrong with a store, a line each, with what can be done; nothing where it
    is sound.
    """
    yield from database.check()
    for kind in damages.KINDS:
        yield from dict.fromkeys(_torn_bodies(database, kind))
    with database.read() as tx:
        yield from changes.verify(tx)


def _torn_bodies(database: Database, kind: BodyKind) -> Iterator[str]:
    """Opens every body of a kind, some in a transaction: a long one would hold up what is written
    meanwhile.
    """
    position = 0
    while True:
        with database.read() as tx:
            found, position = damages.find_torn(tx, kind, position, PAGE)
        yield from map(str, found)
        if not position:
            return
