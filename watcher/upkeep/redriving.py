"""Dead letters that are to be sent again."""

from datetime import datetime

from store import deliveries
from store.database.opening import Database


def redrive_dead(database: Database, now: datetime) -> int:
    """Makes every dead delivery pending again, with a fresh count of tries; returns how many."""
    with database.write() as tx:
        return deliveries.redrive_dead(tx, now)
