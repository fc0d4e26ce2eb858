"""Runs the migrations on the connection that store/database/opening.py gives; they are never run by hand."""

from alembic import context
from sqlalchemy import text

import store.database.tables  # noqa: F401 it fills the metadata
from store.database.columns import metadata

connection = context.config.attributes.get("connection")
if connection is None:
    msg = "migrations run when the store is opened; for a new one see CONTRIBUTING.md"
    raise SystemExit(msg)

sqlite = connection.dialect.name == "sqlite"


def ours(_object: object, name: str | None, kind: str, _reflected: bool, _compare: object) -> bool:
    """Full-text tables are made by hand in their own migration: autogenerate must not drop them."""
    return not (kind == "table" and (name or "").startswith("search"))


# render_as_batch: SQLite alters a table only by making it anew
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=sqlite,
    include_object=ours,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
    if sqlite and (orphans := connection.execute(text("PRAGMA foreign_key_check")).fetchall()):
        msg = f"a migration left rows without their parent: {orphans[:5]!r}"
        raise RuntimeError(msg)
