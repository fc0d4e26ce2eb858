"""What an entry of the log says becomes data, put into words when it is shown; entries of before keep their text."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # `summary` stays, NOT NULL: the hashes of older entries cover it, and SQLite would re-create the log to loosen it
    op.add_column("change", sa.Column("said", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    op.drop_column("change", "said")
