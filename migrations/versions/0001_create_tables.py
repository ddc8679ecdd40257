"""Create the tables of the newsroom."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
# SQLite has no exact decimal: its amounts are kept as plain digits.
AMOUNT = sa.Numeric().with_variant(sa.String(80), "sqlite")


def upgrade() -> None:

    op.create_table(
        "login_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempt")),
    )
    op.create_index("ix_login_attempt_address_at", "login_attempt", ["address", "at"], unique=False)
    op.create_index("ix_login_attempt_name_at", "login_attempt", ["name", "at"], unique=False)
    op.create_table(
        "rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("name_de", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("value BETWEEN 1 AND 5", name=op.f("ck_rating_value")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint("key", name=op.f("uq_rating_key")),
    )
    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "checker",
                "editor",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("locale", sa.String(length=10), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name = lower(name)", name=op.f("ck_user_name_lower")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("name", name=op.f("uq_user_name")),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("publisher", sa.String(length=200), nullable=True),
        sa.Column("author", sa.String(length=200), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column(
            "status",
            sa.Enum("open", "archived", name="status", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_article_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
    )
    op.create_index(op.f("ix_article_created_by_id"), "article", ["created_by_id"], unique=False)
    op.create_index("ix_article_status_created_at", "article", ["status", "created_at"], unique=False)
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("subject_type", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_audit_event_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("previous_hash", name=op.f("uq_audit_event_previous_hash")),
    )
    op.create_index(op.f("ix_audit_event_actor_id"), "audit_event", ["actor_id"], unique=False)
    op.create_index(
        "ix_audit_event_subject_type_subject_id", "audit_event", ["subject_type", "subject_id"], unique=False
    )
    op.create_table(
        "login_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_login_session_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_session_token_hash")),
    )
    op.create_index(op.f("ix_login_session_user_id"), "login_session", ["user_id"], unique=False)
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("address_key", sa.String(length=2000), nullable=True),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("publisher", sa.String(length=200), nullable=True),
        sa.Column("author", sa.String(length=200), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "primary", "secondary", name="kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("archive_url", sa.String(length=2000), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_source_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("address_key", name=op.f("uq_source_address_key")),
    )
    op.create_index(op.f("ix_source_created_by_id"), "source", ["created_by_id"], unique=False)
    op.create_table(
        "article_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_article_version_number_from_one")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_article_version_article_id")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_article_version_created_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_version")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_article_version_article_id_number")),
    )
    op.create_index(
        op.f("ix_article_version_content_hash"), "article_version", ["content_hash"], unique=False
    )
    op.create_index(
        op.f("ix_article_version_created_by_id"), "article_version", ["created_by_id"], unique=False
    )
    op.create_table(
        "claim_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_version_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_claim_edit_actor_id")),
        sa.ForeignKeyConstraint(
            ["article_version_id"], ["article_version.id"], name=op.f("fk_claim_edit_article_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_edit")),
    )
    op.create_index(op.f("ix_claim_edit_actor_id"), "claim_edit", ["actor_id"], unique=False)
    op.create_index(
        op.f("ix_claim_edit_article_version_id"), "claim_edit", ["article_version_id"], unique=False
    )
    op.create_table(
        "sentence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_version_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_sentence_span")),
        sa.ForeignKeyConstraint(
            ["article_version_id"], ["article_version.id"], name=op.f("fk_sentence_article_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentence")),
        sa.UniqueConstraint(
            "article_version_id", "number", name=op.f("uq_sentence_article_version_id_number")
        ),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("article_version_id", sa.Integer(), nullable=False),
        sa.Column("sentence_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "statement",
                "quantity",
                "time",
                "quote",
                "attribute",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("label", sa.String(length=300), nullable=False),
        sa.Column("attribution", sa.String(length=300), nullable=True),
        sa.Column("modality", sa.JSON(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("checkworthiness", sa.Double(), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("machine", "person", name="origin", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "proposed_kind",
            sa.Enum(
                "statement",
                "quantity",
                "time",
                "quote",
                "attribute",
                name="proposed_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("proposed_start", sa.Integer(), nullable=True),
        sa.Column("proposed_end", sa.Integer(), nullable=True),
        sa.Column("proposed_label", sa.String(length=300), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "new",
                "triaged",
                "set_aside",
                "assigned",
                "in_research",
                "on_hold",
                "verdict_proposed",
                "second_review",
                "sent_back",
                "adjudication",
                "approved",
                "published",
                "corrected",
                "withdrawn",
                "duplicate",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("duplicate_of_id", sa.Integer(), nullable=True),
        sa.Column("dropped_at", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_claim_span")),
        sa.CheckConstraint("checkworthiness BETWEEN 0 AND 1", name=op.f("ck_claim_checkworthiness")),
        sa.CheckConstraint("duplicate_of_id <> id", name=op.f("ck_claim_duplicate_of_other")),
        sa.CheckConstraint(
            "proposed_start IS NULL OR (0 <= proposed_start AND proposed_start < proposed_end)",
            name=op.f("ck_claim_proposed_span"),
        ),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_claim_article_id")),
        sa.ForeignKeyConstraint(
            ["article_version_id"], ["article_version.id"], name=op.f("fk_claim_article_version_id")
        ),
        sa.ForeignKeyConstraint(["assignee_id"], ["user.id"], name=op.f("fk_claim_assignee_id")),
        sa.ForeignKeyConstraint(["duplicate_of_id"], ["claim.id"], name=op.f("fk_claim_duplicate_of_id")),
        sa.ForeignKeyConstraint(["sentence_id"], ["sentence.id"], name=op.f("fk_claim_sentence_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_claim_article_id"), "claim", ["article_id"], unique=False)
    op.create_index(
        "ix_claim_article_version_id_start", "claim", ["article_version_id", "start"], unique=False
    )
    op.create_index("ix_claim_assignee_id_status", "claim", ["assignee_id", "status"], unique=False)
    op.create_index(op.f("ix_claim_duplicate_of_id"), "claim", ["duplicate_of_id"], unique=False)
    op.create_index(op.f("ix_claim_sentence_id"), "claim", ["sentence_id"], unique=False)
    op.create_index("ix_claim_worth_id", "claim", [sa.text("coalesce(checkworthiness, -1.0) DESC"), "id"])
    op.create_index("ix_claim_status_checkworthiness", "claim", ["status", "checkworthiness"], unique=False)
    op.create_table(
        "flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("article_version_id", sa.Integer(), nullable=False),
        sa.Column("sentence_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "fear_appeal",
                "loaded_language",
                "exaggeration",
                "vague_attribution",
                "anonymous_source",
                "editorialising",
                "clickbait",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("quoted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "upheld",
                "dismissed",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'open') = (decided_by_id IS NULL)", name=op.f("ck_flag_decided_by_somebody")
        ),
        sa.CheckConstraint(
            "status <> 'dismissed' OR decision_reason IS NOT NULL", name=op.f("ck_flag_dismissed_with_reason")
        ),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_flag_span")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_flag_article_id")),
        sa.ForeignKeyConstraint(
            ["article_version_id"], ["article_version.id"], name=op.f("fk_flag_article_version_id")
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_flag_decided_by_id")),
        sa.ForeignKeyConstraint(["sentence_id"], ["sentence.id"], name=op.f("fk_flag_sentence_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_flag_article_id"), "flag", ["article_id"], unique=False)
    op.create_index(op.f("ix_flag_article_version_id"), "flag", ["article_version_id"], unique=False)
    op.create_index(op.f("ix_flag_decided_by_id"), "flag", ["decided_by_id"], unique=False)
    op.create_index(op.f("ix_flag_sentence_id"), "flag", ["sentence_id"], unique=False)
    op.create_index(
        "ix_flag_status_article_id_start", "flag", ["status", "article_id", "start"], unique=False
    )
    op.create_table(
        "claim_quantity",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("minimum", AMOUNT, nullable=True),
        sa.Column("maximum", AMOUNT, nullable=True),
        sa.Column("value", AMOUNT, nullable=True),
        sa.Column("unit", sa.String(length=200), nullable=True),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "minimum IS NOT NULL OR maximum IS NOT NULL OR value IS NOT NULL",
            name=op.f("ck_claim_quantity_some_number"),
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_quantity_claim_id")),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_claim_quantity")),
    )
    op.create_table(
        "claim_time",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=60), nullable=False),
        sa.Column("inferred", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_time_claim_id")),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_claim_time")),
    )
    op.create_index(op.f("ix_claim_time_value"), "claim_time", ["value"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column(
            "stance",
            sa.Enum(
                "supports",
                "refutes",
                "context",
                name="stance",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("accessed", sa.Date(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["user.id"], name=op.f("fk_evidence_added_by_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_evidence_claim_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_evidence_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_added_by_id"), "evidence", ["added_by_id"], unique=False)
    op.create_index("ix_evidence_claim_id_removed_at", "evidence", ["claim_id", "removed_at"], unique=False)
    op.create_index(op.f("ix_evidence_source_id"), "evidence", ["source_id"], unique=False)
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rating_id", sa.Integer(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "proposed",
                "sent_back",
                "approved",
                "superseded",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("second_reviewer_id", sa.Integer(), nullable=True),
        sa.Column("second_decided_at", MOMENT, nullable=True),
        sa.Column("second_note", sa.Text(), nullable=True),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "outcome <> 'sent_back' OR second_note IS NOT NULL", name=op.f("ck_verdict_sent_back_with_reason")
        ),
        sa.CheckConstraint(
            "outcome NOT IN ('approved', 'sent_back') OR second_reviewer_id IS NOT NULL",
            name=op.f("ck_verdict_decided_by_second"),
        ),
        sa.CheckConstraint(
            "published_at IS NULL OR outcome = 'approved'", name=op.f("ck_verdict_published_if_approved")
        ),
        sa.CheckConstraint("second_reviewer_id <> author_id", name=op.f("ck_verdict_four_eyes")),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_verdict_author_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_verdict_claim_id")),
        sa.ForeignKeyConstraint(["rating_id"], ["rating.id"], name=op.f("fk_verdict_rating_id")),
        sa.ForeignKeyConstraint(
            ["second_reviewer_id"], ["user.id"], name=op.f("fk_verdict_second_reviewer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
        sa.UniqueConstraint("claim_id", "number", name=op.f("uq_verdict_claim_id_number")),
    )
    op.create_index(op.f("ix_verdict_author_id"), "verdict", ["author_id"], unique=False)
    op.create_index(op.f("ix_verdict_rating_id"), "verdict", ["rating_id"], unique=False)
    op.create_index(op.f("ix_verdict_second_reviewer_id"), "verdict", ["second_reviewer_id"], unique=False)


def downgrade() -> None:
    op.drop_table("verdict")
    op.drop_table("evidence")
    op.drop_table("claim_time")
    op.drop_table("claim_quantity")
    op.drop_table("flag")
    op.drop_table("claim")
    op.drop_table("sentence")
    op.drop_table("claim_edit")
    op.drop_table("article_version")
    op.drop_table("source")
    op.drop_table("login_session")
    op.drop_table("audit_event")
    op.drop_table("article")
    op.drop_table("user")
    op.drop_table("rating")
    op.drop_table("login_attempt")
