"""Opens everything that is stored and says what is not as it was: bodies, versions, the log. Repairs nothing."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import col

from store import changes, snapshots, versions
from store.compression import TornBodyError
from store.database import Database, Transaction
from store.tables import SnapshotRow, VersionRow

PAGE = 500  # rows whose bodies are opened in one transaction


def faults(database: Database) -> Iterator[str]:
    """Everything that is wrong with a store, a line each, with what can be done; nothing where it is sound."""
    yield from database.check()
    yield from _torn(database, SnapshotRow, snapshots.body)
    yield from _torn(database, VersionRow, versions.get)
    with database.read() as tx:
        yield from changes.verify(tx)


def _torn(
    database: Database, row: type[SnapshotRow | VersionRow], read: Callable[[Transaction, int], object]
) -> Iterator[str]:
    """Reads every row of a kind, some in a transaction: a long one would hold up what is written meanwhile."""
    number: Any = col(row.id)
    last = 0
    while True:
        found = []
        with database.read() as tx:
            ids = list(
                tx.connection().scalars(select_columns(number).where(number > last).order_by(number).limit(PAGE))
            )
            for row_id in ids:
                try:
                    read(tx, row_id)
                except TornBodyError as error:
                    found.append(str(error))
        yield from dict.fromkeys(found)
        if not ids:
            return
        last = ids[-1]
