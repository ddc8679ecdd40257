"""Second reviews, adjudication, holds, corrections, planning and desk settings."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
OUTCOMES = "('proposed', 'sent_back', 'disputed', 'approved', 'overruled', 'superseded')"
OUTCOMES_BEFORE = "('proposed', 'sent_back', 'approved', 'superseded')"
VERDICT_CHECKS = {
    "outcome": f"outcome IN {OUTCOMES}",
    "decided_by_second": (
        "outcome NOT IN ('approved', 'sent_back', 'disputed') "
        "OR second_reviewer_id IS NOT NULL OR adjudicator_id IS NOT NULL"
    ),
    "withdrawn_if_published": "withdrawn_at IS NULL OR published_at IS NOT NULL",
    "sealed_until_judged": "sealed = false OR outcome IN ('proposed', 'sent_back', 'superseded')",
}
VERDICT_CHECKS_BEFORE = {
    "outcome": f"outcome IN {OUTCOMES_BEFORE}",
    "decided_by_second": "outcome NOT IN ('approved', 'sent_back') OR second_reviewer_id IS NOT NULL",
}


def upgrade() -> None:
    _change_claim()
    with op.batch_alter_table("rating") as batch:
        batch.add_column(sa.Column("needs_evidence", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.execute("UPDATE rating SET needs_evidence = false WHERE key IN ('not_checkable', 'opinion')")
    _change_verdict()
    _create_settings_and_moves()
    _create_holds()
    _create_corrections_and_reviews()


def downgrade() -> None:
    for table in ("review", "correction", "hold", "claim_move", "setting"):
        op.drop_table(table)
    _change_verdict_back()
    with op.batch_alter_table("rating") as batch:
        batch.drop_column("needs_evidence")
    _change_claim_back()


def _change_claim() -> None:
    op.drop_index("ix_claim_worth_id", "claim")
    with op.batch_alter_table("claim", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("reviewer_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("priority", sa.Integer(), server_default="1", nullable=False))
        batch.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("search_note", sa.Text(), nullable=True))
        batch.add_column(sa.Column("first_published_at", MOMENT, nullable=True))
        batch.create_foreign_key(op.f("fk_claim_reviewer_id"), "user", ["reviewer_id"], ["id"])
        batch.create_check_constraint(op.f("ck_claim_priority"), "priority BETWEEN 0 AND 3")
    _index_worth()
    op.create_index(op.f("ix_claim_due_on"), "claim", ["due_on"])
    op.create_index(op.f("ix_claim_reviewer_id"), "claim", ["reviewer_id"])
    op.execute(
        """UPDATE claim SET first_published_at =
            (SELECT min(published_at) FROM verdict WHERE verdict.claim_id = claim.id)"""
    )


def _change_claim_back() -> None:
    op.drop_index("ix_claim_worth_id", "claim")
    op.drop_index(op.f("ix_claim_due_on"), "claim")
    op.drop_index(op.f("ix_claim_reviewer_id"), "claim")
    with op.batch_alter_table("claim", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_constraint(op.f("ck_claim_priority"), type_="check")
        batch.drop_constraint(op.f("fk_claim_reviewer_id"), type_="foreignkey")
        for column in ("reviewer_id", "priority", "due_on", "search_note", "first_published_at"):
            batch.drop_column(column)
    _index_worth()


def _index_worth() -> None:
    op.create_index("ix_claim_worth_id", "claim", [sa.text("coalesce(checkworthiness, -1.0) DESC"), "id"])


def _change_verdict() -> None:
    with op.batch_alter_table("verdict") as batch:
        for name in VERDICT_CHECKS_BEFORE:
            batch.drop_constraint(op.f(f"ck_verdict_{name}"), type_="check")
        batch.add_column(sa.Column("adjudicator_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("sealed", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch.add_column(sa.Column("withdrawn_at", MOMENT, nullable=True))
        batch.create_foreign_key(op.f("fk_verdict_adjudicator_id"), "user", ["adjudicator_id"], ["id"])
        for name, rule in VERDICT_CHECKS.items():
            batch.create_check_constraint(op.f(f"ck_verdict_{name}"), rule)
    op.create_index(op.f("ix_verdict_adjudicator_id"), "verdict", ["adjudicator_id"])


def _change_verdict_back() -> None:
    """Verdicts that an earlier version has no word for become what comes nearest in it."""
    op.execute("UPDATE verdict SET outcome = 'superseded' WHERE outcome = 'overruled'")
    op.execute("UPDATE verdict SET outcome = 'proposed' WHERE outcome = 'disputed'")
    op.execute(
        """UPDATE verdict SET second_reviewer_id =
            (SELECT min(other.author_id) FROM verdict other
              WHERE other.claim_id = verdict.claim_id AND other.author_id <> verdict.author_id)
            WHERE outcome = 'approved' AND second_reviewer_id IS NULL"""
    )
    op.drop_index(op.f("ix_verdict_adjudicator_id"), "verdict")
    with op.batch_alter_table("verdict") as batch:
        for name in VERDICT_CHECKS:
            batch.drop_constraint(op.f(f"ck_verdict_{name}"), type_="check")
        batch.drop_constraint(op.f("fk_verdict_adjudicator_id"), type_="foreignkey")
        for column in ("adjudicator_id", "sealed", "withdrawn_at"):
            batch.drop_column(column)
        for name, rule in VERDICT_CHECKS_BEFORE.items():
            batch.create_check_constraint(op.f(f"ck_verdict_{name}"), rule)


def _create_settings_and_moves() -> None:
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("key", name=op.f("uq_setting_key")),
    )
    op.create_table(
        "claim_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_claim_move_actor_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_move_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_move")),
    )
    op.create_index("ix_claim_move_actor_id_id", "claim_move", ["actor_id", "id"], unique=False)
    op.create_index(op.f("ix_claim_move_claim_id"), "claim_move", ["claim_id"], unique=False)


def _create_holds() -> None:
    op.create_table(
        "hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "reply",
                "source",
                "other",
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("asked_whom", sa.String(length=300), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("held_by_id", sa.Integer(), nullable=False),
        sa.Column("held_at", MOMENT, nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("reason <> 'other' OR note IS NOT NULL", name=op.f("ck_hold_other_with_reason")),
        sa.CheckConstraint(
            "reason <> 'reply' OR (asked_whom IS NOT NULL AND asked_on IS NOT NULL)",
            name=op.f("ck_hold_asked_somebody"),
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL)", name=op.f("ck_hold_ended_by_somebody")
        ),
        sa.CheckConstraint("answer IS NULL OR answered_on IS NOT NULL", name=op.f("ck_hold_answer_with_day")),
        sa.CheckConstraint("answered_on >= asked_on", name=op.f("ck_hold_answered_after_asking")),
        sa.CheckConstraint("deadline >= asked_on", name=op.f("ck_hold_deadline_after_asking")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_hold_claim_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["user.id"], name=op.f("fk_hold_ended_by_id")),
        sa.ForeignKeyConstraint(["held_by_id"], ["user.id"], name=op.f("fk_hold_held_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
    )
    op.create_index(op.f("ix_hold_claim_id"), "hold", ["claim_id"], unique=False)
    op.create_index("ix_hold_ended_at_deadline", "hold", ["ended_at", "deadline"], unique=False)
    op.create_index(op.f("ix_hold_ended_by_id"), "hold", ["ended_by_id"], unique=False)
    op.create_index(op.f("ix_hold_held_by_id"), "hold", ["held_by_id"], unique=False)
    op.create_index(
        "uq_hold_claim_id_open",
        "hold",
        ["claim_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _create_corrections_and_reviews() -> None:
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("verdict_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "correction", "withdrawal", name="kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column(
            "stood_at",
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
                name="stood_at",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind = 'correction' OR replaced_by_id IS NULL", name=op.f("ck_correction_withdrawn_for_good")
        ),
        sa.CheckConstraint("replaced_by_id <> verdict_id", name=op.f("ck_correction_replaced_by_another")),
        sa.CheckConstraint(
            "replaced_by_id IS NULL OR closed_at IS NOT NULL", name=op.f("ck_correction_closed_when_replaced")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_correction_claim_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["user.id"], name=op.f("fk_correction_opened_by_id")),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"], ["verdict.id"], name=op.f("fk_correction_replaced_by_id")
        ),
        sa.ForeignKeyConstraint(["verdict_id"], ["verdict.id"], name=op.f("fk_correction_verdict_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index(op.f("ix_correction_claim_id"), "correction", ["claim_id"], unique=False)
    op.create_index(op.f("ix_correction_opened_by_id"), "correction", ["opened_by_id"], unique=False)
    op.create_index(op.f("ix_correction_replaced_by_id"), "correction", ["replaced_by_id"], unique=False)
    op.create_index(op.f("ix_correction_verdict_id"), "correction", ["verdict_id"], unique=False)
    op.create_index(
        "uq_correction_claim_id_open",
        "correction",
        ["claim_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )

    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("verdict_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column(
            "opinion",
            sa.Enum(
                "agreed",
                "disagreed",
                "sent_back",
                name="opinion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("rating_id", sa.Integer(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("adjudicator_id", sa.Integer(), nullable=True),
        sa.Column(
            "ruling",
            sa.Enum(
                "first",
                "second",
                "third",
                "sent_back",
                name="ruling",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("ruling_note", sa.Text(), nullable=True),
        sa.Column("ruled_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(rating_id IS NULL) = (opinion = 'sent_back')", name=op.f("ck_review_rated_unless_sent_back")
        ),
        sa.CheckConstraint(
            "opinion <> 'disagreed' OR summary IS NOT NULL", name=op.f("ck_review_disagreed_with_summary")
        ),
        sa.CheckConstraint(
            "ruling <> 'sent_back' OR ruling_note IS NOT NULL", name=op.f("ck_review_ruled_back_with_reason")
        ),
        sa.CheckConstraint(
            "ruling IS NULL OR opinion = 'disagreed'", name=op.f("ck_review_ruled_on_disagreement")
        ),
        sa.CheckConstraint(
            "(ruling IS NULL) = (adjudicator_id IS NULL)", name=op.f("ck_review_ruled_by_somebody")
        ),
        sa.CheckConstraint("adjudicator_id <> reviewer_id", name=op.f("ck_review_third_person")),
        sa.ForeignKeyConstraint(["adjudicator_id"], ["user.id"], name=op.f("fk_review_adjudicator_id")),
        sa.ForeignKeyConstraint(["rating_id"], ["rating.id"], name=op.f("fk_review_rating_id")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["user.id"], name=op.f("fk_review_reviewer_id")),
        sa.ForeignKeyConstraint(["verdict_id"], ["verdict.id"], name=op.f("fk_review_verdict_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("verdict_id", name=op.f("uq_review_verdict_id")),
    )
    op.create_index(op.f("ix_review_adjudicator_id"), "review", ["adjudicator_id"], unique=False)
    op.create_index(op.f("ix_review_rating_id"), "review", ["rating_id"], unique=False)
    op.create_index(op.f("ix_review_reviewer_id"), "review", ["reviewer_id"], unique=False)
