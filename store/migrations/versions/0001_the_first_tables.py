"""The first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "address",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("listed_title", sa.String(), nullable=True),
        sa.Column("listed_on", sa.Date(), nullable=True),
        sa.Column("snapshot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("baseline", sa.Boolean(), nullable=False),
        sa.Column("entry", sa.Boolean(), nullable=False),
        sa.Column("unlisted", sa.Boolean(), nullable=False),
        sa.Column("missing_since", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=True),
        sa.Column("missing_checks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
        sa.UniqueConstraint("source_key", "address", name=op.f("uq_address_source_key")),
    )
    op.create_table(
        "damage",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("policy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "row_id", name=op.f("pk_damage")),
    )
    with op.batch_alter_table("damage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_damage_policy_id"), ["policy_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_damage_source_key"), ["source_key"], unique=False)

    op.create_table(
        "upkeep",
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=True),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("task", name=op.f("pk_upkeep")),
    )

    op.create_table(
        "log_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("change_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_head")),
    )
    op.create_table(
        "policy",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("doc_number", sa.String(), nullable=True),
        sa.Column("issuers", sa.JSON(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("region_code", sa.String(), nullable=True),
        sa.Column("province", sa.String(), nullable=True),
        sa.Column("region_level", sa.String(), nullable=True),
        sa.Column("region_name", sa.String(), nullable=True),
        sa.Column("industries", sa.JSON(), nullable=False),
        sa.Column("general", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("merged_into", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["merged_into"], ["policy.id"], name=op.f("fk_policy_merged_into_policy")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("policy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_policy_merged_into"), ["merged_into"], unique=False)
        batch_op.create_index("ix_policy_province", ["province", "id", "merged_into"], unique=False)
        batch_op.create_index("ix_policy_region", ["region_code", "id", "merged_into"], unique=False)

    op.create_table(
        "source",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("baseline_at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=True),
        sa.Column("next_check_at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=True),
        sa.Column("last_check_at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=True),
        sa.Column("last_ok_at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=True),
        sa.Column("last_status", sa.String(), nullable=True),
        sa.Column("last_reason", sa.String(), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("silent_told_at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=True),
        sa.Column("checks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_source")),
    )
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_next_check_at"), ["next_check_at"], unique=False)

    op.create_table(
        "subscriber",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_subscriber")),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("policy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("from_version", sa.Integer(), nullable=True),
        sa.Column("to_version", sa.Integer(), nullable=True),
        sa.Column("clauses", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("baseline", sa.Boolean(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("region_code", sa.String(), nullable=True),
        sa.Column("province", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_change_policy_id_policy")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index("ix_change_at", ["at", "id"], unique=False)
        batch_op.create_index("ix_change_kind", ["kind", "at", "id"], unique=False)
        batch_op.create_index("ix_change_policy", ["policy_id", "at", "id"], unique=False)
        batch_op.create_index("ix_change_province", ["province", "at", "id", "kind"], unique=False)
        batch_op.create_index("ix_change_region", ["region_code", "at", "id", "kind"], unique=False)

    op.create_table(
        "deadline",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("policy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("opens", sa.Date(), nullable=True),
        sa.Column("closes", sa.Date(), nullable=True),
        sa.Column("closes_at", sa.Time(), nullable=True),
        sa.Column("batch", sa.String(), nullable=True),
        sa.Column("actor", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("known_since", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=False),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=True),
        sa.Column("province", sa.String(), nullable=True),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_deadline_policy_id_policy")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
        sa.UniqueConstraint("policy_id", "slot", name=op.f("uq_deadline_policy_id")),
    )
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.create_index("ix_deadline_due", ["alive", "due_on", "id"], unique=False)
        batch_op.create_index("ix_deadline_kind", ["alive", "kind", "due_on", "id"], unique=False)
        batch_op.create_index("ix_deadline_province", ["alive", "province", "due_on", "id"], unique=False)
        batch_op.create_index("ix_deadline_region", ["alive", "region_code", "due_on", "id"], unique=False)

    op.create_table(
        "policy_industry",
        sa.Column("label", sa.String(), nullable=False),
        sa.Column(
            "policy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_policy_industry_policy_id_policy")),
        sa.PrimaryKeyConstraint("label", "policy_id", "region_code", name=op.f("pk_policy_industry")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("policy_industry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_policy_industry_policy_id"), ["policy_id"], unique=False)

    op.create_table(
        "policy_key",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column(
            "policy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_policy_key_policy_id_policy")),
        sa.PrimaryKeyConstraint("key", "policy_id", name=op.f("pk_policy_key")),
    )
    with op.batch_alter_table("policy_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_policy_key_policy_id"), ["policy_id"], unique=False)

    op.create_table(
        "relation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("from_policy", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("to_policy", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("doc_number", sa.String(), nullable=True),
        sa.Column("waiting_key", sa.String(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["from_policy"], ["policy.id"], name=op.f("fk_relation_from_policy_policy")),
        sa.ForeignKeyConstraint(["to_policy"], ["policy.id"], name=op.f("fk_relation_to_policy_policy")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
    )
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relation_from_policy"), ["from_policy"], unique=False)
        batch_op.create_index(batch_op.f("ix_relation_to_policy"), ["to_policy"], unique=False)
        batch_op.create_index(batch_op.f("ix_relation_waiting_key"), ["waiting_key"], unique=False)

    op.create_table(
        "snapshot",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("address_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=True),
        sa.Column("baseline", sa.Boolean(), nullable=False),
        sa.Column("reader_version", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("base_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name=op.f("fk_snapshot_address_id_address")),
        sa.ForeignKeyConstraint(["base_id"], ["snapshot.id"], name=op.f("fk_snapshot_base_id_snapshot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("snapshot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_snapshot_address_id"), ["address_id"], unique=False)
        batch_op.create_index(
            "ix_snapshot_base",
            ["base_id"],
            unique=False,
            sqlite_where=sa.text("base_id IS NOT NULL"),
            postgresql_where=sa.text("base_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_snapshot_unread",
            ["id"],
            unique=False,
            sqlite_where=sa.text("reader_version IS NULL"),
            postgresql_where=sa.text("reader_version IS NULL"),
        )

    op.create_table(
        "alert",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subscriber", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("policy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("change_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_alert_change_id_change")),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_alert_policy_id_policy")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.create_index("ix_alert_change", ["change_id", "subscriber"], unique=False)
        batch_op.create_index("ix_alert_created_at", ["created_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alert_policy_id"), ["policy_id"], unique=False)
        batch_op.create_index("ix_alert_subscriber", ["subscriber", "created_at", "id"], unique=False)

    op.create_table(
        "change_industry",
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=False),
        sa.Column(
            "change_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_change_industry_change_id_change")),
        sa.PrimaryKeyConstraint("label", "at", "change_id", "region_code", "kind", name=op.f("pk_change_industry")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "deadline_industry",
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "deadline_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadline.id"], name=op.f("fk_deadline_industry_deadline_id_deadline"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("label", "due_on", "deadline_id", "region_code", name=op.f("pk_deadline_industry")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("deadline_industry", schema=None) as batch_op:
        batch_op.create_index("ix_deadline_industry_deadline_id", ["deadline_id"], unique=False)

    op.create_table(
        "snapshot_body",
        sa.Column(
            "snapshot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_snapshot_body_snapshot_id_snapshot")),
        sa.PrimaryKeyConstraint("snapshot_id", name=op.f("pk_snapshot_body")),
    )
    op.create_table(
        "suppression",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("snapshot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("before_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("old", sa.String(), nullable=False),
        sa.Column("new", sa.String(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["before_id"], ["snapshot.id"], name=op.f("fk_suppression_before_id_snapshot")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_suppression_snapshot_id_snapshot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppression")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("suppression", schema=None) as batch_op:
        batch_op.create_index("ix_suppression_at", ["at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_suppression_before_id"), ["before_id"], unique=False)
        batch_op.create_index("ix_suppression_both", ["source_key", "rule", "at", "id"], unique=False)
        batch_op.create_index("ix_suppression_rule", ["rule", "at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_suppression_snapshot_id"), ["snapshot_id"], unique=False)
        batch_op.create_index("ix_suppression_source", ["source_key", "at", "id"], unique=False)

    op.create_table(
        "version",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("policy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("snapshot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reader_version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("base_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("on_snapshot", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["base_id"], ["version.id"], name=op.f("fk_version_base_id_version")),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_version_policy_id_policy")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_version_snapshot_id_snapshot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("version", schema=None) as batch_op:
        batch_op.create_index("ix_version_number", ["policy_id", "number"], unique=True)
        batch_op.create_index(batch_op.f("ix_version_snapshot_id"), ["snapshot_id"], unique=False)

    op.create_table(
        "delivery",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("alert_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=False),
        sa.Column("subscriber", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("digest", sa.Boolean(), nullable=False),
        sa.Column("digest_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_delivery_alert_id_alert")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("alert_id", "channel", name=op.f("uq_delivery_alert_id")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delivery_digest_id"), ["digest_id"], unique=False)
        batch_op.create_index("ix_delivery_due", ["state", "next_attempt_at", "id"], unique=False)
        batch_op.create_index("ix_delivery_state", ["state", "created_at", "alert_id"], unique=False)
        batch_op.create_index("ix_delivery_subscriber", ["subscriber", "state", "created_at", "alert_id"], unique=False)

    op.create_table(
        "sighting",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("policy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("missing_since", sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite"), nullable=True),
        sa.Column("merged_from", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["merged_from"], ["policy.id"], name=op.f("fk_sighting_merged_from_policy")),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_sighting_policy_id_policy")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_sighting_version_id_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sighting")),
        sa.UniqueConstraint("policy_id", "source_key", "address", name=op.f("uq_sighting_policy_id")),
    )
    with op.batch_alter_table("sighting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sighting_address"), ["address"], unique=False)
        batch_op.create_index(batch_op.f("ix_sighting_merged_from"), ["merged_from"], unique=False)
        batch_op.create_index(batch_op.f("ix_sighting_version_id"), ["version_id"], unique=False)


def downgrade() -> None:
    for name in ("suppression", "damage", "upkeep"):
        op.drop_table(name)
    with op.batch_alter_table("sighting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sighting_version_id"))
        batch_op.drop_index(batch_op.f("ix_sighting_merged_from"))
        batch_op.drop_index(batch_op.f("ix_sighting_address"))

    op.drop_table("sighting")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index("ix_delivery_subscriber")
        batch_op.drop_index("ix_delivery_state")
        batch_op.drop_index("ix_delivery_due")
        batch_op.drop_index(batch_op.f("ix_delivery_digest_id"))

    op.drop_table("delivery")
    with op.batch_alter_table("version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_version_snapshot_id"))
        batch_op.drop_index("ix_version_number")

    op.drop_table("version")
    op.drop_table("snapshot_body")
    with op.batch_alter_table("deadline_industry", schema=None) as batch_op:
        batch_op.drop_index("ix_deadline_industry_deadline_id")

    op.drop_table("deadline_industry")
    op.drop_table("change_industry")
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.drop_index("ix_alert_subscriber")
        batch_op.drop_index(batch_op.f("ix_alert_policy_id"))
        batch_op.drop_index("ix_alert_created_at")
        batch_op.drop_index("ix_alert_change")

    op.drop_table("alert")
    with op.batch_alter_table("snapshot", schema=None) as batch_op:
        batch_op.drop_index("ix_snapshot_base")
        batch_op.drop_index("ix_snapshot_unread")
        batch_op.drop_index(batch_op.f("ix_snapshot_address_id"))

    op.drop_table("snapshot")
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_relation_waiting_key"))
        batch_op.drop_index(batch_op.f("ix_relation_to_policy"))
        batch_op.drop_index(batch_op.f("ix_relation_from_policy"))

    op.drop_table("relation")
    with op.batch_alter_table("policy_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_policy_key_policy_id"))

    op.drop_table("policy_key")
    with op.batch_alter_table("policy_industry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_policy_industry_policy_id"))

    op.drop_table("policy_industry")
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.drop_index("ix_deadline_region")
        batch_op.drop_index("ix_deadline_province")
        batch_op.drop_index("ix_deadline_kind")
        batch_op.drop_index("ix_deadline_due")

    op.drop_table("deadline")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index("ix_change_region")
        batch_op.drop_index("ix_change_province")
        batch_op.drop_index("ix_change_policy")
        batch_op.drop_index("ix_change_kind")
        batch_op.drop_index("ix_change_at")

    op.drop_table("change")
    op.drop_table("subscriber")
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_next_check_at"))

    op.drop_table("source")
    with op.batch_alter_table("policy", schema=None) as batch_op:
        batch_op.drop_index("ix_policy_region")
        batch_op.drop_index("ix_policy_province")
        batch_op.drop_index(batch_op.f("ix_policy_merged_into"))

    op.drop_table("policy")
    op.drop_table("log_head")
    op.drop_table("address")
