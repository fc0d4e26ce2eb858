"""Keeps how far tasks got that go through the store bit by bit, and when each was done last."""

from datetime import datetime

from store.database.opening import Transaction
from store.database.tables import UpkeepRow


def done_at(tx: Transaction, task: str) -> datetime | None:
    """The instant at which a task was done last."""
    row = tx.get(UpkeepRow, task)
    return row.at if row else None


def position(tx: Transaction, task: str) -> int:
    """The place where a task stopped last; 0 where it starts over."""
    row = tx.get(UpkeepRow, task)
    return row.position if row else 0


def note(tx: Transaction, task: str, at: datetime, position: int = 0) -> None:
    """Remembers when a task was done and where it stopped."""
    row = tx.get(UpkeepRow, task) or UpkeepRow(task=task)
    row.at, row.position = at, position
    tx.add(row)
    tx.flush()
