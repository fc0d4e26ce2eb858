"""Subscribers: since when each is known. What they want is configuration; only the day they joined is remembered."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import select

from store.database import Transaction
from store.tables import SubscriberRow


def join(tx: Transaction, names: Collection[str], at: datetime) -> dict[str, datetime]:
    """Notes subscribers that are new; returns since when each of all is known."""
    rows = {row.name: row.joined_at for row in tx.exec(select(SubscriberRow)).all()}
    for name in names:
        if name not in rows:
            tx.add(SubscriberRow(name=name, joined_at=at))
            rows[name] = at
    tx.flush()
    return rows


def joined(tx: Transaction) -> dict[str, datetime]:
    """Since when each subscriber is known."""
    return {row.name: row.joined_at for row in tx.exec(select(SubscriberRow)).all()}
