"""Times during which work on a claim waits for somebody outside, and the right of reply."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base, words
from factcheck.models.claim import Claim
from factcheck.models.user import User


class HoldReason(StrEnum):
    """What a claim waits for."""

    REPLY = "reply"
    SOURCE = "source"
    OTHER = "other"


class Hold(Base):
    """One time of waiting; the right of reply is asked, granted until a day, and answered or not.

    `asked_whom` to `answer` are about the reply; they can be filled in while the claim waits and after.
    """

    __tablename__ = "hold"
    __table_args__ = (
        CheckConstraint(
            "reason <> 'reply' OR (asked_whom IS NOT NULL AND asked_on IS NOT NULL)", name="asked_somebody"
        ),
        CheckConstraint("reason <> 'other' OR note IS NOT NULL", name="other_with_reason"),
        CheckConstraint("deadline >= asked_on", name="deadline_after_asking"),
        CheckConstraint("answered_on >= asked_on", name="answered_after_asking"),
        CheckConstraint("answer IS NULL OR answered_on IS NOT NULL", name="answer_with_day"),
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended_by_somebody"),
        # A claim waits for one thing at a time.
        Index(
            "uq_hold_claim_id_open",
            "claim_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_hold_ended_at_deadline", "ended_at", "deadline"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    reason: Mapped[HoldReason] = mapped_column(words(HoldReason, "reason"))
    note: Mapped[str | None] = mapped_column(Text)
    asked_whom: Mapped[str | None] = mapped_column(String(300))
    asked_on: Mapped[date | None]
    deadline: Mapped[date | None]
    answered_on: Mapped[date | None]
    answer: Mapped[str | None] = mapped_column(Text)
    held_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    held_at: Mapped[datetime]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    claim: Mapped[Claim] = relationship(back_populates="holds")
    held_by: Mapped[User] = relationship(foreign_keys=[held_by_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
