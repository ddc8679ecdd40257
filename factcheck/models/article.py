"""Articles, the versions of their text, and the sentences of a version."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base, words


class ArticleStatus(StrEnum):
    """Where an article stands on the desk."""

    OPEN = "open"
    ARCHIVED = "archived"


class Article(Base):
    """A piece to be checked; what is unknown of it is None."""

    __tablename__ = "article"
    __table_args__ = (
        Index("ix_article_status_created_at", "status", "created_at"),
        Index("ix_article_publisher_id", "publisher", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(500))
    url: Mapped[str | None] = mapped_column(String(2000))
    publisher: Mapped[str | None] = mapped_column(String(200))
    author: Mapped[str | None] = mapped_column(String(200))
    published: Mapped[date | None]
    language: Mapped[str] = mapped_column(String(10))
    status: Mapped[ArticleStatus] = mapped_column(words(ArticleStatus, "status"))
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    versions: Mapped[list["ArticleVersion"]] = relationship(
        back_populates="article", order_by="ArticleVersion.number"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ArticleVersion(Base):
    """One state of an article's text, never edited; all offsets point into `text`."""

    __tablename__ = "article_version"
    __table_args__ = (
        UniqueConstraint("article_id", "number"),
        CheckConstraint("number >= 1", name="number_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    content_hash: Mapped[str] = mapped_column(String(64), index=True)
    file_name: Mapped[str | None] = mapped_column(String(300))
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime]

    article: Mapped[Article] = relationship(back_populates="versions")
    sentences: Mapped[list["Sentence"]] = relationship(
        back_populates="article_version", order_by="Sentence.number"
    )


class Sentence(Base):
    """One sentence of a version: code points, end exclusive."""

    __tablename__ = "sentence"
    __table_args__ = (
        UniqueConstraint("article_version_id", "number"),
        CheckConstraint('0 <= start AND start < "end"', name="span"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_version_id: Mapped[int] = mapped_column(ForeignKey("article_version.id"))
    number: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]

    article_version: Mapped[ArticleVersion] = relationship(back_populates="sentences")
