"""The kinds of columns that the tables are made of. Private to store/, knows no table."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
)
from sqlalchemy.types import TypeEngine
from sqlmodel import Field, SQLModel

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

# Alembic needs names for constraints that SQLite would leave anonymous, set before any model
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
    """An aware UTC datetime: a timestamp with time zone, on SQLite microseconds since 1970.

    SQLite has no such type. The text that would stand for it takes three times the room, in every
    index of the log; to read one by hand: datetime(at / 1e6, 'unixepoch').
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(
            BigInteger() if dialect.name == "sqlite" else DateTime(timezone=True)
        )

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            msg = f"an instant without an offset was about to be stored: {value!r}"
            raise ValueError(msg)
        return (value - EPOCH) // MICROSECOND if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        found: datetime = EPOCH + value * MICROSECOND if dialect.name == "sqlite" else value
        return found.astimezone(UTC)


class Digest(TypeDecorator[str]):
    """A SHA-256 in hexadecimal, kept as its 32 bytes: half the room in the largest tables."""

    impl = LargeBinary(32)
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> bytes | None:
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> str | None:
        return (
            value.hex() if isinstance(value, bytes) else value
        )  # what somebody else wrote there is for verify to tell


class ClosedWord(TypeDecorator[StrEnum]):
    """A word out of closed sets: kept as its text, read as a member of the set that has it.

    Raises ValueError for any other word: somebody wrote it there.
    """

    impl = String
    cache_ok = True

    def __init__(self, sets: tuple[type[StrEnum], ...]) -> None:
        super().__init__()
        self.sets = sets
        self._members = {str(member): member for one in sets for member in one}

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> StrEnum | None:
        if value is None:
            return None
        found = self._members.get(value)
        if found is None:
            msg = f"{value!r} is none of the words {', '.join(self._members)}"
            raise ValueError(msg)
        return found


Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only an INTEGER primary key
NEVER_AGAIN = {"sqlite_autoincrement": True}  # an id that was given once never names another row
CLUSTERED = {
    "sqlite_with_rowid": False
}  # SQLite keeps the row in its key: the table is its own index


class Row(SQLModel):
    """The parent of every table."""

    metadata = metadata


def table(row: type[Row]) -> Table:
    """The table of a row, for statements on plain columns that are built once and run often.

    A statement built anew, or of a row's attributes, costs SQLAlchemy up to 0.7 ms more a run than
    one that is kept.
    """
    found: Table = row.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
    return found


def new_id() -> Any:
    """The id of a row, counted up by the database."""
    return Field(default=None, sa_column=Column(Id, primary_key=True, autoincrement=True))


def reference(target: str, *, nullable: bool = False, index: bool = True) -> Any:
    """The id of another row, which must exist."""
    return Field(
        default=None, sa_column=Column(Id, ForeignKey(target), nullable=nullable, index=index)
    )


def word(
    *sets: type[StrEnum], default: StrEnum | None = None, nullable: bool = False, key: bool = False
) -> Any:
    """A word out of closed sets; `key` makes it part of the row's key."""
    column: Column[Any] = Column(
        ClosedWord(sets), default=default, nullable=nullable, primary_key=key
    )
    return Field(default=default, sa_column=column)


def digest() -> Any:
    """The SHA-256 of what a row holds, or of the row."""
    return Field(sa_column=Column(Digest, nullable=False))


def instant(*, nullable: bool = True, index: bool = False) -> Any:
    """A moment, aware and in UTC."""
    return Field(default=None, sa_column=Column(Instant, nullable=nullable, index=index))
