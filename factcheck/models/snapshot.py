"""Kept copies of sources, and where the quotations of evidence stand in them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base, words
from factcheck.models.source import Evidence, Source
from factcheck.models.user import User


class SnapshotOrigin(StrEnum):
    """How a copy came into the house."""

    FETCHED = "fetched"
    UPLOADED = "uploaded"
    PASTED = "pasted"


class Robots(StrEnum):
    """What the site's robots.txt says to programs about this page; noted, for a person asked for it."""

    ALLOWED = "allowed"
    DISALLOWED = "disallowed"
    UNKNOWN = "unknown"


class Snapshot(Base):
    """A source as it was at one moment: its bytes by `content_hash`, its readable text by `text_hash`.

    Both are SHA-256 and name files in the instance folder, so the same bytes are kept once. `characters` is
    None where there is no readable text, as in a picture. A copy is never changed.
    """

    __tablename__ = "snapshot"
    __table_args__ = (
        CheckConstraint("(text_hash IS NULL) = (characters IS NULL)", name="text_has_length"),
        CheckConstraint("size >= 0", name="size"),
        Index("ix_snapshot_source_id_id", "source_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    origin: Mapped[SnapshotOrigin] = mapped_column(words(SnapshotOrigin, "origin"))
    address: Mapped[str | None] = mapped_column(String(4096))
    file_name: Mapped[str | None] = mapped_column(String(300))
    content_type: Mapped[str] = mapped_column(String(200))
    size: Mapped[int]
    content_hash: Mapped[str] = mapped_column(String(64))
    text_hash: Mapped[str | None] = mapped_column(String(64))
    characters: Mapped[int | None]
    robots: Mapped[Robots | None] = mapped_column(words(Robots, "robots"))
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    taken_at: Mapped[datetime]

    source: Mapped[Source] = relationship()
    taken_by: Mapped[User | None] = relationship()


class QuoteOutcome(StrEnum):
    """How a quotation stands in a copy."""

    EXACT = "exact"
    CLOSE = "close"
    MISSING = "missing"


class QuoteCheck(Base):
    """Where the quotation of one piece of evidence stands in a copy of its source.

    `quote` is what was looked for, `context` the text around the place, `parts` the found stretches as
    [start, end] in it; both are empty for a missing one. `differing` names facts the place states otherwise.
    `answer` is what a reviewer said to a warning.
    """

    __tablename__ = "quote_check"
    __table_args__ = (
        CheckConstraint("(answer IS NULL) = (answered_by_id IS NULL)", name="answered_by_somebody"),
        CheckConstraint("likeness >= 0 AND likeness <= 100", name="likeness"),
    )

    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), primary_key=True)
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), index=True)
    quote: Mapped[str] = mapped_column(Text)
    outcome: Mapped[QuoteOutcome] = mapped_column(words(QuoteOutcome, "outcome"))
    likeness: Mapped[float]
    context: Mapped[str | None] = mapped_column(Text)
    parts: Mapped[list[Any]]
    differing: Mapped[list[Any]]
    checked_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(Text)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    answered_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    evidence: Mapped[Evidence] = relationship()
    snapshot: Mapped[Snapshot] = relationship()
    answered_by: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
