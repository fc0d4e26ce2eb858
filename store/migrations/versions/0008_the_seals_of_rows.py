"""A digest of each row gets a table; what stands there is sealed when all migrations ran (store/database/upgrading.py)."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seal",
        sa.Column("noun", sa.String(), nullable=False),
        sa.Column("row_key", sa.String(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("noun", "row_key", name=op.f("pk_seal")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("seal")
