"""The rating scale and the verdicts given with it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base, words
from factcheck.models.claim import Claim
from factcheck.models.user import User


class Rating(Base):
    """One step of the house's scale; `value` 1 (false) to 5 (true), None for ratings off the scale."""

    __tablename__ = "rating"
    __table_args__ = (CheckConstraint("value BETWEEN 1 AND 5", name="value"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    name_de: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    value: Mapped[int | None]
    position: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class VerdictOutcome(StrEnum):
    """What became of a proposed verdict."""

    PROPOSED = "proposed"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    SUPERSEDED = "superseded"


class Verdict(Base):
    """One judgement on a claim, kept for good; a new judgement is a new row."""

    __tablename__ = "verdict"
    __table_args__ = (
        UniqueConstraint("claim_id", "number"),
        CheckConstraint("second_reviewer_id <> author_id", name="four_eyes"),
        CheckConstraint(
            "outcome NOT IN ('approved', 'sent_back') OR second_reviewer_id IS NOT NULL",
            name="decided_by_second",
        ),
        CheckConstraint("outcome <> 'sent_back' OR second_note IS NOT NULL", name="sent_back_with_reason"),
        CheckConstraint("published_at IS NULL OR outcome = 'approved'", name="published_if_approved"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    number: Mapped[int]
    rating_id: Mapped[int] = mapped_column(ForeignKey("rating.id"), index=True)
    summary: Mapped[str] = mapped_column(Text)
    outcome: Mapped[VerdictOutcome] = mapped_column(words(VerdictOutcome, "outcome"))
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    decided_at: Mapped[datetime]
    second_reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    second_decided_at: Mapped[datetime | None]
    second_note: Mapped[str | None] = mapped_column(Text)
    published_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    claim: Mapped[Claim] = relationship()
    rating: Mapped[Rating] = relationship()
    author: Mapped[User] = relationship(foreign_keys=[author_id])
    second_reviewer: Mapped[User | None] = relationship(foreign_keys=[second_reviewer_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
