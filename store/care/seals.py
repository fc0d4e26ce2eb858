"""Compares every sealed row with its seal, and names those that were written beside the program.

Repairs nothing.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from store.database import sealing
from store.database.columns import table
from store.database.opening import Database, plain
from store.database.sealing import SEALED, Sealed
from store.database.tables import SealRow

_SEALS = table(SealRow).c


def broken(database: Database, most: int) -> list[str]:
    """A line for each row that was edited, added or deleted by other means, so many at most."""
    with database.read() as tx:
        connection = plain(tx)
        return list(islice(_faults(connection), most))


def _faults(connection: Connection) -> Iterator[str]:
    for one in SEALED:
        for page in sealing.pages(connection, one):
            yield from _of_page(connection, one, page)
        yield from _deleted(connection, one)


def _of_page(connection: Connection, one: Sealed, page: Mapping[str, str]) -> Iterator[str]:
    asked = (_SEALS.noun == one.noun, _SEALS.row_key.in_(list(page)))
    seals = dict(connection.execute(select(_SEALS.row_key, _SEALS.digest).where(*asked)).all())
    for key, digest in page.items():
        if key not in seals:
            yield _fault(one, key, "was added")
        elif seals[key] != digest:
            yield _fault(one, key, "was edited")


def _deleted(connection: Connection, one: Sealed) -> Iterator[str]:
    last = ""
    while True:
        asked: Any = select(_SEALS.row_key).where(_SEALS.noun == one.noun, _SEALS.row_key > last)
        keys = connection.scalars(asked.order_by(_SEALS.row_key).limit(sealing.CHUNK)).all()
        if not keys:
            return
        numbers = [one.typed(key) for key in keys]
        there = connection.scalars(select(one.key).where(one.key.in_(numbers)))
        left = {str(key) for key in there}
        for key in keys:
            if key not in left:
                yield _fault(one, key, "was deleted")
        last = keys[-1]


def _fault(one: Sealed, key: str, what: str) -> str:
    return f"{one.noun} {key} {what} beside the program: put it back, or restore a backup"
