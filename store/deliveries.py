"""Deliveries: one alert through one channel.

A row says "sending" before a send starts and is settled after it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select as select_columns
from sqlmodel import col, func, select, update

from store.database.inserting import chunks, insert_missing
from store.database.opening import Transaction
from store.database.tables import DeliveryRow
from store.lists.walks import walk
from store.records import Delivery, DeliveryState, NewAlert

OPEN = (DeliveryState.PENDING, DeliveryState.FAILED)


def add_pending(tx: Transaction, alerts: Sequence[tuple[NewAlert, Mapping[str, str]]]) -> None:
    """Stores one pending delivery a channel (fingerprint → masked label) of each alert."""
    rows: list[dict[str, Any]] = []
    for alert, channels in alerts:
        rows += _pending_values(alert, channels)
    insert_missing(tx, DeliveryRow, rows)


def of_alerts(tx: Transaction, alert_ids: Sequence[str]) -> dict[str, list[Delivery]]:
    """The deliveries of each alert, in the order they were stored; [] where there are none."""
    found: dict[str, list[Delivery]] = {alert_id: [] for alert_id in alert_ids}
    for part in chunks(list(found)):
        query = select(DeliveryRow).where(col(DeliveryRow.alert_id).in_(part))
        for row in tx.exec(query.order_by(col(DeliveryRow.id))).all():
            found[row.alert_id].append(_record_of(row))
    return found


def list_due(tx: Transaction, now: datetime, limit: int = 200) -> list[Delivery]:
    """Deliveries whose time has come, those that waited longest first."""
    query = select_columns(col(DeliveryRow.id), col(DeliveryRow.next_attempt_at)).where(
        col(DeliveryRow.next_attempt_at) <= now
    )
    walks = [query.where(col(DeliveryRow.state) == state) for state in OPEN]
    ids = [row.id for row in tx.connection().execute(walk(walks, ("next_attempt_at", "id"), limit))]
    rows = {
        row.id: row
        for part in chunks(ids)
        for row in tx.exec(select(DeliveryRow).where(col(DeliveryRow.id).in_(part)))
    }
    return [_record_of(rows[delivery_id]) for delivery_id in ids]


def claim(tx: Transaction, delivery: Delivery, now: datetime) -> list[Delivery]:
    """Takes a delivery, or every one that goes with it in a digest.

    Empty where another process was quicker. A digest that failed keeps its members and its id: what
    it said once it says again.
    """
    members = [delivery.id] if not delivery.digest else _digest_companions(tx, delivery, now)
    digest_id = delivery.digest_id or (f"digest-{uuid4().hex[:16]}" if delivery.digest else None)
    claimed = tx.exec(
        update(DeliveryRow)
        .where(
            col(DeliveryRow.id).in_(members),
            col(DeliveryRow.state).in_(OPEN),
            col(DeliveryRow.next_attempt_at)
            <= now,  # it may have been tried, and put off, since it was found due
        )
        .values(
            state=DeliveryState.SENDING,
            claimed_at=now,
            digest_id=digest_id,
            attempts=col(DeliveryRow.attempts) + 1,
        )
        .execution_options(synchronize_session=False)
        .returning(col(DeliveryRow.id))
    ).all()
    ids = [row[0] for row in claimed]
    rows = tx.exec(
        select(DeliveryRow)
        .where(col(DeliveryRow.id).in_(ids))
        .order_by(col(DeliveryRow.id))
        .execution_options(populate_existing=True)
    ).all()
    return [_record_of(row) for row in rows]


def settle_sent(tx: Transaction, deliveries: Sequence[Delivery], at: datetime) -> None:
    """Records that a claimed send was taken, even where the claim had gone stale meanwhile."""
    _update_rows(
        tx,
        [
            col(DeliveryRow.id).in_([delivery.id for delivery in deliveries]),
            col(DeliveryRow.state) != DeliveryState.SENT,
        ],
        {
            "state": DeliveryState.SENT,
            "sent_at": at,
            "next_attempt_at": None,
            "error": None,
            "claimed_at": None,
        },
    )


def settle_failed(
    tx: Transaction, deliveries: Sequence[Delivery], *, error: str, next_attempt_at: datetime | None
) -> None:
    """Records a send that failed: tried again at that instant, or never where there is none (dead).

    A claim that went stale and was taken over by another process is no longer ours to settle.
    """
    state = DeliveryState.DEAD if next_attempt_at is None else DeliveryState.FAILED
    values = {
        "state": state,
        "error": error,
        "next_attempt_at": next_attempt_at,
        "claimed_at": None,
    }
    for claimed_at in {delivery.claimed_at for delivery in deliveries}:
        ids = [delivery.id for delivery in deliveries if delivery.claimed_at == claimed_at]
        ours = [col(DeliveryRow.id).in_(ids), col(DeliveryRow.state) == DeliveryState.SENDING]
        _update_rows(
            tx, ours + ([DeliveryRow.claimed_at == claimed_at] if claimed_at else []), values
        )


def release_stale(tx: Transaction, claimed_before: datetime) -> int:
    """Gives back claims that were never settled: whoever held them is gone. Returns how many."""
    released = tx.exec(
        update(DeliveryRow)
        .where(
            col(DeliveryRow.state) == DeliveryState.SENDING,
            col(DeliveryRow.claimed_at) <= claimed_before,
        )
        .values(state=DeliveryState.PENDING, claimed_at=None)
        .execution_options(synchronize_session=False)
    )
    return released.rowcount


def redrive_dead(tx: Transaction, now: datetime) -> int:
    """Makes every dead delivery pending again, with a fresh count of attempts. Returns how many."""
    revived = tx.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.state) == DeliveryState.DEAD)
        .values(state=DeliveryState.PENDING, attempts=0, next_attempt_at=now)
        .execution_options(synchronize_session=False)
    )
    return revived.rowcount


@dataclass(frozen=True, slots=True)
class FailingChannel:
    """A channel whose last sends failed and are tried again."""

    subscriber: str
    label: str
    waiting: int
    attempts: int  # of the one that was tried most
    error: str


def failing(tx: Transaction, limit: int) -> list[FailingChannel]:
    """The channels through which something failed and waits for its next try."""
    columns = (col(DeliveryRow.subscriber), col(DeliveryRow.label))
    worst = (func.count(), func.max(DeliveryRow.attempts), func.max(DeliveryRow.error))
    query = select_columns(*columns, *worst).where(col(DeliveryRow.state) == DeliveryState.FAILED)
    page: Any = query.group_by(*columns).order_by(*columns).limit(limit)
    rows = tx.connection().execute(page)
    return [FailingChannel(*row) for row in rows]


def count_states(tx: Transaction) -> dict[DeliveryState, int]:
    """The number of deliveries in each state."""
    rows = tx.exec(
        select(col(DeliveryRow.state), func.count(col(DeliveryRow.id))).group_by(
            col(DeliveryRow.state)
        )
    ).all()
    return {state: count for state, count in rows}  # noqa: C416 rows are no pairs to dict()


def _digest_companions(tx: Transaction, delivery: Delivery, now: datetime) -> list[int | None]:
    query = select(DeliveryRow.id).where(
        DeliveryRow.subscriber == delivery.subscriber,
        DeliveryRow.channel == delivery.channel,
        col(DeliveryRow.state).in_(OPEN),
        col(DeliveryRow.digest),
    )
    if delivery.digest_id:
        query = query.where(DeliveryRow.digest_id == delivery.digest_id)
    else:
        query = query.where(
            col(DeliveryRow.digest_id).is_(None), col(DeliveryRow.next_attempt_at) <= now
        )
    # in one order and past what another process holds: two digests must not wait for each other
    return list(
        tx.exec(query.order_by(col(DeliveryRow.id)).with_for_update(skip_locked=True)).all()
    )


def _update_rows(tx: Transaction, conditions: Sequence[Any], values: Mapping[str, Any]) -> None:
    tx.exec(
        update(DeliveryRow)
        .where(*conditions)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _pending_values(alert: NewAlert, channels: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "alert_id": alert.id,
            "created_at": alert.created_at,
            "subscriber": alert.subscriber,
            "channel": channel,
            "label": label,
            "state": DeliveryState.PENDING,
            "attempts": 0,
            "next_attempt_at": alert.send_at or alert.created_at,
            "digest": alert.digest,
        }
        for channel, label in channels.items()
    ]


def _record_of(row: DeliveryRow) -> Delivery:
    assert row.id is not None, "a stored row has an id"
    return Delivery(
        id=row.id,
        alert_id=row.alert_id,
        subscriber=row.subscriber,
        channel=row.channel,
        label=row.label,
        state=row.state,
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at,
        sent_at=row.sent_at,
        error=row.error,
        digest=row.digest,
        digest_id=row.digest_id,
        claimed_at=row.claimed_at,
    )
