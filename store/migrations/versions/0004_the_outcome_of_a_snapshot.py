"""What came of a snapshot becomes a word out of a closed set and a note; it was one text with both."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# texts that were an outcome followed by ": " and a note
PREFIXED = {
    "hidden": "hidden",
    "told after all": "told_after_all",
    "suspect": "suspect",
    "waits": "waits",
    "empty": "empty",
    "scanned": "scanned",
    "encrypted": "encrypted",
    "unsupported": "unsupported",
    "damaged": "damaged",
    "too_large": "too_large",
}
WHOLE = {
    "no document": "no_document",
    "reader failed": "reader_failed",
    "not recorded": "not_recorded",
}

SNAPSHOT = sa.table(
    "snapshot", sa.column("outcome", sa.String), sa.column("note", sa.String)
)


def upgrade() -> None:
    op.add_column("snapshot", sa.Column("note", sa.String(), server_default="", nullable=False))
    outcome = SNAPSHOT.c.outcome
    for before, now in PREFIXED.items():
        said = before + ": "
        rest = sa.func.substr(outcome, len(said) + 1)
        # the beginning is compared as it is: LIKE would take the _ of too_large for any character
        begins = sa.func.substr(outcome, 1, len(said)) == said
        op.execute(sa.update(SNAPSHOT).where(begins).values(outcome=now, note=rest))
    for before, now in WHOLE.items():
        op.execute(sa.update(SNAPSHOT).where(outcome == before).values(outcome=now))
    # what is left says how many documents were found: "3 documents"
    known = [*PREFIXED.values(), *WHOLE.values()]
    op.execute(
        sa.update(SNAPSHOT)
        .where(outcome.is_not(None), outcome.not_in(known))
        .values(outcome="documents", note=outcome)
    )


def downgrade() -> None:
    outcome, note = SNAPSHOT.c.outcome, SNAPSHOT.c.note
    for before, now in PREFIXED.items():
        text = sa.literal(before + ": ") + note
        op.execute(sa.update(SNAPSHOT).where(outcome == now).values(outcome=text))
    for before, now in WHOLE.items():
        op.execute(sa.update(SNAPSHOT).where(outcome == now).values(outcome=before))
    op.execute(sa.update(SNAPSHOT).where(outcome == "documents").values(outcome=note))
    with op.batch_alter_table("snapshot") as batch:
        batch.drop_column("note")
