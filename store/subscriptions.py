"""Subscribers: since when each is known.

What they want is configuration; only the day they joined is remembered.
"""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import select

from store.database.inserting import insert_missing
from store.database.opening import Transaction
from store.database.tables import SubscriberRow


def join(tx: Transaction, names: Collection[str], at: datetime) -> dict[str, datetime]:
    """Notes subscribers that are new; returns since when each of all is known."""
    known = joined_at(tx)
    new = [{"name": name, "joined_at": at} for name in dict.fromkeys(names) if name not in known]
    return joined_at(tx) if insert_missing(tx, SubscriberRow, new) else known


def joined_at(tx: Transaction) -> dict[str, datetime]:
    """Since when each subscriber is known."""
    rows = tx.exec(select(SubscriberRow.name, SubscriberRow.joined_at))
    return {name: at for name, at in rows}  # noqa: C416 rows are no pairs to dict()
