"""Sign-offs of articles and the index of their wording."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
STANDING = sa.text("withdrawn_at IS NULL")


def upgrade() -> None:
    """Create both tables; articles from before get their index when they are next looked at."""
    op.create_table(
        "sign_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("article_version_id", sa.Integer(), nullable=False),
        sa.Column("state_hash", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=False),
        sa.Column("signed_at", MOMENT, nullable=False),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)",
            name=op.f("ck_sign_off_withdrawn_by_somebody"),
        ),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_sign_off_article_id")),
        sa.ForeignKeyConstraint(
            ["article_version_id"], ["article_version.id"], name=op.f("fk_sign_off_article_version_id")
        ),
        sa.ForeignKeyConstraint(["signed_by_id"], ["user.id"], name=op.f("fk_sign_off_signed_by_id")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["user.id"], name=op.f("fk_sign_off_withdrawn_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off")),
    )
    for column in ("article_id", "article_version_id", "signed_by_id", "withdrawn_by_id"):
        op.create_index(f"ix_sign_off_{column}", "sign_off", [column], unique=False)
    op.create_index(
        "uq_sign_off_standing",
        "sign_off",
        ["article_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    op.create_table(
        "wording_score",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.CheckConstraint("value BETWEEN 0 AND 100", name=op.f("ck_wording_score_value")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_wording_score_article_id")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_wording_score")),
    )


def downgrade() -> None:
    """Drop both tables."""
    op.drop_table("wording_score")
    op.drop_table("sign_off")
