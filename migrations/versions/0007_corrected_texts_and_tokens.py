"""Claims carried over to corrected texts, and tokens for programs."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.add_column("claim", sa.Column("text_changed_at", MOMENT, nullable=True))
    op.create_table(
        "token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("beginning", sa.String(length=12), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("last_used_at", MOMENT, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("minute", MOMENT, nullable=True),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_token_named")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_token_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_token_token_hash")),
    )
    op.create_index(op.f("ix_token_user_id"), "token", ["user_id"])
    op.create_table(
        "carryover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("from_version_id", sa.Integer(), nullable=False),
        sa.Column("to_version_id", sa.Integer(), nullable=False),
        sa.Column("fate", words("fate", "exact", "changed", "gone"), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("differences", sa.JSON(), nullable=False),
        sa.Column("around", sa.Boolean(), nullable=False),
        sa.Column("decision", words("decision", "carried", "renewed", "left", "superseded"), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("new_claim_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint('(start IS NULL) = ("end" IS NULL)', name=op.f("ck_carryover_whole_place")),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_carryover_span")),
        sa.CheckConstraint("(fate = 'gone') = (start IS NULL)", name=op.f("ck_carryover_gone_nowhere")),
        sa.CheckConstraint(
            "(decision IS NULL) = (decided_at IS NULL)", name=op.f("ck_carryover_decided_at_a_time")
        ),
        sa.CheckConstraint(
            "decision NOT IN ('carried', 'renewed') OR start IS NOT NULL",
            name=op.f("ck_carryover_carried_somewhere"),
        ),
        sa.CheckConstraint("from_version_id <> to_version_id", name=op.f("ck_carryover_to_another")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_carryover_claim_id")),
        sa.ForeignKeyConstraint(
            ["from_version_id"], ["article_version.id"], name=op.f("fk_carryover_from_version_id")
        ),
        sa.ForeignKeyConstraint(
            ["to_version_id"], ["article_version.id"], name=op.f("fk_carryover_to_version_id")
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_carryover_decided_by_id")),
        sa.ForeignKeyConstraint(["new_claim_id"], ["claim.id"], name=op.f("fk_carryover_new_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carryover")),
        sa.UniqueConstraint("claim_id", "to_version_id", name=op.f("uq_carryover_claim_id_to_version_id")),
    )
    for column in ("decided_by_id", "from_version_id", "new_claim_id"):
        op.create_index(op.f(f"ix_carryover_{column}"), "carryover", [column])
    op.create_index("ix_carryover_to_version_id_decision", "carryover", ["to_version_id", "decision"])


def downgrade() -> None:
    op.drop_table("carryover")
    op.drop_table("token")
    op.drop_column("claim", "text_changed_at")
