"""The library of earlier fact-checks: our own published verdicts and those of others."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base, words
from factcheck.models.claim import Claim
from factcheck.models.verdict import Rating


class CheckOrigin(StrEnum):
    """Where an earlier fact-check comes from."""

    OWN = "own"
    IMPORTED = "imported"


class Check(Base):
    """One claim that was checked before, with the rating as its publisher gave it.

    `claim_date` is an ISO 8601 day, month or year; its length is its precision. `rating` is the step of our
    own scale that `rating_text` was mapped to, `rating_value` its place from 1 (false) to 5 (true), which
    may be known without a step. `import_key` names the check whatever is corrected in it: the same one
    imported twice is one row. A check of our own that was withdrawn stays, but answers nothing.
    """

    __tablename__ = "fact_check"
    __table_args__ = (
        CheckConstraint("rating_value BETWEEN 1 AND 5", name="rating_value"),
        CheckConstraint("(origin = 'own') = (claim_id IS NOT NULL)", name="own_has_claim"),
        Index("ix_fact_check_publisher_id", "publisher", "id"),
        Index("ix_fact_check_claimant_id", "claimant", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_text: Mapped[str] = mapped_column(Text)
    claimant: Mapped[str | None] = mapped_column(String(300))
    claim_date: Mapped[str | None] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(10))
    rating_text: Mapped[str | None] = mapped_column(String(300))
    rating_id: Mapped[int | None] = mapped_column(ForeignKey("rating.id"), index=True)
    rating_value: Mapped[int | None]
    publisher: Mapped[str | None] = mapped_column(String(200))
    site: Mapped[str | None] = mapped_column(String(300))
    title: Mapped[str | None] = mapped_column(String(500))
    url: Mapped[str | None] = mapped_column(String(2000))
    review_date: Mapped[date | None]
    summary: Mapped[str | None] = mapped_column(Text)
    origin: Mapped[CheckOrigin] = mapped_column(words(CheckOrigin, "origin"))
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"), unique=True)
    import_key: Mapped[str] = mapped_column(String(64), unique=True)
    withdrawn_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    rating: Mapped[Rating | None] = relationship()
    claim: Mapped[Claim | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
