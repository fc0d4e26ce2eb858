"""Brings a database to the newest revision of its tables when it is opened.

Knows Alembic, and no noun.
"""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError, ProgrammingError

from store.database import sealing
from store.database.engines import StoreError, connect, shown
from store.database.private_files import make_private
from store.database.tables import SourceRow

MIGRATIONS = Path(__file__).parents[1] / "migrations"
MIGRATION_LOCK = 7205759  # any number, the same for every process that migrates this database
_log = logging.getLogger("policywatch.store")


def upgrade(url: URL) -> None:
    """Runs the migrations that are missing, all or nothing.

    Raises StoreError where that must not be done.

    SQLite re-creates a table to alter it, which would delete every child row: foreign keys are off
    meanwhile and checked after (store/migrations/env.py), and a copy of the file is kept beside it.
    """
    if is_up_to_date(url):
        return
    engine = connect(url, begin="BEGIN IMMEDIATE", foreign_keys=False)
    try:
        with engine.connect() as connection:
            if url.get_backend_name() == "postgresql":  # two processes may start at once
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": MIGRATION_LOCK})
            _upgrade(url, connection)
            connection.commit()
    finally:
        engine.dispose()


def newest() -> str:
    """The newest revision there is: the migrations are numbered, and their files named after their
    revisions.
    """
    return max(
        file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*_*.py")
    )


def is_up_to_date(url: URL) -> bool:
    """Nothing is missing, asked in one statement: Alembic takes longer to import than most commands
    to run.
    """
    return _revisions(url) == [newest()]


def holds_a_store(url: URL) -> bool:
    """A store of ours was made there, of this release or another; changes nothing."""
    return bool(_revisions(url))


def _revisions(url: URL) -> list[str]:
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return []
    engine = connect(url, writes=False)
    try:
        with engine.connect() as connection:
            try:
                return list(connection.scalars(text("SELECT version_num FROM alembic_version")))
            except (
                OperationalError,
                ProgrammingError,
            ):  # it was never migrated, or is no database at all: see below
                return []
    finally:
        engine.dispose()


def _upgrade(url: URL, connection: Connection) -> None:
    # only needed where something is missing, and slow to import
    from alembic import command  # noqa: PLC0415 as said
    from alembic.config import Config  # noqa: PLC0415 as above
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415 as above
    from alembic.script import ScriptDirectory  # noqa: PLC0415 as above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    at, head = (
        MigrationContext.configure(connection).get_current_revision(),
        script.get_current_head(),
    )
    if at == head:
        return
    where = shown(url)
    _refuse_foreign(
        where, connection, at, known={revision.revision for revision in script.walk_revisions()}
    )
    if at is not None:
        _keep_copy(url, at)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "postgresql":
        sealing.prepare_server(connection)
    sealing.seal_all(connection)
    _log.info("database %s is at revision %s", where, head)


def _refuse_foreign(where: str, connection: Connection, at: str | None, *, known: set[Any]) -> None:
    if at is not None and at not in known:
        msg = (
            f"the database {where} was written by a newer PolicyWatch (revision {at});"
            " upgrade the program"
        )
        raise StoreError(msg)
    taken = (
        sorted(set(inspect(connection).get_table_names()) & set(SourceRow.metadata.tables))
        if at is None
        else []
    )
    if taken:
        names = ", ".join(taken)
        msg = (
            f"the database {where} holds tables of another program ({names});"
            " choose another database"
        )
        raise StoreError(msg)


def _keep_copy(url: URL, revision: str) -> None:
    if url.get_backend_name() != "sqlite" or not url.database:
        return  # PostgreSQL migrates in one transaction; its copies are the operator's
    file = Path(url.database)
    copy = file.with_name(f"{file.name}.before-{revision}")
    make_private(copy)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    _log.info("kept a copy of the database before its upgrade: %s", copy)
