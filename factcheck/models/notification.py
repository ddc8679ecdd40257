"""What a person is told of without having to look for it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.audit import AuditEvent
from factcheck.models.base import Base, words
from factcheck.models.claim import Claim
from factcheck.models.user import User


class NotificationKind(StrEnum):
    """Why somebody is told."""

    MENTIONED = "mentioned"
    REPLIED = "replied"
    RESOLVED = "resolved"
    ASSIGNED = "assigned"
    SENT_BACK = "sent_back"
    DECIDED = "decided"
    CHANGED = "changed"
    DEADLINE = "deadline"


class Notification(Base):
    """One thing told to one person, from `at` on: a deadline is stored ahead and shows itself when it comes.

    `event_id` is the act it came of.
    """

    __tablename__ = "notification"
    __table_args__ = (
        Index("ix_notification_user_id_read_at_at", "user_id", "read_at", "at"),
        Index("ix_notification_user_id_at_id", "user_id", "at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[NotificationKind] = mapped_column(words(NotificationKind, "kind"))
    event_id: Mapped[int] = mapped_column(ForeignKey("audit_event.id"), index=True)
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
    event: Mapped[AuditEvent] = relationship()
    claim: Mapped[Claim | None] = relationship()
