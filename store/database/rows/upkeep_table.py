"""Rows of the tasks that go through the store a little at a time."""

from datetime import datetime

from sqlalchemy import Column
from sqlmodel import Field

from store.database.columns import Id, Row, instant


class UpkeepRow(Row, table=True):
    """The place that a task has reached which goes through the store, and when it was done last."""

    __tablename__ = "upkeep"
    task: str = Field(primary_key=True)
    at: datetime | None = instant()
    position: int = Field(default=0, sa_column=Column(Id, nullable=False))
