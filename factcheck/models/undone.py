"""Which acts of the log were taken back."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from factcheck.models.base import Base


class UndoneAct(Base):
    """One act and the act that undid it; undoing again goes further back instead of to and fro."""

    __tablename__ = "undone_act"
    __table_args__ = (CheckConstraint("by_event_id > event_id", name="undone_later"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("audit_event.id"), primary_key=True)
    by_event_id: Mapped[int] = mapped_column(ForeignKey("audit_event.id"), unique=True)
