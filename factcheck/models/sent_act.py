"""Acts as the client numbered them, so that one sent twice is done once."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from factcheck.models.base import Base


class SentAct(Base):
    """The answer to an act that came with a client-made id; the same id again gets the same answer."""

    __tablename__ = "sent_act"
    __table_args__ = (
        UniqueConstraint("actor_id", "client_id"),
        CheckConstraint("client_id <> ''", name="client_id_given"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    client_id: Mapped[str] = mapped_column(String(80))
    act: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    answer: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(index=True)
