"""Sources as records of their own, and the evidence that ties one to a claim."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base, words
from factcheck.models.claim import Claim
from factcheck.models.job import Job
from factcheck.models.user import User


class SourceKind(StrEnum):
    """How near a source is to what happened."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class Stance(StrEnum):
    """What a piece of evidence does to the claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class SourceCondition(StrEnum):
    """What the last look at a page found, against the first copy kept of it."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    UNREACHABLE = "unreachable"


class Source(Base):
    """A document or page that somebody looked at; one serves many claims.

    `address_key` is the address without what does not change the page, unique so that the same page is
    one source; a source without an address (a print archive, a phone call) has none. `interests` says what
    the source has to gain. `kept_at` and `content_hash` are those of the newest copy in the house,
    `condition` what the last look at the page found, `job` the background work that was last asked for.
    """

    __tablename__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str | None] = mapped_column(String(2000))
    address_key: Mapped[str | None] = mapped_column(String(2000), unique=True)
    title: Mapped[str] = mapped_column(String(500))
    publisher: Mapped[str | None] = mapped_column(String(200))
    author: Mapped[str | None] = mapped_column(String(200))
    published: Mapped[date | None]
    kind: Mapped[SourceKind | None] = mapped_column(words(SourceKind, "kind"))
    language: Mapped[str | None] = mapped_column(String(10))
    licence: Mapped[str | None] = mapped_column(String(200))
    interests: Mapped[str | None] = mapped_column(Text)
    archive_url: Mapped[str | None] = mapped_column(String(2000))
    kept_at: Mapped[datetime | None]
    content_hash: Mapped[str | None] = mapped_column(String(64))
    condition: Mapped[SourceCondition | None] = mapped_column(words(SourceCondition, "condition"))
    checked_at: Mapped[datetime | None]
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"), index=True)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    job: Mapped[Job | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Evidence(Base):
    """What a source says about a claim: stance, the verbatim quote, and the day it was read."""

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_claim_id_removed_at", "claim_id", "removed_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    stance: Mapped[Stance] = mapped_column(words(Stance, "stance"))
    quote: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    accessed: Mapped[date]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    claim: Mapped[Claim] = relationship()
    source: Mapped[Source] = relationship()
    added_by: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
