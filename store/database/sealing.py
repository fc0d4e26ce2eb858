"""Seals the rows that a transaction of this program wrote, before it commits.

A trigger notes the key of each row whose sealed columns changed, in a table that only this
connection sees. At the end of the transaction those rows are read once, and their digests stored
with them. Whoever edits the database by other means leaves a row that its seal does not fit, and
store/care/seals.py finds it. On SQLite the triggers are the connection's own as well; on PostgreSQL
they stand in the database, and do nothing on a connection without that table.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, Table, delete, select, text
from sqlalchemy.dialects import postgresql, sqlite

from store.database.columns import Row, table
from store.database.rows.seal_table import SealRow
from store.database.tables import (
    AlertRow,
    ChangeIndustryRow,
    ChangeRow,
    DeliveryRow,
    PolicyIndustryRow,
    PolicyRow,
    SightingRow,
    SourceRow,
    SubscriberRow,
)

CHUNK = 400  # rows sealed in one statement


@dataclass(frozen=True, slots=True)
class Sealed:
    """The columns of a table that matter, and those of the labels that belong to its rows."""

    row: type[Row]
    columns: tuple[str, ...]
    labels: type[Row] | None = None
    owner: str = ""  # the column by which a label knows its row
    label_columns: tuple[str, ...] = ()

    @property
    def noun(self) -> str:
        """The name of the table."""
        return table(self.row).name

    @property
    def key(self) -> Any:
        """The column of the primary key."""
        (found,) = table(self.row).primary_key
        return found

    def typed(self, key: str) -> int | str:
        """A key as its column holds it."""
        return int(key) if isinstance(self.key.type, Integer) else key


def _sealed(row: type[Row], columns: str, **labels: Any) -> Sealed:
    return Sealed(row, tuple(columns.split()), **labels)


SEALED = (
    _sealed(
        AlertRow, "key subscriber kind created_at title body reason payload policy_id change_id"
    ),
    _sealed(DeliveryRow, "alert_id subscriber channel label state sent_at digest digest_id"),
    _sealed(SightingRow, "policy_id source_key address first_seen_at version_id missing_since"),
    _sealed(SourceRow, "locator baseline_at"),
    _sealed(SubscriberRow, "joined_at"),
    _sealed(
        ChangeRow,
        "policy_id region_code province",
        labels=ChangeIndustryRow,
        owner="change_id",
        label_columns=("label", "region_code", "kind"),
    ),
    _sealed(
        PolicyRow,
        "title kind doc_number issuers issued_on published_on region_code province region_level"
        " region_name industries general status source_key url first_seen_at version_id"
        " merged_into",
        labels=PolicyIndustryRow,
        owner="policy_id",
        label_columns=("label", "region_code"),
    ),
)
BY_NOUN: Mapping[str, Sealed] = {one.noun: one for one in SEALED}


def listen(connection: Any) -> None:
    """Notes from now on which rows change on a connection to SQLite, as its driver gives it."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (noun TEXT, row_key TEXT)")
    for name, of, when, note in _triggers():
        connection.execute(
            f"CREATE TEMP TRIGGER IF NOT EXISTS {name} AFTER {when} ON main.{of} {note}"
        )


def listen_on_server(connection: Any) -> None:
    """The same on a connection to PostgreSQL, whose database has the triggers."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (noun TEXT, row_key TEXT)")
    connection.commit()


def prepare_server(connection: Connection) -> None:
    """Puts the triggers into a PostgreSQL database."""
    for one in SEALED:
        _put_trigger(connection, one.noun, table(one.row), key=one.key.name, columns=one.columns)
        if one.labels is not None:
            _put_trigger(
                connection, one.noun, table(one.labels), key=one.owner, columns=one.label_columns
            )


def seal_touched(connection: Connection) -> None:
    """Seals every row that this transaction has changed so far."""
    keys: dict[str, list[str]] = defaultdict(list)
    for noun, key in connection.execute(_TOUCHED):
        keys[noun].append(key)
    if not keys:
        return
    for noun, some in keys.items():
        for start in range(0, len(some), CHUNK):
            _seal(connection, BY_NOUN[noun], some[start : start + CHUNK])
    connection.execute(_FORGET)


def forget_touched(connection: Connection) -> None:
    """Leaves unsealed all that was written so far: a copy of a store brings its own seals."""
    connection.execute(_FORGET)


def seal_all(connection: Connection) -> None:
    """Seals all there is, as it is."""
    for one in SEALED:
        connection.execute(delete(table(SealRow)).where(table(SealRow).c.noun == one.noun))
        for page in pages(connection, one):
            _store(connection, one.noun, page)


def pages(connection: Connection, one: Sealed) -> Iterator[dict[str, str]]:
    """Key and digest of every row of a table, in pages, in the order of the keys."""
    last: Any = None
    while True:
        query = _columns(one).order_by(one.key).limit(CHUNK)
        rows = connection.execute(query if last is None else query.where(one.key > last)).all()
        if not rows:
            return
        yield _digests(connection, one, rows)
        last = rows[-1][0]


def _seal(connection: Connection, one: Sealed, keys: Sequence[str]) -> None:
    numbers = [one.typed(key) for key in keys]
    found = _digests(
        connection, one, connection.execute(_columns(one).where(one.key.in_(numbers))).all()
    )
    _store(connection, one.noun, found)
    gone = [key for key in keys if key not in found]
    if gone:
        seals = table(SealRow)
        connection.execute(delete(seals).where(seals.c.noun == one.noun, seals.c.row_key.in_(gone)))


def _store(connection: Connection, noun: str, digests: Mapping[str, str]) -> None:
    rows = [{"noun": noun, "row_key": key, "digest": digest} for key, digest in digests.items()]
    if rows:
        connection.execute(_put(connection.dialect.name), rows)


def _digests(connection: Connection, one: Sealed, rows: Sequence[Any]) -> dict[str, str]:
    labels = _labels(connection, one, [row[0] for row in rows])
    return {str(row[0]): _digest([*row[1:], *labels.get(row[0], ())]) for row in rows}


def _labels(connection: Connection, one: Sealed, keys: Sequence[Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    if one.labels is not None and keys:
        columns = table(one.labels).c
        wanted = [columns[name] for name in one.label_columns]
        query = select(columns[one.owner], *wanted).where(columns[one.owner].in_(keys))
        for row in connection.execute(query):
            found[row[0]].append([str(each) for each in row[1:]])
    return {key: sorted(some) for key, some in found.items()}


def _digest(values: Sequence[Any]) -> str:
    packed = json.dumps(values, ensure_ascii=False, sort_keys=True, default=_plain)
    return hashlib.sha256(packed.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


@cache
def _columns(one: Sealed) -> Any:
    columns = table(one.row).c
    return select(one.key, *(columns[name] for name in one.columns))


@cache
def _put(dialect: str) -> Any:
    make: Callable[..., Any] = sqlite.insert if dialect == "sqlite" else postgresql.insert
    new = make(table(SealRow))
    return new.on_conflict_do_update(
        index_elements=["noun", "row_key"], set_={"digest": new.excluded.digest}
    )


_TOUCHED = text("SELECT DISTINCT noun, row_key FROM touched")
_FORGET = text("DELETE FROM touched")


def _triggers() -> Iterator[tuple[str, str, str, str]]:
    """Name, table, moment and body of each trigger on SQLite."""
    for one in SEALED:
        yield from _triggers_of(one.noun, one.noun, one.key.name, one.columns)
        if one.labels is not None:
            yield from _triggers_of(one.noun, table(one.labels).name, one.owner, one.label_columns)


def _triggers_of(
    noun: str, of: str, key: str, columns: Sequence[str]
) -> Iterator[tuple[str, str, str, str]]:
    changed = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in (*columns, key))
    names = ", ".join((*columns, key))
    yield f"seal_{of}_new", of, "INSERT", _note(noun, f"NEW.{key}")
    yield f"seal_{of}_set", of, f"UPDATE OF {names}", f"WHEN {changed} {_note(noun, f'NEW.{key}')}"
    yield f"seal_{of}_old", of, "DELETE", _note(noun, f"OLD.{key}")


def _note(noun: str, key: str) -> str:
    return f"BEGIN INSERT INTO touched VALUES ('{noun}', {key}); END"  # noqa: S608 ours


def _put_trigger(
    connection: Connection, noun: str, of: Table, *, key: str, columns: Sequence[str]
) -> None:
    """One function a table: the statement in it is planned once a connection."""
    name = f"policywatch_seal_{of.name}"
    into = f"INSERT INTO pg_temp.touched VALUES ('{noun}',"  # noqa: S608 ours
    unheard = "IF to_regclass('pg_temp.touched') IS NULL THEN RETURN NULL; END IF;"
    note = (
        f"IF TG_OP = 'DELETE' THEN {into} OLD.{key}::text); ELSE {into} NEW.{key}::text); END IF;"
    )
    body = f"BEGIN {unheard} {note} RETURN NULL; END"
    connection.execute(
        text(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
    )
    changed = " OR ".join(_differs(connection, of, each) for each in (*columns, key))
    for when, condition in (("INSERT OR DELETE", ""), ("UPDATE", f"WHEN ({changed})")):
        mark = f"{name}_{when[:6].lower()}"
        connection.execute(text(f"DROP TRIGGER IF EXISTS {mark} ON {of.name}"))
        connection.execute(
            text(
                f"CREATE TRIGGER {mark} AFTER {when} ON {of.name} FOR EACH ROW {condition}"
                f" EXECUTE FUNCTION {name}()"
            )
        )


def _differs(connection: Connection, of: Table, column: str) -> str:
    """JSON has no equality there: its text has."""
    kind = of.c[column].type.compile(connection.dialect)
    cast = "::text" if kind == "JSON" else ""
    return f"OLD.{column}{cast} IS DISTINCT FROM NEW.{column}{cast}"
