"""What people say to each other about a claim."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base
from factcheck.models.claim import Claim
from factcheck.models.user import User


class Comment(Base):
    """One remark on a claim, or an answer to one; `resolved_at` closes the whole thread it begins."""

    __tablename__ = "comment"
    __table_args__ = (
        CheckConstraint("reply_to_id <> id", name="reply_to_other"),
        CheckConstraint("(resolved_at IS NULL) = (resolved_by_id IS NULL)", name="resolved_by_somebody"),
        CheckConstraint("resolved_at IS NULL OR reply_to_id IS NULL", name="threads_are_resolved"),
        Index("ix_comment_claim_id_id", "claim_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    deleted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    claim: Mapped[Claim] = relationship()
    author: Mapped[User] = relationship(foreign_keys=[author_id])
    resolved_by: Mapped[User | None] = relationship(foreign_keys=[resolved_by_id])

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
