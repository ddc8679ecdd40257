"""Keep copies of sources, and where quotations stand in them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def words(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    with op.batch_alter_table("source") as batch:
        batch.add_column(sa.Column("language", sa.String(length=10), nullable=True))
        batch.add_column(sa.Column("licence", sa.String(length=200), nullable=True))
        batch.add_column(sa.Column("interests", sa.Text(), nullable=True))
        batch.add_column(sa.Column("kept_at", MOMENT, nullable=True))
        batch.add_column(sa.Column("content_hash", sa.String(length=64), nullable=True))
        batch.add_column(
            sa.Column(
                "condition", words("condition", "same", "changed", "gone", "unreachable"), nullable=True
            )
        )
        batch.add_column(sa.Column("checked_at", MOMENT, nullable=True))
        batch.add_column(sa.Column("job_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_source_job_id"), "job", ["job_id"], ["id"])
        batch.create_index(op.f("ix_source_job_id"), ["job_id"], unique=False)
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("origin", words("origin", "fetched", "uploaded", "pasted"), nullable=False),
        sa.Column("address", sa.String(length=4096), nullable=True),
        sa.Column("file_name", sa.String(length=300), nullable=True),
        sa.Column("content_type", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=True),
        sa.Column("characters", sa.Integer(), nullable=True),
        sa.Column("robots", words("robots", "allowed", "disallowed", "unknown"), nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "(text_hash IS NULL) = (characters IS NULL)", name=op.f("ck_snapshot_text_has_length")
        ),
        sa.CheckConstraint("size >= 0", name=op.f("ck_snapshot_size")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_snapshot_source_id")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["user.id"], name=op.f("fk_snapshot_taken_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
    )
    op.create_index("ix_snapshot_source_id_id", "snapshot", ["source_id", "id"], unique=False)
    op.create_index(op.f("ix_snapshot_taken_by_id"), "snapshot", ["taken_by_id"], unique=False)
    op.create_table(
        "quote_check",
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("outcome", words("outcome", "exact", "close", "missing"), nullable=False),
        sa.Column("likeness", sa.Double(), nullable=False),
        sa.Column("context", sa.Text(), nullable=True),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("differing", sa.JSON(), nullable=False),
        sa.Column("checked_at", MOMENT, nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_by_id IS NULL)", name=op.f("ck_quote_check_answered_by_somebody")
        ),
        sa.CheckConstraint("likeness >= 0 AND likeness <= 100", name=op.f("ck_quote_check_likeness")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["user.id"], name=op.f("fk_quote_check_answered_by_id")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_quote_check_evidence_id")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_quote_check_snapshot_id")),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_quote_check")),
    )
    op.create_index(op.f("ix_quote_check_answered_by_id"), "quote_check", ["answered_by_id"], unique=False)
    op.create_index(op.f("ix_quote_check_snapshot_id"), "quote_check", ["snapshot_id"], unique=False)


def downgrade() -> None:
    op.drop_table("quote_check")
    op.drop_table("snapshot")
    with op.batch_alter_table("source") as batch:
        batch.drop_index(op.f("ix_source_job_id"))
        batch.drop_constraint(op.f("fk_source_job_id"), type_="foreignkey")
        batch.drop_constraint(op.f("ck_source_condition"), type_="check")
        for column in (
            "job_id", "checked_at", "condition", "content_hash", "kept_at", "interests", "licence",
            "language",
        ):  # fmt: skip
            batch.drop_column(column)
