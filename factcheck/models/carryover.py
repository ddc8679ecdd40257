"""Claims of a text that was corrected: what became of each in the new version, and who decided it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.article import ArticleVersion
from factcheck.models.base import Base, words
from factcheck.models.claim import Claim
from factcheck.models.user import User


class Fate(StrEnum):
    """How a claim was found again in the new text."""

    EXACT = "exact"
    CHANGED = "changed"
    GONE = "gone"


class CarryDecision(StrEnum):
    """What was done with a claim; `superseded` when a still newer text came before anybody decided."""

    CARRIED = "carried"
    RENEWED = "renewed"
    LEFT = "left"
    SUPERSEDED = "superseded"


class Carryover(Base):
    """One claim on its way from one version of a text to another.

    `start`, `end` and `quote` are its place in the new text, None where nothing came in its place. Exact
    ones are carried at once; the others wait for a decision. `before` and `after` are the claim's shape and
    version as they were and as they became, for the old version's page and for undoing the decision.
    """

    __tablename__ = "carryover"
    __table_args__ = (
        UniqueConstraint("claim_id", "to_version_id"),
        CheckConstraint('(start IS NULL) = ("end" IS NULL)', name="whole_place"),
        CheckConstraint('0 <= start AND start < "end"', name="span"),
        CheckConstraint("(fate = 'gone') = (start IS NULL)", name="gone_nowhere"),
        CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided_at_a_time"),
        CheckConstraint(
            "decision NOT IN ('carried', 'renewed') OR start IS NOT NULL", name="carried_somewhere"
        ),
        CheckConstraint("from_version_id <> to_version_id", name="to_another"),
        Index("ix_carryover_to_version_id_decision", "to_version_id", "decision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    from_version_id: Mapped[int] = mapped_column(ForeignKey("article_version.id"), index=True)
    to_version_id: Mapped[int] = mapped_column(ForeignKey("article_version.id"))
    fate: Mapped[Fate] = mapped_column(words(Fate, "fate"))
    start: Mapped[int | None]
    end: Mapped[int | None]
    quote: Mapped[str | None] = mapped_column(Text)
    differences: Mapped[list[Any]] = mapped_column(default=list)
    around: Mapped[bool] = mapped_column(default=False)
    decision: Mapped[CarryDecision | None] = mapped_column(words(CarryDecision, "decision"))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    decided_at: Mapped[datetime | None]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any] | None]
    new_claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)

    claim: Mapped[Claim] = relationship(foreign_keys=[claim_id])
    new_claim: Mapped[Claim | None] = relationship(foreign_keys=[new_claim_id])
    from_version: Mapped[ArticleVersion] = relationship(foreign_keys=[from_version_id])
    to_version: Mapped[ArticleVersion] = relationship(foreign_keys=[to_version_id])
    decided_by: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
