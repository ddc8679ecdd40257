"""Files of other people's fact-checks: what was brought in, and what of it could not be used."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base, words
from factcheck.models.check import Check
from factcheck.models.job import Job
from factcheck.models.user import User


class LineOutcome(StrEnum):
    """Why a line of a file is worth a remark; lines that were simply added or known leave none."""

    FAILED = "failed"
    SKIPPED = "skipped"
    CHANGED = "changed"


class CheckImport(Base):
    """One file of fact-checks and what became of its records.

    `mapping` says which column of a table holds what. The numbers are stored in the transactions of the
    records themselves: they tell the truth after a break too. `finished_at` is None until the whole file has
    been gone through.
    """

    __tablename__ = "check_import"
    __table_args__ = (
        CheckConstraint("added >= 0 AND changed >= 0 AND unchanged >= 0", name="stored"),
        CheckConstraint("skipped >= 0 AND failed >= 0", name="not_stored"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str] = mapped_column(String(300))
    content_hash: Mapped[str] = mapped_column(String(64))
    form: Mapped[str] = mapped_column(String(20))
    mapping: Mapped[dict[str, Any]]
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    skipped: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"), index=True)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    created_by: Mapped[User] = relationship()
    job: Mapped[Job | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class CheckImportLine(Base):
    """What there is to say about one line: a problem in an English sentence with places, or what changed."""

    __tablename__ = "check_import_line"
    __table_args__ = (Index("ix_check_import_line_check_import_id_id", "check_import_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    check_import_id: Mapped[int] = mapped_column(ForeignKey("check_import.id"))
    line: Mapped[int]
    outcome: Mapped[LineOutcome] = mapped_column(words(LineOutcome, "outcome"))
    problem: Mapped[str | None] = mapped_column(String(300))
    params: Mapped[dict[str, Any]]
    changes: Mapped[list[Any]]
    fact_check_id: Mapped[int | None] = mapped_column(ForeignKey("fact_check.id"), index=True)

    check: Mapped[Check | None] = relationship()
