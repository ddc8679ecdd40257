"""Verdicts given by a key alone, which still lack reasons of their own."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from factcheck.models.base import Base


class BareVerdict(Base):
    """A mark on a verdict: its summary is only the standard sentence; it goes when somebody gives reasons."""

    __tablename__ = "bare_verdict"

    verdict_id: Mapped[int] = mapped_column(ForeignKey("verdict.id"), primary_key=True)
