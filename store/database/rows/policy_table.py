"""Rows of policies, of the names they are found by, and of their industries."""

from datetime import date, datetime

from sqlalchemy import JSON, Column, ForeignKey, Index
from sqlmodel import Field

from store.database.columns import CLUSTERED, NEVER_AGAIN, Id, Row, instant, new_id, reference, word
from store.records import DocumentKind, PolicyStatus

GENERAL = "*"  # the industry of what concerns every industry


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
    """A name by which a policy can be found again, as watcher/deciding/identity.py makes them."""

    __tablename__ = "policy_key"
    key: str = Field(primary_key=True)
    policy_id: int = Field(
        sa_column=Column(
            Id, ForeignKey("policy.id"), primary_key=True, autoincrement=False, index=True
        )
    )


class PolicyIndustryRow(Row, table=True):
    """One row an industry of a policy, one for GENERAL where it concerns all.

    The key is the index that lists walk.
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
