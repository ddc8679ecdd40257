"""People and outlets who claim something, by every name under which they appear."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base, words


class ClaimantKind(StrEnum):
    """Who claims: somebody who is quoted, or the outlet that prints."""

    PERSON = "person"
    OUTLET = "outlet"


class Claimant(Base):
    """One name exactly as it stands in claims, checks or articles, which is how it is joined to them.

    `key` is the name without case and marks. A name that is another name of somebody known points at them;
    `merged_by_id` is the editor who said so, None where only case and marks differ.
    """

    __tablename__ = "claimant"
    __table_args__ = (
        UniqueConstraint("kind", "name"),
        CheckConstraint("merged_into_id <> id", name="merged_into_other"),
        CheckConstraint("merged_into_id IS NOT NULL OR merged_by_id IS NULL", name="merged_by_somebody"),
        Index("ix_claimant_kind_key_id", "kind", "key", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ClaimantKind] = mapped_column(words(ClaimantKind, "kind"))
    name: Mapped[str] = mapped_column(String(300))
    key: Mapped[str] = mapped_column(String(300))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("claimant.id"), index=True)
    merged_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    merged_into: Mapped["Claimant | None"] = relationship(remote_side="Claimant.id")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
