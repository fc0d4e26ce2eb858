"""SQLModel rows: the shape of the database. Private to store/; no query lives here.

Longer than other files: the shape of the database is read in one piece.
"""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, LargeBinary, UniqueConstraint, text
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
from store.records import (
    Actor,
    AlertKind,
    Basis,
    BodyKind,
    ChangeKind,
    DeadlineKind,
    DeadlineStatus,
    DeliveryState,
    DocumentKind,
    LookStatus,
    PolicyStatus,
    RelationKind,
    SnapshotOutcome,
    SuppressionRule,
)

PACKED = "base_id IS NOT NULL"  # of a snapshot: it opens only with another
UNREAD = "reader_version IS NULL"  # of a snapshot: stored, and then something stopped us
GENERAL = "*"  # the industry of what concerns every industry


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
    """What one rule hid in one snapshot; source, rule and instant stand in the indexes that lists walk."""

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


class UpkeepRow(Row, table=True):
    """How far a task got that goes through the store a little at a time, and when it was done last."""

    __tablename__ = "upkeep"
    task: str = Field(primary_key=True)
    at: datetime | None = instant()
    position: int = Field(default=0, sa_column=Column(Id, nullable=False))


class PolicyRow(Row, table=True):
    __tablename__ = "policy"
    __table_args__ = (
        Index("ix_policy_region", "region_code", "id", "merged_into"),
        Index("ix_policy_province", "province", "id", "merged_into"),
        NEVER_AGAIN,
    )
    id: int | None = new_id()
    title: str
    kind: DocumentKind = word(DocumentKind)
    doc_number: str | None = None
    issuers: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    issued_on: date | None = None
    published_on: date | None = None
    region_code: str | None = None
    province: str | None = (
        None  # the first two digits of the code: a province's list is too long to be sorted
    )
    region_level: str | None = None
    region_name: str | None = None
    industries: list[list[str]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    general: bool = False
    status: PolicyStatus = word(PolicyStatus, default=PolicyStatus.ACTIVE)
    source_key: str
    url: str
    first_seen_at: datetime = instant(nullable=False)
    version_number: int = 0
    version_id: int | None = Field(default=None, sa_column=Column(Id, nullable=True))
    merged_into: int | None = reference("policy.id", nullable=True)


class PolicyKeyRow(Row, table=True):
    """A name by which a policy can be found again: its number, its title; see watcher/deciding/identity.py."""

    __tablename__ = "policy_key"
    key: str = Field(primary_key=True)
    policy_id: int = Field(
        sa_column=Column(
            Id, ForeignKey("policy.id"), primary_key=True, autoincrement=False, index=True
        )
    )


class PolicyIndustryRow(Row, table=True):
    """One row an industry of a policy, one for GENERAL where it concerns all; the key is the index lists walk.

    The region stands in the key, so that both filters are answered without a look at the policy.
    """

    __tablename__ = "policy_industry"
    __table_args__ = (CLUSTERED,)
    label: str = Field(primary_key=True)
    policy_id: int = Field(
        sa_column=Column(
            Id, ForeignKey("policy.id"), primary_key=True, autoincrement=False, index=True
        )
    )
    region_code: str = Field(primary_key=True)  # "" where it has none


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


class DeadlineRow(Row, table=True):
    """`due_on`, `region_code`, `province` and `alive` only serve the lists; store/lists/filing.py keeps them.

    `due_on` is the day it closes, or the last day of the calendar where there is none.
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
    slot: str
    kind: DeadlineKind = word(DeadlineKind)
    status: DeadlineStatus = word(DeadlineStatus)
    opens: date | None = None
    closes: date | None = None
    closes_at: time | None = None
    batch: str | None = None
    actor: Actor | None = word(Actor, nullable=True)
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


class ChangeRow(Row, table=True):
    """`region_code` and `province` only serve the lists, and are no part of the entry; store/lists/filing.py keeps them."""

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
    """The newest change and its hash; locked while one is appended, so that the chain has one end."""

    __tablename__ = "log_head"
    id: int = Field(default=1, sa_column=Column(Integer, primary_key=True, autoincrement=False))
    hash: str = digest()
    change_id: int = Field(default=0, sa_column=Column(Id, nullable=False))


class RelationRow(Row, table=True):
    __tablename__ = "relation"
    id: int | None = new_id()
    from_policy: int = reference("policy.id")
    to_policy: int | None = reference("policy.id", nullable=True)
    relation: RelationKind = word(RelationKind)
    title: str | None = None
    doc_number: str | None = None
    waiting_key: str | None = Field(default=None, index=True)
    on: date | None = None
    until: date | None = None
    evidence: str = ""


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
