"""Bring in other people's fact-checks, give their words for ratings a meaning, know who claims what."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "claimant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("person", "outlet", name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("merged_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("merged_into_id <> id", name=op.f("ck_claimant_merged_into_other")),
        sa.CheckConstraint(
            "merged_into_id IS NOT NULL OR merged_by_id IS NULL", name=op.f("ck_claimant_merged_by_somebody")
        ),
        sa.ForeignKeyConstraint(["merged_by_id"], ["user.id"], name=op.f("fk_claimant_merged_by_id")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["claimant.id"], name=op.f("fk_claimant_merged_into_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claimant")),
        sa.UniqueConstraint("kind", "name", name=op.f("uq_claimant_kind_name")),
    )
    op.create_index("ix_claimant_kind_key_id", "claimant", ["kind", "key", "id"], unique=False)
    op.create_index(op.f("ix_claimant_merged_by_id"), "claimant", ["merged_by_id"], unique=False)
    op.create_index(op.f("ix_claimant_merged_into_id"), "claimant", ["merged_into_id"], unique=False)
    op.create_table(
        "rating_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publisher", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("word", sa.String(length=300), nullable=False),
        sa.Column("rating_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_rating_word_decided_by_id")),
        sa.ForeignKeyConstraint(["rating_id"], ["rating.id"], name=op.f("fk_rating_word_rating_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_word")),
        sa.UniqueConstraint("publisher", "key", name=op.f("uq_rating_word_publisher_key")),
    )
    op.create_index(op.f("ix_rating_word_decided_by_id"), "rating_word", ["decided_by_id"], unique=False)
    op.create_index(op.f("ix_rating_word_rating_id"), "rating_word", ["rating_id"], unique=False)
    op.create_table(
        "check_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "added >= 0 AND changed >= 0 AND unchanged >= 0", name=op.f("ck_check_import_stored")
        ),
        sa.CheckConstraint("skipped >= 0 AND failed >= 0", name=op.f("ck_check_import_not_stored")),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_check_import_created_by_id")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_check_import_job_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_import")),
    )
    op.create_index(op.f("ix_check_import_created_by_id"), "check_import", ["created_by_id"], unique=False)
    op.create_index(op.f("ix_check_import_job_id"), "check_import", ["job_id"], unique=False)
    op.create_table(
        "check_import_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("check_import_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "failed",
                "skipped",
                "changed",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("problem", sa.String(length=300), nullable=True),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("fact_check_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["check_import_id"], ["check_import.id"], name=op.f("fk_check_import_line_check_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["fact_check_id"], ["fact_check.id"], name=op.f("fk_check_import_line_fact_check_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_import_line")),
    )
    op.create_index(
        "ix_check_import_line_check_import_id_id",
        "check_import_line",
        ["check_import_id", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_check_import_line_fact_check_id"), "check_import_line", ["fact_check_id"], unique=False
    )
    op.create_index("ix_article_publisher_id", "article", ["publisher", "id"], unique=False)
    op.create_index("ix_claim_attribution_id", "claim", ["attribution", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_claim_attribution_id", table_name="claim")
    op.drop_index("ix_article_publisher_id", table_name="article")
    for table in ("check_import_line", "check_import", "rating_word", "claimant"):
        op.drop_table(table)
