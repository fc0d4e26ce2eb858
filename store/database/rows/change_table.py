"""Rows of the log, of its newest hash, and of the lists that entries are filed in."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer
from sqlmodel import Field

from store.database.columns import (
    CLUSTERED,
    NEVER_AGAIN,
    Id,
    Instant,
    Row,
    digest,
    instant,
    new_id,
    reference,
    word,
)
from store.records import ChangeKind


class ChangeRow(Row, table=True):
    """An entry of the log.

    `region_code` and `province` only serve the lists and are no part of the entry;
    store/lists/filing.py keeps them.
    """

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_at", "at", "id"),
        Index("ix_change_policy", "policy_id", "at", "id"),
        Index("ix_change_kind", "kind", "at", "id"),
        Index("ix_change_region", "region_code", "at", "id", "kind"),
        Index("ix_change_province", "province", "at", "id", "kind"),
        NEVER_AGAIN,
    )
    id: int | None = new_id()
    at: datetime = instant(nullable=False)
    kind: ChangeKind = word(ChangeKind)
    policy_id: int = reference("policy.id", index=False)
    source_key: str
    summary: str  # the text of an entry without `said`, else empty
    said: dict[str, Any] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True), nullable=True)
    )
    from_version: int | None = None
    to_version: int | None = None
    clauses: int = 0
    facts: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    baseline: bool = False
    hash: str = digest()
    region_code: str | None = None
    province: str | None = None


class ChangeIndustryRow(Row, table=True):
    """One row an industry of a change's policy; its key is the index that lists walk."""

    __tablename__ = "change_industry"
    __table_args__ = (CLUSTERED,)
    label: str = Field(primary_key=True)
    at: datetime = Field(sa_column=Column(Instant, primary_key=True))
    change_id: int = Field(
        sa_column=Column(Id, ForeignKey("change.id"), primary_key=True, autoincrement=False)
    )
    region_code: str = Field(primary_key=True)  # "" where it has none
    kind: ChangeKind = word(ChangeKind, key=True)


class LogHeadRow(Row, table=True):
    """The newest change and its hash.

    It is locked while one is appended, so that the chain has one end.
    """

    __tablename__ = "log_head"
    id: int = Field(default=1, sa_column=Column(Integer, primary_key=True, autoincrement=False))
    hash: str = digest()
    change_id: int = Field(default=0, sa_column=Column(Id, nullable=False))
