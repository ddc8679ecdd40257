"""Find earlier checks and near-duplicates, and keep what people decided about them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "match_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "library",
            sa.Enum("checks", "claims", name="library", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("term", sa.String(length=60), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.CheckConstraint("texts >= 0", name=op.f("ck_match_term_texts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_term")),
        sa.UniqueConstraint("library", "term", name=op.f("uq_match_term_library_term")),
    )
    op.create_table(
        "match_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=True),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(check_id IS NULL) <> (claim_id IS NULL)", name=op.f("ck_match_entry_one_subject")
        ),
        sa.ForeignKeyConstraint(
            ["check_id"], ["fact_check.id"], name=op.f("fk_match_entry_check_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_match_entry_claim_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_entry")),
        sa.UniqueConstraint("check_id", name=op.f("uq_match_entry_check_id")),
        sa.UniqueConstraint("claim_id", name=op.f("uq_match_entry_claim_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "match_posting",
        sa.Column("term_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("weight", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("term_id", "entry_id", "weight", name=op.f("pk_match_posting")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "match",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("likeness", sa.String(length=20), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("qualifiers", sa.JSON(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "suggested",
                "confirmed",
                "rejected",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'suggested') = (decided_at IS NULL)", name=op.f("ck_match_decided_when")
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_match_score")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_match_claim_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["check_id"], ["fact_check.id"], name=op.f("fk_match_check_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_match_decided_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match")),
        sa.UniqueConstraint("claim_id", "check_id", name=op.f("uq_match_claim_id_check_id")),
    )
    op.create_index(op.f("ix_match_check_id"), "match", ["check_id"])
    op.create_index(op.f("ix_match_decided_by_id"), "match", ["decided_by_id"])
    op.create_index("ix_match_status_claim_id", "match", ["status", "claim_id"])
    op.create_table(
        "near_duplicate",
        sa.Column("claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("kept_apart_by_id", sa.Integer(), nullable=True),
        sa.Column("kept_apart_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("leader_id <> claim_id", name=op.f("ck_near_duplicate_leader_is_another")),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_near_duplicate_score")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_near_duplicate_claim_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["leader_id"], ["claim.id"], name=op.f("fk_near_duplicate_leader_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["kept_apart_by_id"], ["user.id"], name=op.f("fk_near_duplicate_kept_apart_by_id")
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_near_duplicate")),
    )
    op.create_index(op.f("ix_near_duplicate_leader_id"), "near_duplicate", ["leader_id"])
    op.create_index(op.f("ix_near_duplicate_kept_apart_by_id"), "near_duplicate", ["kept_apart_by_id"])


def downgrade() -> None:
    for table in ("near_duplicate", "match", "match_posting", "match_entry", "match_term"):
        op.drop_table(table)
