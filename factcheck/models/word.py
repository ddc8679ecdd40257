"""The desk's own changes to the lists of sensational words."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base, words
from factcheck.models.flag_kind import FlagKind
from factcheck.models.user import User


class WordChange(StrEnum):
    """What a desk does to a list."""

    ADDED = "added"
    REMOVED = "removed"


class DeskWord(Base):
    """One line a desk adds to a word list, or leaves out of the shipped one.

    `words` is a pattern as in the lists, `note` why it is flagged. A change taken back stays, with
    `retired_at`.
    """

    __tablename__ = "desk_word"
    __table_args__ = (
        CheckConstraint("(retired_by_id IS NULL) = (retired_at IS NULL)", name="retired_by_somebody"),
        Index("ix_desk_word_language_kind", "language", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(10))
    kind: Mapped[FlagKind] = mapped_column(words(FlagKind, "kind"))
    change: Mapped[WordChange] = mapped_column(words(WordChange, "change"))
    words: Mapped[str] = mapped_column(String(300))
    note: Mapped[str] = mapped_column(String(300))
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime]
    retired_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    retired_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    created_by: Mapped[User] = relationship(foreign_keys=[created_by_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
