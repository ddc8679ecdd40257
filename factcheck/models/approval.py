"""An editor's sign-off on an article, and the index of its wording as it stands."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.article import Article, ArticleVersion
from factcheck.models.base import Base
from factcheck.models.user import User


class SignOff(Base):
    """An editor's word that an article may go out as it was; at most one stands for each article.

    `state_hash` sums up text, flags and verdicts at that moment: another sum now means "changed since".
    `note` says why it was signed with points of the checklist open.
    """

    __tablename__ = "sign_off"
    __table_args__ = (
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)", name="withdrawn_by_somebody"),
        Index(
            "uq_sign_off_standing",
            "article_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    article_version_id: Mapped[int] = mapped_column(ForeignKey("article_version.id"), index=True)
    state_hash: Mapped[str] = mapped_column(String(64))
    note: Mapped[str | None] = mapped_column(Text)
    signed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    signed_at: Mapped[datetime]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    article: Mapped[Article] = relationship()
    article_version: Mapped[ArticleVersion] = relationship()
    signed_by: Mapped[User] = relationship(foreign_keys=[signed_by_id])
    withdrawn_by: Mapped[User | None] = relationship(foreign_keys=[withdrawn_by_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class WordingScore(Base):
    """The index of an article's wording, 0 to 100, kept so that averages need not read every flag."""

    __tablename__ = "wording_score"
    __table_args__ = (CheckConstraint("value BETWEEN 0 AND 100", name="value"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    value: Mapped[int]
    words: Mapped[int]
    updated_at: Mapped[datetime]
