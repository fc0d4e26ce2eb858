"""SQLModel rows: the shape of the database. Private to store/; no query lives here."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    TypeDecorator,
    UniqueConstraint,
)
from sqlmodel import Field, SQLModel

# Alembic needs names for constraints that SQLite would leave anonymous; they must be set before any model.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime on both databases; SQLite keeps no offset, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 SQLAlchemy's signature
        if value is None:
            return None
        if value.tzinfo is None:
            msg = f"an instant without an offset was about to be stored: {value!r}"
            raise ValueError(msg)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 SQLAlchemy's signature
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only an INTEGER primary key


class Row(SQLModel):
    """The parent of every table."""

    metadata = metadata


def _id() -> Any:
    return Field(default=None, sa_column=Column(Id, primary_key=True, autoincrement=True))


def _ref(target: str, *, nullable: bool = False, index: bool = True) -> Any:
    return Field(default=None, sa_column=Column(Id, ForeignKey(target), nullable=nullable, index=index))


def _instant(*, nullable: bool = True, index: bool = False) -> Any:
    return Field(default=None, sa_column=Column(Instant, nullable=nullable, index=index))


class SourceRow(Row, table=True):
    __tablename__ = "source"
    key: str = Field(primary_key=True)
    locator: str = ""
    baseline_at: datetime | None = _instant()
    next_check_at: datetime | None = _instant(index=True)
    last_check_at: datetime | None = _instant()
    last_ok_at: datetime | None = _instant()
    last_status: str | None = None
    last_reason: str = ""
    failing_since: datetime | None = _instant()
    failures: int = 0
    silent_told_at: datetime | None = _instant()
    checks: int = 0


class AddressRow(Row, table=True):
    __tablename__ = "address"
    __table_args__ = (UniqueConstraint("source_key", "address"),)
    id: int | None = _id()
    source_key: str
    address: str
    etag: str | None = None
    last_modified: str | None = None
    snapshot_id: int | None = Field(default=None, sa_column=Column(Id, nullable=True))
    baseline: bool = False
    missing_since: datetime | None = _instant()
    missing_checks: int = 0


class SnapshotRow(Row, table=True):
    __tablename__ = "snapshot"
    id: int | None = _id()
    address_id: int = _ref("address.id")
    fetched_at: datetime = _instant(nullable=False)
    sha256: str
    size: int
    content_type: str | None = None
    listed_title: str | None = None
    listed_on: date | None = None
    baseline: bool = False
    reader_version: int | None = Field(default=None, index=True)
    outcome: str | None = None
    base_id: int | None = Field(default=None, sa_column=Column(Id, nullable=True))


class SnapshotBodyRow(Row, table=True):
    __tablename__ = "snapshot_body"
    snapshot_id: int = Field(sa_column=Column(Id, ForeignKey("snapshot.id"), primary_key=True, autoincrement=False))
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class PolicyRow(Row, table=True):
    __tablename__ = "policy"
    id: int | None = _id()
    title: str
    kind: str
    doc_number: str | None = None
    issuers: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    issued_on: date | None = None
    published_on: date | None = None
    region_code: str | None = Field(default=None, index=True)
    region_level: str | None = None
    region_name: str | None = None
    industries: list[list[str]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    general: bool = False
    status: str = "active"
    source_key: str
    url: str
    first_seen_at: datetime = _instant(nullable=False)
    version_number: int = 0
    version_id: int | None = Field(default=None, sa_column=Column(Id, nullable=True))


class PolicyKeyRow(Row, table=True):
    """A name by which a policy can be found again: its number, its title; see watcher/lifecycle/identity.py."""

    __tablename__ = "policy_key"
    key: str = Field(primary_key=True)
    policy_id: int = Field(
        sa_column=Column(Id, ForeignKey("policy.id"), primary_key=True, autoincrement=False, index=True)
    )


class PolicyIndustryRow(Row, table=True):
    """One row an industry of a policy, so that lists can be filtered by an index."""

    __tablename__ = "policy_industry"
    label: str = Field(primary_key=True)
    policy_id: int = Field(
        sa_column=Column(Id, ForeignKey("policy.id"), primary_key=True, autoincrement=False, index=True)
    )


class SightingRow(Row, table=True):
    __tablename__ = "sighting"
    __table_args__ = (UniqueConstraint("policy_id", "source_key", "address"),)
    id: int | None = _id()
    policy_id: int = _ref("policy.id", index=False)
    source_key: str
    address: str = Field(index=True)
    first_seen_at: datetime = _instant(nullable=False)
    last_seen_at: datetime = _instant(nullable=False)
    version_id: int | None = Field(default=None, sa_column=Column(Id, nullable=True))
    missing_since: datetime | None = _instant()


class VersionRow(Row, table=True):
    __tablename__ = "version"
    __table_args__ = (Index("ix_version_policy_number", "policy_id", "number"),)
    id: int | None = _id()
    policy_id: int = _ref("policy.id", index=False)
    number: int | None = None
    snapshot_id: int = _ref("snapshot.id")
    reader_version: int
    at: datetime = _instant(nullable=False)
    sha256: str
    base_id: int | None = Field(default=None, sa_column=Column(Id, nullable=True))
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class DeadlineRow(Row, table=True):
    __tablename__ = "deadline"
    __table_args__ = (
        UniqueConstraint("policy_id", "slot"),
        Index("ix_deadline_closes", "closes"),
    )
    id: int | None = _id()
    policy_id: int = _ref("policy.id", index=False)
    slot: str
    kind: str
    status: str
    opens: date | None = None
    closes: date | None = None
    closes_at: time | None = None
    batch: str | None = None
    actor: str | None = None
    evidence: str | None = None
    basis: str = "stated"
    known_since: datetime = _instant(nullable=False)
    announced: bool = False


class ChangeRow(Row, table=True):
    __tablename__ = "change"
    __table_args__ = (Index("ix_change_policy", "policy_id", "id"), Index("ix_change_kind", "kind", "id"))
    id: int | None = _id()
    at: datetime = _instant(nullable=False, index=True)
    kind: str
    policy_id: int = _ref("policy.id", index=False)
    source_key: str
    summary: str
    from_version: int | None = None
    to_version: int | None = None
    clauses: int = 0
    facts: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    baseline: bool = False
    hash: str


class LogHeadRow(Row, table=True):
    """The hash of the newest change; locked while one is appended, so that the chain has one end."""

    __tablename__ = "log_head"
    id: int = Field(default=1, sa_column=Column(Integer, primary_key=True, autoincrement=False))
    hash: str = ""
    change_id: int = 0


class RelationRow(Row, table=True):
    __tablename__ = "relation"
    id: int | None = _id()
    from_policy: int = _ref("policy.id")
    to_policy: int | None = _ref("policy.id", nullable=True)
    relation: str
    title: str | None = None
    doc_number: str | None = None
    waiting_key: str | None = Field(default=None, index=True)
    on: date | None = None
    until: date | None = None
    evidence: str = ""


class SubscriberRow(Row, table=True):
    __tablename__ = "subscriber"
    name: str = Field(primary_key=True)
    joined_at: datetime = _instant(nullable=False)


class AlertRow(Row, table=True):
    __tablename__ = "alert"
    id: str = Field(primary_key=True)
    subscriber: str = Field(index=True)
    kind: str
    created_at: datetime = _instant(nullable=False, index=True)
    title: str
    body: str
    reason: str
    payload: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    policy_id: int | None = _ref("policy.id", nullable=True)
    change_id: int | None = _ref("change.id", nullable=True)


class DeliveryRow(Row, table=True):
    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("alert_id", "channel"),
        Index("ix_delivery_due", "state", "next_attempt_at"),
    )
    id: int | None = _id()
    alert_id: str = Field(foreign_key="alert.id")
    subscriber: str
    channel: str
    label: str
    state: str = "pending"
    attempts: int = 0
    next_attempt_at: datetime | None = _instant()
    claimed_at: datetime | None = _instant()
    sent_at: datetime | None = _instant()
    error: str | None = None
    digest: bool = False
    digest_id: str | None = Field(default=None, index=True)
