"""Rows of what documents say of one another."""

from datetime import date

from sqlalchemy import false
from sqlmodel import Field

from store.database.columns import Row, new_id, reference, word
from store.records import ExtendedDate, RelationKind


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
    moves: ExtendedDate | None = word(ExtendedDate, nullable=True)
    earlier: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
