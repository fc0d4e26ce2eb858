"""Rows of subscribers, of what they are told, and of each sending of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field

from store.database.columns import Row, instant, new_id, reference, word
from store.records import AlertKind, ChangeKind, DeliveryState


class SubscriberRow(Row, table=True):
    __tablename__ = "subscriber"
    name: str = Field(primary_key=True)
    joined_at: datetime = instant(nullable=False)


class AlertRow(Row, table=True):
    __tablename__ = "alert"
    __table_args__ = (
        Index("ix_alert_created_at", "created_at", "id"),
        Index("ix_alert_subscriber", "subscriber", "created_at", "id"),
        Index("ix_alert_change", "change_id", "subscriber"),
    )
    id: str = Field(primary_key=True)
    key: str = Field(default="", index=True, unique=True, sa_column_kwargs={"server_default": ""})
    subscriber: str
    kind: ChangeKind | AlertKind = word(ChangeKind, AlertKind)
    created_at: datetime = instant(nullable=False)
    title: str
    body: str
    reason: str
    payload: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    policy_id: int | None = reference("policy.id", nullable=True)
    change_id: int | None = reference("change.id", nullable=True, index=False)


class DeliveryRow(Row, table=True):
    """`created_at` is the alert's, so that the alerts of one state are listed by an index."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("alert_id", "channel"),
        Index("ix_delivery_due", "state", "next_attempt_at", "id"),
        Index("ix_delivery_state", "state", "created_at", "alert_id"),
        Index("ix_delivery_subscriber", "subscriber", "state", "created_at", "alert_id"),
    )
    id: int | None = new_id()
    alert_id: str = Field(foreign_key="alert.id")
    created_at: datetime = instant(nullable=False)
    subscriber: str
    channel: str
    label: str
    state: DeliveryState = word(DeliveryState, default=DeliveryState.PENDING)
    attempts: int = 0
    next_attempt_at: datetime | None = instant()
    claimed_at: datetime | None = instant()
    sent_at: datetime | None = instant()
    error: str | None = None
    digest: bool = False
    digest_id: str | None = Field(default=None, index=True)
