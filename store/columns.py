"""The kinds of columns that the tables are made of: ids, references, instants. Private to store/, knows no table."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Dialect, ForeignKey, Integer, MetaData, TypeDecorator
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
NEVER_AGAIN = {"sqlite_autoincrement": True}  # an id that was given once never names another row
CLUSTERED = {"sqlite_with_rowid": False}  # SQLite keeps the row in its key: the table is its own index


class Row(SQLModel):
    """The parent of every table."""

    metadata = metadata


def new_id() -> Any:
    """The id of a row, counted up by the database."""
    return Field(default=None, sa_column=Column(Id, primary_key=True, autoincrement=True))


def reference(target: str, *, nullable: bool = False, index: bool = True) -> Any:
    """The id of another row, which must exist."""
    return Field(default=None, sa_column=Column(Id, ForeignKey(target), nullable=nullable, index=index))


def instant(*, nullable: bool = True, index: bool = False) -> Any:
    """A moment, aware and in UTC."""
    return Field(default=None, sa_column=Column(Instant, nullable=nullable, index=index))
