"""Who has which claim open."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from factcheck.models.base import Base


class Presence(Base):
    """The last sign of life of a person on a claim's page; whoever gives none for a while is gone."""

    __tablename__ = "presence"
    __table_args__ = (Index("ix_presence_claim_id_seen_at", "claim_id", "seen_at"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True)
    seen_at: Mapped[datetime]
