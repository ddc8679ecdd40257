"""Saved views, bulk acts, client-made ids, verdicts by key, shortcuts, and the index of full-text search."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KINDS = ("claim", "article", "evidence", "verdict")
TABLES = ("search_posting", "bare_verdict", "sent_act", "bulk_act", "saved_view")


def upgrade() -> None:
    with op.batch_alter_table("user") as batch:
        batch.add_column(sa.Column("shortcuts", sa.JSON(), nullable=True))
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_saved_view_named")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_saved_view_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
    )
    op.create_index("ix_saved_view_owner_id_removed_at", "saved_view", ["owner_id", "removed_at"])
    op.create_index("ix_saved_view_is_shared_removed_at", "saved_view", ["is_shared", "removed_at"])
    op.create_table(
        "bulk_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_bulk_act_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_act")),
    )
    op.create_index(op.f("ix_bulk_act_actor_id"), "bulk_act", ["actor_id"])
    op.create_table(
        "sent_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=80), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("client_id <> ''", name=op.f("ck_sent_act_client_id_given")),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_sent_act_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_act")),
        sa.UniqueConstraint("actor_id", "client_id", name=op.f("uq_sent_act_actor_id_client_id")),
    )
    op.create_index(op.f("ix_sent_act_at"), "sent_act", ["at"])
    op.create_table(
        "bare_verdict",
        sa.Column("verdict_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["verdict_id"], ["verdict.id"], name=op.f("fk_bare_verdict_verdict_id")),
        sa.PrimaryKeyConstraint("verdict_id", name=op.f("pk_bare_verdict")),
    )
    op.create_table(
        "search_posting",
        sa.Column("term", sa.String(length=80), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("term", "kind", "row_id", name=op.f("pk_search_posting")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_search_posting_kind_row_id", "search_posting", ["kind", "row_id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    with op.batch_alter_table("user") as batch:
        batch.drop_column("shortcuts")
