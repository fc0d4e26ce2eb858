"""Takes back instants that a wrong clock wrote: what lies ahead of a sane clock is due now.

A clock that runs ahead puts off looks, deliveries and reminders for as long as it was wrong.
"""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func
from sqlmodel import col, select, update

from store.database.opening import Transaction
from store.database.tables import (
    AddressRow,
    DeadlineRow,
    DeliveryRow,
    PolicyRow,
    SightingRow,
    SourceRow,
    SubscriberRow,
)
from store.records import DeadlineKind, PolicyStatus

SANE_FROM = datetime(2020, 1, 1, tzinfo=UTC)  # an earlier clock is itself wrong
SLACK = timedelta(hours=1)  # clocks are corrected by seconds all the time
LONGEST_WAIT = timedelta(days=8)  # of a delivery: a week's digest
_SINCE = (
    (SourceRow, "failing_since"),
    (SourceRow, "last_ok_at"),
    (AddressRow, "missing_since"),
    (SightingRow, "missing_since"),
    (DeadlineRow, "known_since"),
    (PolicyRow, "first_seen_at"),
    (SubscriberRow, "joined_at"),
)


def was_ahead(tx: Transaction, now: datetime) -> bool:
    """True where a source was looked at later than now, by a clock that is right again."""
    newest = tx.exec(select(func.max(SourceRow.last_check_at))).one()
    return newest is not None and now >= SANE_FROM and newest > now + SLACK


def take_back(tx: Transaction, now: datetime) -> None:
    """Instants that lie ahead of now, and cannot, become now."""
    for row, name in _SINCE:
        column = col(getattr(row, name))
        tx.exec(update(row).where(column > now).values({name: now}))
    checked = col(SourceRow.last_check_at)
    tx.exec(update(SourceRow).where(checked > now).values(last_check_at=now, next_check_at=None))
    put_off = col(DeliveryRow.next_attempt_at)
    tx.exec(update(DeliveryRow).where(put_off > now + LONGEST_WAIT).values(next_attempt_at=now))
    tx.expire_all()


def ended_early(tx: Transaction, today: date) -> list[int]:
    """The policies, by id, that count as expired although their last day is still ahead."""
    found = tx.exec(
        select(PolicyRow.id)
        .join(DeadlineRow, col(DeadlineRow.policy_id) == col(PolicyRow.id))
        .where(
            PolicyRow.status == PolicyStatus.EXPIRED,
            DeadlineRow.kind == DeadlineKind.EXPIRY,
            col(DeadlineRow.closes) >= today,
        )
        .distinct()
        .order_by(col(PolicyRow.id))
    )
    return [number for number in found if number is not None]
