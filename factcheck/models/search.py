"""The index of full-text search: which term stands in which row."""

from enum import StrEnum

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from factcheck.models.base import Base, words


class HitKind(StrEnum):
    """What search finds."""

    CLAIM = "claim"
    ARTICLE = "article"
    EVIDENCE = "evidence"
    VERDICT = "verdict"


class SearchPosting(Base):
    """One term of one row; `weight` counts how often it stands there, more in a title.

    The terms of a claim that are names stand a second time, with `name:` before them.
    """

    __tablename__ = "search_posting"
    __table_args__ = (
        Index("ix_search_posting_kind_row_id", "kind", "row_id"),
        # The key is all there is to a posting: SQLite keeps it once, sorted, instead of twice.
        {"sqlite_with_rowid": False},
    )

    term: Mapped[str] = mapped_column(String(80), primary_key=True)
    kind: Mapped[HitKind] = mapped_column(words(HitKind, "kind"), primary_key=True)
    row_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    weight: Mapped[int]
