"""Second looks at proposed verdicts, and what a third person made of a disagreement."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base, words
from factcheck.models.user import User
from factcheck.models.verdict import Rating, Verdict


class Opinion(StrEnum):
    """What the second person made of a proposed verdict."""

    AGREED = "agreed"
    DISAGREED = "disagreed"
    SENT_BACK = "sent_back"


class Ruling(StrEnum):
    """What a third person made of two verdicts that differ."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    SENT_BACK = "sent_back"


class Review(Base):
    """The second look at one verdict: an opinion, the second person's own rating, perhaps a ruling on both.

    `blind` says that the second person had not seen the first verdict. Who only agrees has the first
    person's rating; who sends back has none.
    """

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("(rating_id IS NULL) = (opinion = 'sent_back')", name="rated_unless_sent_back"),
        CheckConstraint("opinion <> 'disagreed' OR summary IS NOT NULL", name="disagreed_with_summary"),
        CheckConstraint("adjudicator_id <> reviewer_id", name="third_person"),
        CheckConstraint("(ruling IS NULL) = (adjudicator_id IS NULL)", name="ruled_by_somebody"),
        CheckConstraint("ruling IS NULL OR opinion = 'disagreed'", name="ruled_on_disagreement"),
        CheckConstraint("ruling <> 'sent_back' OR ruling_note IS NOT NULL", name="ruled_back_with_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    verdict_id: Mapped[int] = mapped_column(ForeignKey("verdict.id"), unique=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    opinion: Mapped[Opinion] = mapped_column(words(Opinion, "opinion"))
    blind: Mapped[bool]
    rating_id: Mapped[int | None] = mapped_column(ForeignKey("rating.id"), index=True)
    summary: Mapped[str | None] = mapped_column(Text)
    decided_at: Mapped[datetime]
    adjudicator_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    ruling: Mapped[Ruling | None] = mapped_column(words(Ruling, "ruling"))
    ruling_note: Mapped[str | None] = mapped_column(Text)
    ruled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    verdict: Mapped[Verdict] = relationship()
    reviewer: Mapped[User] = relationship(foreign_keys=[reviewer_id])
    rating: Mapped[Rating | None] = relationship()
    adjudicator: Mapped[User | None] = relationship(foreign_keys=[adjudicator_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
