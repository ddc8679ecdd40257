"""The index by which claims are found again, and what people decided about what was found."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base, words
from factcheck.models.check import Check
from factcheck.models.claim import Claim
from factcheck.models.user import User


class Library(StrEnum):
    """What is searched: earlier fact-checks, or the claims of the desk."""

    CHECKS = "checks"
    CLAIMS = "claims"


class MatchTerm(Base):
    """One term of a library, behind its language ("de:trupp"), and in how many texts it stands.

    The empty term stands in every text: its row counts the texts of its language. Terms are never deleted.
    """

    __tablename__ = "match_term"
    __table_args__ = (UniqueConstraint("library", "term"), CheckConstraint("texts >= 0", name="texts"))

    id: Mapped[int] = mapped_column(primary_key=True)
    library: Mapped[Library] = mapped_column(words(Library, "library"))
    term: Mapped[str] = mapped_column(String(60))
    texts: Mapped[int]


class MatchEntry(Base):
    """One indexed text: a check or a claim, with its language and its terms in order ("de:nato plan")."""

    __tablename__ = "match_entry"
    __table_args__ = (
        CheckConstraint("(check_id IS NULL) <> (claim_id IS NULL)", name="one_subject"),
        # A posting may outlive its entry: no later one may get the id.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    check_id: Mapped[int | None] = mapped_column(ForeignKey("fact_check.id", ondelete="CASCADE"), unique=True)
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"), unique=True)
    terms: Mapped[str] = mapped_column(Text)


class MatchPosting(Base):
    """That a term stands in an entry, and its weight there; the table is its own index.

    Without a foreign key to the entry, which would need a second index as large as the table: an entry is
    taken out by its terms.
    """

    __tablename__ = "match_posting"
    __table_args__ = ({"sqlite_with_rowid": False},)

    term_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    # Part of the key only so that the key's index answers alone.
    weight: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class MatchStatus(StrEnum):
    """What a person said of a match."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Match(Base):
    """That a claim of the desk may have been checked before: found by the machine, decided by a person.

    `qualifiers` are the differences found, as [difference, ours, theirs]. A rejected match stays, so that it
    is not suggested again.
    """

    __tablename__ = "match"
    __table_args__ = (
        UniqueConstraint("claim_id", "check_id"),
        CheckConstraint("(status = 'suggested') = (decided_at IS NULL)", name="decided_when"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score"),
        Index("ix_match_status_claim_id", "status", "claim_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"))
    check_id: Mapped[int] = mapped_column(ForeignKey("fact_check.id"), index=True)
    likeness: Mapped[str] = mapped_column(String(20))
    score: Mapped[int]
    qualifiers: Mapped[list[Any]] = mapped_column(default=list)
    status: Mapped[MatchStatus] = mapped_column(words(MatchStatus, "status"))
    found_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    decided_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    claim: Mapped[Claim] = relationship()
    check: Mapped[Check] = relationship()
    decided_by: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
