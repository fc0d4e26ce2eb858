"""Rows of what policies said, and of the places where they are seen."""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from store.database.columns import NEVER_AGAIN, Row, digest, instant, new_id, reference


class SightingRow(Row, table=True):
    __tablename__ = "sighting"
    __table_args__ = (UniqueConstraint("policy_id", "source_key", "address"),)
    id: int | None = new_id()
    policy_id: int = reference("policy.id", index=False)
    source_key: str
    address: str = Field(index=True)
    first_seen_at: datetime = instant(nullable=False)
    last_seen_at: datetime = instant(nullable=False)
    version_id: int | None = reference("version.id", nullable=True)
    missing_since: datetime | None = instant()
    merged_from: int | None = reference(
        "policy.id", nullable=True
    )  # whose place it was before a merge


class VersionRow(Row, table=True):
    __tablename__ = "version"
    __table_args__ = (
        Index("ix_version_number", "policy_id", "number", unique=True),
        NEVER_AGAIN,
    )
    id: int | None = new_id()
    policy_id: int = reference("policy.id", index=False)
    number: int | None = None
    snapshot_id: int = reference("snapshot.id")
    reader_version: int
    at: datetime = instant(nullable=False)
    sha256: str = digest()
    base_id: int | None = reference("version.id", nullable=True, index=False)
    depth: int = 0
    on_snapshot: bool = False
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
