"""Other people's words for ratings, and the step of our scale that each means."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base
from factcheck.models.verdict import Rating


class RatingWord(Base):
    """What a publisher's word for a rating means here; an empty publisher is everybody.

    `key` is the word without case and marks. Without a rating the word means none of our steps, which
    somebody decided: it is not asked for again.
    """

    __tablename__ = "rating_word"
    __table_args__ = (UniqueConstraint("publisher", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    publisher: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(300))
    word: Mapped[str] = mapped_column(String(300))
    rating_id: Mapped[int | None] = mapped_column(ForeignKey("rating.id"), index=True)
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    decided_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    rating: Mapped[Rating | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
