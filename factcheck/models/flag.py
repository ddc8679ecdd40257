"""Sensational wording found in a version of an article, and what editors decided about it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.article import Article, ArticleVersion, Sentence
from factcheck.models.base import Base, words
from factcheck.models.flag_kind import FlagKind
from factcheck.models.rule import Rule
from factcheck.models.user import User


class FlagStatus(StrEnum):
    """What was decided about a flag: by an editor, or by a desk rule (silenced)."""

    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    REWORD_ASKED = "reword_asked"
    REWORDED = "reworded"
    SILENCED = "silenced"


class Flag(Base):
    """Flagged words; `quoted` when they count against a speaker instead of the article.

    `word` is the same for all forms of a word (`analysis.flag_words`). `decision_reason` is why the flag was
    dismissed or what the author was asked. A flag put off until `snoozed_until` is open and comes back on
    that day. `rule_id` names the desk rule that silenced it; where an editor has decided otherwise since,
    it stays, for the rule's precision is counted by it, and no rule silences the flag again.
    """

    __tablename__ = "flag"
    __table_args__ = (
        CheckConstraint('0 <= start AND start < "end"', name="span"),
        CheckConstraint(
            "(status IN ('open', 'silenced')) = (decided_by_id IS NULL)", name="decided_by_somebody"
        ),
        CheckConstraint("status <> 'dismissed' OR decision_reason IS NOT NULL", name="dismissed_with_reason"),
        CheckConstraint(
            "status <> 'reword_asked' OR decision_reason IS NOT NULL", name="reword_asked_with_note"
        ),
        CheckConstraint("status <> 'silenced' OR rule_id IS NOT NULL", name="silenced_by_rule"),
        CheckConstraint("(rule_id IS NULL) = (silenced_at IS NULL)", name="silenced_at_a_moment"),
        CheckConstraint("snoozed_until IS NULL OR status = 'open'", name="snoozed_while_open"),
        Index("ix_flag_status_article_id_quoted_start", "status", "article_id", "quoted", "start"),
        Index("ix_flag_status_quoted_kind_article_id", "status", "quoted", "kind", "article_id"),
        Index("ix_flag_status_quoted_word_article_id", "status", "quoted", "word", "article_id"),
        Index("ix_flag_word_kind_status", "word", "kind", "status"),
        # As for claims: the log may know the id of a flag that is gone.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    article_version_id: Mapped[int] = mapped_column(ForeignKey("article_version.id"), index=True)
    sentence_id: Mapped[int] = mapped_column(ForeignKey("sentence.id"), index=True)
    kind: Mapped[FlagKind] = mapped_column(words(FlagKind, "kind"))
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)
    word: Mapped[str] = mapped_column(String(120))
    quoted: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(500))
    status: Mapped[FlagStatus] = mapped_column(words(FlagStatus, "status"))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[str | None] = mapped_column(Text)
    wording: Mapped[str | None] = mapped_column(String(500))
    snoozed_until: Mapped[date | None]
    rule_id: Mapped[int | None] = mapped_column(ForeignKey("rule.id"), index=True)
    silenced_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    article: Mapped[Article] = relationship()
    article_version: Mapped[ArticleVersion] = relationship()
    sentence: Mapped[Sentence] = relationship()
    decided_by: Mapped[User | None] = relationship()
    rule: Mapped[Rule | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
