"""Views of the queue that somebody named: filters and an order, for oneself or for the whole desk."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base
from factcheck.models.user import User


class SavedView(Base):
    """Filters under a name; a removed one stays, so that removing can be undone."""

    __tablename__ = "saved_view"
    __table_args__ = (
        CheckConstraint("name <> ''", name="named"),
        Index("ix_saved_view_owner_id_removed_at", "owner_id", "removed_at"),
        Index("ix_saved_view_is_shared_removed_at", "is_shared", "removed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    name: Mapped[str] = mapped_column(String(80))
    is_shared: Mapped[bool] = mapped_column(default=False)
    filters: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    owner: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
