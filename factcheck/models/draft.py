"""What somebody has typed and not sent yet."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from factcheck.models.base import Base


class Draft(Base):
    """The fields of one form as its writer left them; `form` names it, `page` is where it stands.

    The last keystroke wins, so there is no version: a draft has one writer.
    """

    __tablename__ = "draft"
    __table_args__ = (
        UniqueConstraint("user_id", "form"),
        Index("ix_draft_user_id_updated_at", "user_id", "updated_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    form: Mapped[str] = mapped_column(String(80))
    page: Mapped[str] = mapped_column(String(500))
    title: Mapped[str] = mapped_column(String(300))
    fields: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime]
