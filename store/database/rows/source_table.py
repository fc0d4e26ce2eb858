"""Rows of the sources that are watched and of their addresses."""

from datetime import date, datetime

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field

from store.database.columns import Id, Row, instant, new_id, word
from store.records import LookStatus


class SourceRow(Row, table=True):
    __tablename__ = "source"
    key: str = Field(primary_key=True)
    locator: str = ""
    rules: str = ""
    baseline_at: datetime | None = instant()
    next_check_at: datetime | None = instant(index=True)
    last_check_at: datetime | None = instant()
    last_ok_at: datetime | None = instant()
    last_status: LookStatus | None = word(LookStatus, nullable=True)
    last_reason: str = ""
    failing_since: datetime | None = instant()
    failures: int = 0
    silent_told_at: datetime | None = instant()
    checks: int = 0


class AddressRow(Row, table=True):
    __tablename__ = "address"
    __table_args__ = (UniqueConstraint("source_key", "address"),)
    id: int | None = new_id()
    source_key: str
    address: str
    etag: str | None = None
    last_modified: str | None = None
    listed_title: str | None = None  # as its list printed it when it was last fetched
    listed_on: date | None = None
    snapshot_id: int | None = Field(default=None, sa_column=Column(Id, nullable=True))
    baseline: bool = False
    entry: bool = False
    unlisted: bool = False
    missing_since: datetime | None = instant()
    missing_checks: int = 0
