"""Claims of the desk that say the same as an earlier one."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base
from factcheck.models.claim import Claim
from factcheck.models.user import User


class NearDuplicate(Base):
    """That a claim says the same as the earlier `leader`: one row a claim, found when it is stored.

    All claims with one leader, and the leader, are a group. Whoever says that a claim is no duplicate keeps
    it apart for good.
    """

    __tablename__ = "near_duplicate"
    __table_args__ = (
        CheckConstraint("leader_id <> claim_id", name="leader_is_another"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score"),
    )

    claim_id: Mapped[int] = mapped_column(
        ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    leader_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"), index=True)
    score: Mapped[int]
    found_at: Mapped[datetime]
    kept_apart_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    kept_apart_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    claim: Mapped[Claim] = relationship(foreign_keys=[claim_id])
    leader: Mapped[Claim] = relationship(foreign_keys=[leader_id])
    kept_apart_by: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
