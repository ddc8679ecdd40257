"""Corrections and withdrawals of published verdicts, with the words the public reads."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base, words
from factcheck.models.claim import Claim, ClaimStatus
from factcheck.models.user import User
from factcheck.models.verdict import Verdict


class CorrectionKind(StrEnum):
    """What becomes of a published verdict."""

    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


class Correction(Base):
    """One reopening or withdrawal of what was published; the note is public from then on.

    `verdict` is the one it is about, `replaced_by` the corrected one once that is published. `stood_at` is
    the claim's progress before, to which it returns when the reopening is abandoned.
    """

    __tablename__ = "correction"
    __table_args__ = (
        CheckConstraint("replaced_by_id <> verdict_id", name="replaced_by_another"),
        CheckConstraint("kind = 'correction' OR replaced_by_id IS NULL", name="withdrawn_for_good"),
        CheckConstraint("replaced_by_id IS NULL OR closed_at IS NOT NULL", name="closed_when_replaced"),
        # A verdict is corrected once at a time.
        Index(
            "uq_correction_claim_id_open",
            "claim_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    verdict_id: Mapped[int] = mapped_column(ForeignKey("verdict.id"), index=True)
    kind: Mapped[CorrectionKind] = mapped_column(words(CorrectionKind, "kind"))
    note: Mapped[str] = mapped_column(Text)
    stood_at: Mapped[ClaimStatus] = mapped_column(words(ClaimStatus, "stood_at"))
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("verdict.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)

    claim: Mapped[Claim] = relationship()
    verdict: Mapped[Verdict] = relationship(foreign_keys=[verdict_id])
    replaced_by: Mapped[Verdict | None] = relationship(foreign_keys=[replaced_by_id])
    opened_by: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
