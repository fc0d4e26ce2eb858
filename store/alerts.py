"""Alerts: one subscriber told of one thing, stored once, with its deliveries (deliveries.py)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from sqlalchemy import literal, tuple_
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from store import deliveries
from store.database.columns import Instant
from store.database.inserting import chunks, insert_missing
from store.database.opening import Transaction
from store.database.tables import AlertRow, DeliveryRow
from store.lists.walks import walk
from store.records import Alert, Delivery, DeliveryState, NewAlert


def add(tx: Transaction, alert: NewAlert, channels: Mapping[str, str]) -> bool:
    """Stores an alert and one pending delivery a channel (fingerprint → masked label).

    False where it is known.
    """
    return add_many(tx, [(alert, channels)]) == 1


def add_many(tx: Transaction, alerts: Sequence[tuple[NewAlert, Mapping[str, str]]]) -> int:
    """Stores alerts with one pending delivery a channel, in few statements.

    Returns how many were not known before.
    """
    by_key: dict[str, tuple[NewAlert, Mapping[str, str]]] = {}
    for alert, channels in alerts:
        by_key.setdefault(_key(alert), (alert, channels))  # told twice at once it is the first
    tx.flush()
    new = _unknown(tx, by_key)
    added = insert_missing(tx, AlertRow, [_alert_values(alert) for alert, _ in new])
    deliveries.add_pending(tx, new)
    return added


def told(tx: Transaction, keys: Sequence[str]) -> set[str]:
    """Those of these keys under which an alert is stored."""
    found: set[str] = set()
    for part in chunks(keys):
        found.update(tx.exec(select(AlertRow.key).where(col(AlertRow.key).in_(part))).all())
    return found


def _key(alert: NewAlert) -> str:
    return alert.key or alert.id


def _unknown(
    tx: Transaction, wanted: Mapping[str, tuple[NewAlert, Mapping[str, str]]]
) -> list[tuple[NewAlert, Mapping[str, str]]]:
    """Those of the alerts (by their keys) that are not stored, each with an id of its own.

    Two documents may agree in all that an id is made of.
    """
    keys: set[str] = set()
    ids: set[str] = set()
    for part in chunks(list(wanted)):
        numbers = [wanted[key][0].id for key in part]
        stored = col(AlertRow.key).in_(part) | col(AlertRow.id).in_(numbers)
        for number, key in tx.exec(select(AlertRow.id, AlertRow.key).where(stored)):
            ids.add(number)
            keys.add(key)
    found = []
    for key, (alert, channels) in wanted.items():
        if key in keys:
            continue
        one = _renamed(alert) if alert.id in ids else alert
        ids.add(one.id)
        found.append((one, channels))
    return found


def _renamed(alert: NewAlert) -> NewAlert:
    other = "a-" + sha256(f"{alert.id}|{_key(alert)}".encode()).hexdigest()[: len(alert.id) - 2]
    payload = dict(alert.payload)
    if "alert_id" in payload:
        payload["alert_id"] = other
    return replace(alert, id=other, key=_key(alert), payload=payload)


def get(tx: Transaction, alert_id: str) -> Alert | None:
    """One alert with its deliveries."""
    row = tx.get(AlertRow, alert_id)
    return _alerts_of(tx, [row])[0] if row else None


def get_many(tx: Transaction, alert_ids: Sequence[str]) -> list[Alert]:
    """Alerts by id, oldest first."""
    rows = [
        row
        for part in chunks(alert_ids)
        for row in tx.exec(select(AlertRow).where(col(AlertRow.id).in_(part))).all()
    ]
    return _alerts_of(tx, sorted(rows, key=lambda row: (row.created_at, row.id)))


def of_policies(tx: Transaction, policy_ids: Collection[int], subscriber: str) -> list[Alert]:
    """One subscriber's alerts about any of these policies, newest first."""
    rows = tx.exec(
        select(AlertRow)
        .where(col(AlertRow.policy_id).in_(policy_ids), AlertRow.subscriber == subscriber)
        .order_by(col(AlertRow.created_at).desc(), col(AlertRow.id).desc())
    ).all()
    return _alerts_of(tx, rows)


def list_alerts(
    tx: Transaction,
    *,
    state: DeliveryState | None = None,
    subscriber: str | None = None,
    limit: int | None = None,
    before: str | None = None,
) -> list[Alert]:
    """Alerts, newest first; with `state` those that have a delivery in it.

    `before` is the last id of the page before.
    """
    table: Any = DeliveryRow if state else AlertRow
    number = col(DeliveryRow.alert_id).label("id") if state else col(AlertRow.id)
    query: Any = select_columns(number, col(table.created_at))
    if state:  # an alert with several deliveries in that state is listed once
        query = query.where(col(DeliveryRow.state) == state).distinct()
    if subscriber:
        query = query.where(col(table.subscriber) == subscriber)
    last = tx.get(AlertRow, before) if before else None
    if last is not None:
        key = (col(table.created_at), col(DeliveryRow.alert_id if state else AlertRow.id))
        query = query.where(tuple_(*key) < tuple_(literal(last.created_at, Instant), last.id))
    ids = [row.id for row in tx.connection().execute(walk([query], ("-created_at", "-id"), limit))]
    return get_many(tx, ids)[::-1]


def _alert_values(alert: NewAlert) -> dict[str, Any]:
    return {
        "id": alert.id,
        "key": _key(alert),
        "subscriber": alert.subscriber,
        "kind": alert.kind,
        "created_at": alert.created_at,
        "title": alert.title,
        "body": alert.body,
        "reason": alert.reason,
        "payload": dict(alert.payload),
        "policy_id": alert.policy_id,
        "change_id": alert.change_id,
    }


def _alerts_of(tx: Transaction, rows: Sequence[AlertRow]) -> list[Alert]:
    sendings = deliveries.of_alerts(tx, [row.id for row in rows])
    return [_alert_of(row, sendings[row.id]) for row in rows]


def _alert_of(row: AlertRow, sendings: Sequence[Delivery]) -> Alert:
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
        deliveries=tuple(sendings),
    )
