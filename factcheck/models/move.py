"""Steps of a claim over the desk as they can be taken back."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base
from factcheck.models.claim import Claim
from factcheck.models.user import User


class ClaimMove(Base):
    """One act of progress or planning: the claim's fields it wrote, as they were and as they became."""

    __tablename__ = "claim_move"
    __table_args__ = (Index("ix_claim_move_actor_id_id", "actor_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    event: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]

    claim: Mapped[Claim] = relationship()
    actor: Mapped[User] = relationship()
