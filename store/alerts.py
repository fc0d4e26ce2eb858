"""Alerts and their deliveries: the outbox. A row says "sending" before a send starts and is settled after it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from sqlmodel import col, func, select, update

from store.database import Transaction
from store.records import Alert, Delivery, NewAlert
from store.tables import AlertRow, DeliveryRow

OPEN = ("pending", "failed")


def add(tx: Transaction, alert: NewAlert, channels: Mapping[str, str]) -> bool:
    """Stores an alert and one pending delivery a channel (fingerprint → masked label); False where it is known."""
    if tx.get(AlertRow, alert.id) is not None:
        return False
    tx.add(
        AlertRow(
            id=alert.id,
            subscriber=alert.subscriber,
            kind=alert.kind,
            created_at=alert.created_at,
            title=alert.title,
            body=alert.body,
            reason=alert.reason,
            payload=dict(alert.payload),
            policy_id=alert.policy_id,
            change_id=alert.change_id,
        )
    )
    tx.flush()
    tx.add_all(
        DeliveryRow(
            alert_id=alert.id,
            subscriber=alert.subscriber,
            channel=channel,
            label=label,
            next_attempt_at=alert.send_at or alert.created_at,
            digest=alert.digest,
        )
        for channel, label in channels.items()
    )
    tx.flush()
    return True


def exists(tx: Transaction, alert_ids: Sequence[str]) -> set[str]:
    """Which of these alerts are stored."""
    found: set[str] = set()
    for start in range(0, len(alert_ids), 500):
        found.update(tx.exec(select(AlertRow.id).where(col(AlertRow.id).in_(alert_ids[start : start + 500]))).all())
    return found


def due(tx: Transaction, now: datetime, limit: int = 200) -> list[Delivery]:
    """Deliveries whose time has come, oldest first."""
    rows = tx.exec(
        select(DeliveryRow)
        .where(col(DeliveryRow.state).in_(OPEN), col(DeliveryRow.next_attempt_at) <= now)
        .order_by(col(DeliveryRow.id))
        .limit(limit)
    ).all()
    return [_delivery(row) for row in rows]


def claim(tx: Transaction, delivery: Delivery, now: datetime) -> list[Delivery]:
    """Takes a delivery, or every one that goes with it in a digest; empty where another process was quicker.

    A digest that failed keeps its members and its id: what it said once it says again.
    """
    members = [delivery] if not delivery.digest else _companions(tx, delivery, now)
    digest_id = delivery.digest_id or (f"digest-{uuid4().hex[:16]}" if delivery.digest else None)
    claimed = tx.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.id).in_([member.id for member in members]), col(DeliveryRow.state).in_(OPEN))
        .values(state="sending", claimed_at=now, digest_id=digest_id, attempts=col(DeliveryRow.attempts) + 1)
        .execution_options(synchronize_session=False)
        .returning(col(DeliveryRow.id))
    ).all()
    ids = [row[0] for row in claimed]
    rows = tx.exec(select(DeliveryRow).where(col(DeliveryRow.id).in_(ids)).order_by(col(DeliveryRow.id))).all()
    return [_delivery(row) for row in rows]


def sent(tx: Transaction, deliveries: Sequence[Delivery], at: datetime) -> None:
    """Records that a claimed send was taken by its receiver."""
    _settle(tx, deliveries, state="sent", sent_at=at, next_attempt_at=None, error=None, claimed_at=None)


def failed(tx: Transaction, deliveries: Sequence[Delivery], *, error: str, next_attempt_at: datetime | None) -> None:
    """Records a send that failed: tried again at that instant, or never where there is none (dead)."""
    state = "dead" if next_attempt_at is None else "failed"
    _settle(tx, deliveries, state=state, error=error, next_attempt_at=next_attempt_at, claimed_at=None)


def release_stale(tx: Transaction, claimed_before: datetime) -> int:
    """Gives back claims that were never settled: the process that held them is gone. Returns how many."""
    released = tx.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.state) == "sending", col(DeliveryRow.claimed_at) <= claimed_before)
        .values(state="pending", claimed_at=None)
        .execution_options(synchronize_session=False)
    )
    return released.rowcount


def redrive(tx: Transaction, now: datetime) -> int:
    """Makes every dead delivery pending again, with a fresh count of attempts. Returns how many."""
    revived = tx.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.state) == "dead")
        .values(state="pending", attempts=0, next_attempt_at=now)
        .execution_options(synchronize_session=False)
    )
    return revived.rowcount


def get(tx: Transaction, alert_id: str) -> Alert | None:
    """One alert with its deliveries."""
    row = tx.get(AlertRow, alert_id)
    return _alerts(tx, [row])[0] if row else None


def many(tx: Transaction, alert_ids: Sequence[str]) -> list[Alert]:
    """Alerts by id, oldest first."""
    rows = tx.exec(select(AlertRow).where(col(AlertRow.id).in_(alert_ids)).order_by(col(AlertRow.created_at))).all()
    return _alerts(tx, rows)


def listing(
    tx: Transaction, *, state: str | None = None, subscriber: str | None = None, limit: int | None = None
) -> list[Alert]:
    """Alerts, newest first; with `state` those that have a delivery in it."""
    query = select(AlertRow)
    if subscriber:
        query = query.where(AlertRow.subscriber == subscriber)
    if state:
        query = query.where(col(AlertRow.id).in_(select(DeliveryRow.alert_id).where(DeliveryRow.state == state)))
    query = query.order_by(col(AlertRow.created_at).desc(), col(AlertRow.id))
    return _alerts(tx, tx.exec(query.limit(limit) if limit else query).all())


def counts(tx: Transaction) -> dict[str, int]:
    """How many deliveries are in each state."""
    rows = tx.exec(select(DeliveryRow.state, func.count(col(DeliveryRow.id))).group_by(DeliveryRow.state)).all()
    return dict(rows)


def _companions(tx: Transaction, delivery: Delivery, now: datetime) -> list[Delivery]:
    query = select(DeliveryRow).where(
        DeliveryRow.subscriber == delivery.subscriber,
        DeliveryRow.channel == delivery.channel,
        col(DeliveryRow.state).in_(OPEN),
        col(DeliveryRow.digest),
    )
    if delivery.digest_id:
        query = query.where(DeliveryRow.digest_id == delivery.digest_id)
    else:
        query = query.where(col(DeliveryRow.digest_id).is_(None), col(DeliveryRow.next_attempt_at) <= now)
    return [_delivery(row) for row in tx.exec(query.order_by(col(DeliveryRow.id))).all()]


def _settle(tx: Transaction, deliveries: Sequence[Delivery], **values: object) -> None:
    tx.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.id).in_([delivery.id for delivery in deliveries]), col(DeliveryRow.state) == "sending")
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _alerts(tx: Transaction, rows: Sequence[AlertRow]) -> list[Alert]:
    deliveries: dict[str, list[Delivery]] = {row.id: [] for row in rows}
    ids = list(deliveries)
    for start in range(0, len(ids), 500):
        found = tx.exec(
            select(DeliveryRow)
            .where(col(DeliveryRow.alert_id).in_(ids[start : start + 500]))
            .order_by(col(DeliveryRow.id))
        ).all()
        for row in found:
            deliveries[row.alert_id].append(_delivery(row))
    return [_alert(row, deliveries[row.id]) for row in rows]


def _alert(row: AlertRow, deliveries: Sequence[Delivery]) -> Alert:
    return Alert(
        id=row.id,
        subscriber=row.subscriber,
        kind=row.kind,
        created_at=row.created_at,
        title=row.title,
        body=row.body,
        reason=row.reason,
        payload=row.payload,
        policy_id=row.policy_id,
        change_id=row.change_id,
        deliveries=tuple(deliveries),
    )


def _delivery(row: DeliveryRow) -> Delivery:
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
    )
