"""The rating scale and the verdicts given with it."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base, words
from factcheck.models.claim import Claim
from factcheck.models.user import User

if TYPE_CHECKING:  # it refers to verdicts itself
    from factcheck.models.bare_verdict import BareVerdict


class Rating(Base):
    """One step of the house's scale; `value` 1 (false) to 5 (true), None for ratings off the scale.

    `needs_evidence` is False for what no source can settle, such as an opinion.
    """

    __tablename__ = "rating"
    __table_args__ = (CheckConstraint("value BETWEEN 1 AND 5", name="value"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    name_de: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    value: Mapped[int | None]
    position: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)
    needs_evidence: Mapped[bool] = mapped_column(default=True, server_default=true())
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class VerdictOutcome(StrEnum):
    """What became of a proposed verdict."""

    PROPOSED = "proposed"
    SENT_BACK = "sent_back"
    DISPUTED = "disputed"
    APPROVED = "approved"
    OVERRULED = "overruled"
    SUPERSEDED = "superseded"


class Verdict(Base):
    """One judgement on a claim, kept for good; a new judgement is a new row.

    A `sealed` one is seen by its author alone, until the second person has judged without knowing it.
    `adjudicator` is the third person who decided between two that differed, perhaps by a verdict of their
    own. A verdict is public from `published_at` until `withdrawn_at`, or until a later one goes out.
    """

    __tablename__ = "verdict"
    __table_args__ = (
        UniqueConstraint("claim_id", "number"),
        CheckConstraint("second_reviewer_id <> author_id", name="four_eyes"),
        CheckConstraint(
            "outcome NOT IN ('approved', 'sent_back', 'disputed') "
            "OR second_reviewer_id IS NOT NULL OR adjudicator_id IS NOT NULL",
            name="decided_by_second",
        ),
        CheckConstraint("outcome <> 'sent_back' OR second_note IS NOT NULL", name="sent_back_with_reason"),
        CheckConstraint("published_at IS NULL OR outcome = 'approved'", name="published_if_approved"),
        CheckConstraint("withdrawn_at IS NULL OR published_at IS NOT NULL", name="withdrawn_if_published"),
        # Once two have judged there is nothing left to hide.
        CheckConstraint(
            "sealed = false OR outcome IN ('proposed', 'sent_back', 'superseded')", name="sealed_until_judged"
        ),
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
    adjudicator_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    sealed: Mapped[bool] = mapped_column(default=False, server_default=false())
    published_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    claim: Mapped[Claim] = relationship()
    rating: Mapped[Rating] = relationship()
    author: Mapped[User] = relationship(foreign_keys=[author_id])
    second_reviewer: Mapped[User | None] = relationship(foreign_keys=[second_reviewer_id])
    adjudicator: Mapped[User | None] = relationship(foreign_keys=[adjudicator_id])
    bare: Mapped["BareVerdict | None"] = relationship(viewonly=True)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
