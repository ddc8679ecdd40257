"""Comments, notifications, drafts, who is here, and which acts were undone."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KINDS = ("mentioned", "replied", "resolved", "assigned", "sent_back", "decided", "changed", "deadline")


def upgrade() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("reply_to_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("edited_at", MOMENT, nullable=True),
        sa.Column("resolved_at", MOMENT, nullable=True),
        sa.Column("resolved_by_id", sa.Integer(), nullable=True),
        sa.Column("deleted_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("reply_to_id <> id", name=op.f("ck_comment_reply_to_other")),
        sa.CheckConstraint(
            "(resolved_at IS NULL) = (resolved_by_id IS NULL)", name=op.f("ck_comment_resolved_by_somebody")
        ),
        sa.CheckConstraint(
            "resolved_at IS NULL OR reply_to_id IS NULL", name=op.f("ck_comment_threads_are_resolved")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_comment_author_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_comment_claim_id")),
        sa.ForeignKeyConstraint(["reply_to_id"], ["comment.id"], name=op.f("fk_comment_reply_to_id")),
        sa.ForeignKeyConstraint(["resolved_by_id"], ["user.id"], name=op.f("fk_comment_resolved_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index("ix_comment_claim_id_id", "comment", ["claim_id", "id"])
    for column in ("author_id", "reply_to_id", "resolved_by_id"):
        op.create_index(op.f(f"ix_comment_{column}"), "comment", [column])
    op.create_table(
        "notification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("read_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_notification_claim_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["event_id"], ["audit_event.id"], name=op.f("fk_notification_event_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_notification_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
    )
    op.create_index("ix_notification_user_id_read_at_at", "notification", ["user_id", "read_at", "at"])
    op.create_index("ix_notification_user_id_at_id", "notification", ["user_id", "at", "id"])
    for column in ("claim_id", "event_id"):
        op.create_index(op.f(f"ix_notification_{column}"), "notification", [column])
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=80), nullable=False),
        sa.Column("page", sa.String(length=500), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_draft_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("user_id", "form", name=op.f("uq_draft_user_id_form")),
    )
    op.create_index("ix_draft_user_id_updated_at", "draft", ["user_id", "updated_at"])
    op.create_table(
        "presence",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_presence_claim_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_presence_user_id")),
        sa.PrimaryKeyConstraint("user_id", "claim_id", name=op.f("pk_presence")),
    )
    op.create_index("ix_presence_claim_id_seen_at", "presence", ["claim_id", "seen_at"])
    op.create_table(
        "undone_act",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("by_event_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("by_event_id > event_id", name=op.f("ck_undone_act_undone_later")),
        sa.ForeignKeyConstraint(["by_event_id"], ["audit_event.id"], name=op.f("fk_undone_act_by_event_id")),
        sa.ForeignKeyConstraint(["event_id"], ["audit_event.id"], name=op.f("fk_undone_act_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_undone_act")),
        sa.UniqueConstraint("by_event_id", name=op.f("uq_undone_act_by_event_id")),
    )


def downgrade() -> None:
    for table in ("undone_act", "presence", "draft", "notification", "comment"):
        op.drop_table(table)
