"""Rows of the dates to act by, and of the lists that they are filed in."""

from datetime import date, datetime, time

from sqlalchemy import Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field

from store.database.columns import CLUSTERED, Id, Row, instant, new_id, reference, word
from store.records import Actor, Basis, DeadlineKind, DeadlineStatus, WindowChannel


class DeadlineRow(Row, table=True):
    """A date to act by.

    `due_on`, `region_code`, `province` and `alive` only serve the lists; store/lists/filing.py
    keeps them. `due_on` is the day it closes, or the last day of the calendar where there is none.
    """

    __tablename__ = "deadline"
    __table_args__ = (
        UniqueConstraint("policy_id", "slot"),
        Index("ix_deadline_due", "alive", "due_on", "id"),
        Index("ix_deadline_kind", "alive", "kind", "due_on", "id"),
        Index("ix_deadline_region", "alive", "region_code", "due_on", "id"),
        Index("ix_deadline_province", "alive", "province", "due_on", "id"),
    )
    id: int | None = new_id()
    policy_id: int = reference("policy.id", index=False)
    slot: str  # the fields of the slot as one text, which is the row's key within its policy
    kind: DeadlineKind = word(DeadlineKind)
    status: DeadlineStatus = word(DeadlineStatus)
    opens: date | None = None
    closes: date | None = None
    closes_at: time | None = None
    batch: str | None = None
    actor: Actor | None = word(Actor, nullable=True)
    channel: WindowChannel | None = word(WindowChannel, nullable=True)
    ordinal: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    evidence: str | None = None
    basis: Basis = word(Basis, default=Basis.STATED)
    known_since: datetime = instant(nullable=False)
    announced: bool = False
    due_on: date
    region_code: str | None = None
    province: str | None = None
    alive: bool = True


class DeadlineIndustryRow(Row, table=True):
    """One row an industry of a living policy's deadline; its key is the index that lists walk."""

    __tablename__ = "deadline_industry"
    __table_args__ = (Index("ix_deadline_industry_deadline_id", "deadline_id"), CLUSTERED)
    label: str = Field(primary_key=True)
    due_on: date = Field(primary_key=True)
    deadline_id: int = Field(
        sa_column=Column(
            Id, ForeignKey("deadline.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
        )
    )
    region_code: str = Field(primary_key=True)  # "" where it has none
