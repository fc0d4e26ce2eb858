"""What the sentence of an extension says of the date that it moves gets columns; it was looked up in the sentence."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# as the reader had them when these columns came
TERM = "有效期"
EARLIER = ("提前", "缩短", "调整", "变更", "改为", "改至")
RELATION = sa.table(
    "relation",
    sa.column("relation", sa.String),
    sa.column("evidence", sa.String),
    sa.column("moves", sa.String),
    sa.column("earlier", sa.Boolean),
)


def upgrade() -> None:
    op.add_column("relation", sa.Column("moves", sa.String(), nullable=True))
    earlier: sa.Column[bool] = sa.Column(
        "earlier", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("relation", earlier)
    columns = RELATION.c
    extends = columns.relation == "extends"
    speaks_of_term = columns.evidence.contains(TERM)
    says_earlier = sa.or_(*(columns.evidence.contains(word) for word in EARLIER))
    op.execute(sa.update(RELATION).where(extends).values(moves="unsaid"))
    op.execute(sa.update(RELATION).where(extends, speaks_of_term).values(moves="term"))
    op.execute(sa.update(RELATION).where(extends, says_earlier).values(earlier=True))


def downgrade() -> None:
    with op.batch_alter_table("relation") as batch:
        batch.drop_column("earlier")
        batch.drop_column("moves")
