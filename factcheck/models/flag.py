"""Sensational wording found in a version of an article, and what editors decided about it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.article import Article, ArticleVersion, Sentence
from factcheck.models.base import Base, words
from factcheck.models.user import User


class FlagKind(StrEnum):
    """Ways in which wording can be sensational."""

    FEAR_APPEAL = "fear_appeal"
    LOADED_LANGUAGE = "loaded_language"
    EXAGGERATION = "exaggeration"
    VAGUE_ATTRIBUTION = "vague_attribution"
    ANONYMOUS_SOURCE = "anonymous_source"
    EDITORIALISING = "editorialising"
    CLICKBAIT = "clickbait"


class FlagStatus(StrEnum):
    """What an editor decided about a flag."""

    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class Flag(Base):
    """Flagged words; `quoted` when they count against a speaker instead of the article."""

    __tablename__ = "flag"
    __table_args__ = (
        CheckConstraint('0 <= start AND start < "end"', name="span"),
        CheckConstraint("(status = 'open') = (decided_by_id IS NULL)", name="decided_by_somebody"),
        CheckConstraint("status <> 'dismissed' OR decision_reason IS NOT NULL", name="dismissed_with_reason"),
        Index("ix_flag_status_article_id_start", "status", "article_id", "start"),
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
    quoted: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(500))
    status: Mapped[FlagStatus] = mapped_column(words(FlagStatus, "status"))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    article: Mapped[Article] = relationship()
    article_version: Mapped[ArticleVersion] = relationship()
    sentence: Mapped[Sentence] = relationship()
    decided_by: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
