"""The slot of a deadline gets a column for each of its parts; the text that joined them stays as the row's key."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

CHANNELS = ("online", "paper")
AT_ONCE = 1000  # rows changed in one statement
DEADLINE = sa.table(
    "deadline",
    sa.column("id", sa.Integer),
    sa.column("slot", sa.String),
    sa.column("kind", sa.String),
    sa.column("actor", sa.String),
    sa.column("channel", sa.String),
    sa.column("ordinal", sa.Integer),
)


def upgrade() -> None:
    op.add_column("deadline", sa.Column("channel", sa.String(), nullable=True))
    op.add_column("deadline", sa.Column("ordinal", sa.Integer(), server_default="1", nullable=False))
    connection = op.get_bind()
    columns = DEADLINE.c
    rows = connection.execute(sa.select(columns.id, columns.slot, columns.kind, columns.actor))
    changed = list(_parted(rows))
    statement = (
        sa.update(DEADLINE)
        .where(columns.id == sa.bindparam("of_id"))
        .values(channel=sa.bindparam("of_channel"), ordinal=sa.bindparam("of_ordinal"))
    )
    for start in range(0, len(changed), AT_ONCE):
        connection.execute(statement, changed[start : start + AT_ONCE])


def _parted(rows: Any) -> Iterator[dict[str, Any]]:
    """Channel and count of those whose text has any: kind:actor:channel:batch:count; a batch may hold a colon."""
    for number, slot, kind, actor in rows:
        name, _, count = slot.rpartition(":")
        head = f"{kind}:{actor or ''}:"
        if not name.startswith(head) or not count.isdecimal():
            continue
        channel = name.removeprefix(head).partition(":")[0]
        known = channel if channel in CHANNELS else None
        if known or int(count) != 1:
            yield {"of_id": number, "of_channel": known, "of_ordinal": int(count)}


def downgrade() -> None:
    with op.batch_alter_table("deadline") as batch:
        batch.drop_column("ordinal")
        batch.drop_column("channel")
