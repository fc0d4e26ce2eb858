"""Rows of the bytes that are kept, of what rules hid in them, and of bodies that are damaged."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, text
from sqlmodel import Field

from store.database.columns import NEVER_AGAIN, Id, Row, digest, instant, new_id, reference, word
from store.records import BodyKind, SnapshotOutcome, SuppressionRule

PACKED = "base_id IS NOT NULL"  # of a snapshot: it opens only with another
UNREAD = "reader_version IS NULL"  # of a snapshot: stored, and then something stopped us


class SnapshotRow(Row, table=True):
    __tablename__ = "snapshot"
    __table_args__ = (
        Index("ix_snapshot_unread", "id", sqlite_where=text(UNREAD), postgresql_where=text(UNREAD)),
        # asked for each snapshot that is deleted
        Index(
            "ix_snapshot_base", "base_id", sqlite_where=text(PACKED), postgresql_where=text(PACKED)
        ),
        NEVER_AGAIN,
    )
    id: int | None = new_id()
    address_id: int = reference("address.id")
    fetched_at: datetime = instant(nullable=False)
    sha256: str = digest()
    size: int
    content_type: str | None = None
    baseline: bool = False
    reader_version: int | None = None
    outcome: SnapshotOutcome | None = word(SnapshotOutcome, nullable=True)
    note: str = Field(default="", sa_column_kwargs={"server_default": ""})
    base_id: int | None = reference("snapshot.id", nullable=True, index=False)
    depth: int = 0


class SnapshotBodyRow(Row, table=True):
    __tablename__ = "snapshot_body"
    snapshot_id: int = Field(
        sa_column=Column(Id, ForeignKey("snapshot.id"), primary_key=True, autoincrement=False)
    )
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class SuppressionRow(Row, table=True):
    """The difference that one rule hid in one snapshot.

    Source, rule and instant stand in the indexes that lists walk.
    """

    __tablename__ = "suppression"
    __table_args__ = (
        Index("ix_suppression_at", "at", "id"),
        Index("ix_suppression_source", "source_key", "at", "id"),
        Index("ix_suppression_rule", "rule", "at", "id"),
        Index("ix_suppression_both", "source_key", "rule", "at", "id"),
        NEVER_AGAIN,
    )
    id: int | None = new_id()
    at: datetime = instant(nullable=False)
    source_key: str
    address: str
    rule: SuppressionRule = word(SuppressionRule)
    snapshot_id: int = reference("snapshot.id")
    before_id: int | None = reference("snapshot.id", nullable=True)  # what it was compared with
    times: int = 1
    old: str = ""
    new: str = ""
    told_at: datetime | None = instant()  # when somebody decided that it should have been told


class DamageRow(Row, table=True):
    """A stored body that does not open to what was stored, until it is mended."""

    __tablename__ = "damage"
    kind: BodyKind = word(BodyKind, key=True)
    row_id: int = Field(sa_column=Column(Id, primary_key=True, autoincrement=False))
    found_at: datetime = instant(nullable=False)
    source_key: str = Field(index=True)
    address: str
    policy_id: int | None = Field(default=None, sa_column=Column(Id, nullable=True, index=True))
    what: str
