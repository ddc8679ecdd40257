"""Keep the library of earlier fact-checks."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "fact_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_text", sa.Text(), nullable=False),
        sa.Column("claimant", sa.String(length=300), nullable=True),
        sa.Column("claim_date", sa.String(length=60), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("rating_text", sa.String(length=300), nullable=True),
        sa.Column("rating_id", sa.Integer(), nullable=True),
        sa.Column("rating_value", sa.Integer(), nullable=True),
        sa.Column("publisher", sa.String(length=200), nullable=True),
        sa.Column("site", sa.String(length=300), nullable=True),
        sa.Column("title", sa.String(length=500), nullable=True),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("review_date", sa.Date(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column(
            "origin",
            sa.Enum("own", "imported", name="origin", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("import_key", sa.String(length=64), nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("rating_value BETWEEN 1 AND 5", name=op.f("ck_fact_check_rating_value")),
        sa.CheckConstraint(
            "(origin = 'own') = (claim_id IS NOT NULL)", name=op.f("ck_fact_check_own_has_claim")
        ),
        sa.ForeignKeyConstraint(["rating_id"], ["rating.id"], name=op.f("fk_fact_check_rating_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_fact_check_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_check")),
        sa.UniqueConstraint("claim_id", name=op.f("uq_fact_check_claim_id")),
        sa.UniqueConstraint("import_key", name=op.f("uq_fact_check_import_key")),
    )
    op.create_index(op.f("ix_fact_check_rating_id"), "fact_check", ["rating_id"], unique=False)
    op.create_index("ix_fact_check_publisher_id", "fact_check", ["publisher", "id"], unique=False)
    op.create_index("ix_fact_check_claimant_id", "fact_check", ["claimant", "id"], unique=False)


def downgrade() -> None:
    op.drop_table("fact_check")
