"""Desk rules, the desk's own words, and more decisions on flags: rewording, snoozing, silencing."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KINDS = (
    "fear_appeal",
    "loaded_language",
    "exaggeration",
    "vague_attribution",
    "anonymous_source",
    "editorialising",
    "clickbait",
)
STATUSES = ("open", "upheld", "dismissed")
MORE_STATUSES = (*STATUSES, "reword_asked", "reworded", "silenced")
RULE_STATUSES = ("proposed", "active", "rejected", "retired")
# How the key of a flagged word is made, as the analysis did it when this revision was written.
ENDINGS = {"de": ("ens", "es", "en", "em", "er", "e", "n", "s"), "en": ("'s", "s")}
PLAIN = str.maketrans("’‑‐", "'--")
PARTS = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*")


def upgrade() -> None:
    op.create_table(
        "rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("kind", _words("kind", KINDS), nullable=False),
        sa.Column("word", sa.String(length=120), nullable=False),
        sa.Column("quote", sa.String(length=300), nullable=False),
        sa.Column("context", sa.JSON(), nullable=False),
        sa.Column("publisher", sa.String(length=200), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("status", _words("status", RULE_STATUSES), nullable=False),
        sa.Column("dismissals", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("doubted_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'proposed') = (decided_by_id IS NULL)", name=op.f("ck_rule_decided_by_somebody")
        ),
        sa.CheckConstraint(
            "(decided_by_id IS NULL) = (decided_at IS NULL)", name=op.f("ck_rule_decided_at_a_moment")
        ),
        sa.CheckConstraint("status <> 'active' OR reason <> ''", name=op.f("ck_rule_active_with_reason")),
        sa.CheckConstraint(
            "doubted_at IS NULL OR status = 'active'", name=op.f("ck_rule_doubted_while_active")
        ),
        sa.CheckConstraint("dismissals >= 0", name=op.f("ck_rule_dismissals")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_rule_decided_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_rule_decided_by_id"), "rule", ["decided_by_id"])
    op.create_index("ix_rule_status_kind_word", "rule", ["status", "kind", "word"])
    op.create_table(
        "desk_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("kind", _words("kind", KINDS), nullable=False),
        sa.Column("change", _words("change", ("added", "removed")), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("retired_by_id", sa.Integer(), nullable=True),
        sa.Column("retired_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(retired_by_id IS NULL) = (retired_at IS NULL)", name=op.f("ck_desk_word_retired_by_somebody")
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_desk_word_created_by_id")),
        sa.ForeignKeyConstraint(["retired_by_id"], ["user.id"], name=op.f("fk_desk_word_retired_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_word")),
    )
    op.create_index(op.f("ix_desk_word_created_by_id"), "desk_word", ["created_by_id"])
    op.create_index(op.f("ix_desk_word_retired_by_id"), "desk_word", ["retired_by_id"])
    op.create_index("ix_desk_word_language_kind", "desk_word", ["language", "kind"])
    _extend_flags()


def _extend_flags() -> None:
    op.drop_index("ix_flag_status_article_id_start", "flag")
    with op.batch_alter_table("flag", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("word", sa.String(length=120), nullable=True))
        batch.add_column(sa.Column("wording", sa.String(length=500), nullable=True))
        batch.add_column(sa.Column("snoozed_until", sa.Date(), nullable=True))
        batch.add_column(sa.Column("rule_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("silenced_at", MOMENT, nullable=True))
        batch.create_foreign_key(op.f("fk_flag_rule_id"), "rule", ["rule_id"], ["id"])
        batch.drop_constraint(op.f("ck_flag_decided_by_somebody"), type_="check")
        _change_statuses(batch, MORE_STATUSES)
    _fill_words()
    with op.batch_alter_table("flag", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("word", existing_type=sa.String(length=120), nullable=False)
        batch.create_check_constraint(
            op.f("ck_flag_decided_by_somebody"),
            "(status IN ('open', 'silenced')) = (decided_by_id IS NULL)",
        )
        batch.create_check_constraint(
            op.f("ck_flag_reword_asked_with_note"), "status <> 'reword_asked' OR decision_reason IS NOT NULL"
        )
        batch.create_check_constraint(
            op.f("ck_flag_silenced_by_rule"), "status <> 'silenced' OR rule_id IS NOT NULL"
        )
        batch.create_check_constraint(
            op.f("ck_flag_silenced_at_a_moment"), "(rule_id IS NULL) = (silenced_at IS NULL)"
        )
        batch.create_check_constraint(
            op.f("ck_flag_snoozed_while_open"), "snoozed_until IS NULL OR status = 'open'"
        )
    op.create_index(op.f("ix_flag_rule_id"), "flag", ["rule_id"])
    op.create_index(
        "ix_flag_status_article_id_quoted_start", "flag", ["status", "article_id", "quoted", "start"]
    )
    for column in ("kind", "word"):
        op.create_index(
            f"ix_flag_status_quoted_{column}_article_id", "flag", ["status", "quoted", column, "article_id"]
        )
    op.create_index("ix_flag_word_kind_status", "flag", ["word", "kind", "status"])


def _fill_words() -> None:
    connection = op.get_bind()
    rows = connection.execute(
        sa.text(
            "SELECT flag.id, flag.quote, article.language FROM flag JOIN article ON article.id = article_id"
        )
    ).all()
    values = [{"id": row.id, "word": _key(row.quote, row.language)} for row in rows]
    if values:
        connection.execute(sa.text("UPDATE flag SET word = :word WHERE id = :id"), values)


def _key(quote: str, language: str) -> str:
    endings = ENDINGS.get(language, ())
    parts = [_stem(part[:40].lower().translate(PLAIN), endings) for part in PARTS.findall(quote)]
    return " ".join(parts)[:120].rstrip() or quote.strip().lower()[:120] or "-"


def _stem(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _words(name: str, members: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=40)


def _change_statuses(batch: object, after: tuple[str, ...]) -> None:
    """Exchange the CHECK on the words of the status."""
    listed = ", ".join(f"'{word}'" for word in after)
    batch.drop_constraint(op.f("ck_flag_status"), type_="check")  # type: ignore[attr-defined]
    batch.create_check_constraint(  # type: ignore[attr-defined]
        op.f("ck_flag_status"), f"status IN ({listed})"
    )


def downgrade() -> None:
    for name in ("word_kind_status", "status_quoted_word_article_id", "status_quoted_kind_article_id"):
        op.drop_index(f"ix_flag_{name}", "flag")
    op.drop_index("ix_flag_status_article_id_quoted_start", "flag")
    op.drop_index(op.f("ix_flag_rule_id"), "flag")
    # What the older tables cannot say: asked for or made better is upheld, silenced is open.
    op.execute("UPDATE flag SET status = 'upheld' WHERE status IN ('reword_asked', 'reworded')")
    op.execute("UPDATE flag SET status = 'open' WHERE status = 'silenced'")
    with op.batch_alter_table("flag", table_kwargs={"sqlite_autoincrement": True}) as batch:
        for name in (
            "reword_asked_with_note", "silenced_by_rule", "silenced_at_a_moment", "snoozed_while_open",
            "decided_by_somebody",
        ):  # fmt: skip
            batch.drop_constraint(op.f(f"ck_flag_{name}"), type_="check")
        _change_statuses(batch, STATUSES)
        batch.create_check_constraint(
            op.f("ck_flag_decided_by_somebody"), "(status = 'open') = (decided_by_id IS NULL)"
        )
        batch.drop_constraint(op.f("fk_flag_rule_id"), type_="foreignkey")
        for column in ("word", "wording", "snoozed_until", "rule_id", "silenced_at"):
            batch.drop_column(column)
    op.create_index("ix_flag_status_article_id_start", "flag", ["status", "article_id", "start"])
    op.drop_table("desk_word")
    op.drop_table("rule")
