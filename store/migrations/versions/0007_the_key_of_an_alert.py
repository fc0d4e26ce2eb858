"""What tells an alert from others of this store gets a column: ids follow from content. Ids of before were the keys."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("alert", sa.Column("key", sa.String(), server_default="", nullable=False))
    op.execute("UPDATE alert SET key = id")
    op.create_index("ix_alert_key", "alert", ["key"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_alert_key", "alert")
    with op.batch_alter_table("alert") as batch:
        batch.drop_column("key")
