"""Full-text search: made by hand, because each database has its own kind of index. See store/lists/full_text.py."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "search_document",
        sa.Column("policy_id", number, sa.ForeignKey("policy.id"), primary_key=True, autoincrement=False),
        sa.Column("version_id", number, nullable=False, server_default="0"),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
    if sqlite:
        # contentless: the text lies in search_document; detail=none: which documents, not where
        op.execute("CREATE VIRTUAL TABLE search_gram USING fts5(grams, content='', detail=none, columnsize=0)")
    else:
        op.execute("ALTER TABLE search_document ADD COLUMN grams tsvector NOT NULL")
        # what was indexed last is searched without the index: 256 KB of it, not 4 MB, keep that to milliseconds
        op.execute("CREATE INDEX ix_search_document_grams ON search_document USING gin (grams) WITH (gin_pending_list_limit = 256)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_gram")
    op.drop_table("search_document")
