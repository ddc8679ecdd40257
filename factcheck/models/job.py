"""Work done in the background: what is to be done, how far it is, and who is at it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from factcheck.models.base import Base, words
from factcheck.models.user import User


class JobStatus(StrEnum):
    """Where a job stands; `services.jobs` holds the way from one to the next."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(Base):
    """One piece of background work.

    `kind` names it in the catalogue `services.jobs.KINDS`, `arguments` are what the service function needs.
    A running job is leased to the worker `owner` until `lease_until`; after that another one takes it over
    and goes on from `done` and `cursor`, which are stored in the transaction of the work itself. `open_key`
    keeps the same work from being asked for twice; it is emptied when the job ends. `problem` is an English
    sentence with places, filled by `problem_params`.

    There is no row version: nobody edits a job, and every change is one conditional UPDATE.
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("(status = 'running') = (owner IS NOT NULL)", name="running_by_somebody"),
        CheckConstraint("(owner IS NULL) = (lease_until IS NULL)", name="owner_has_lease"),
        CheckConstraint(
            "(status IN ('done', 'failed', 'cancelled')) = (finished_at IS NOT NULL)", name="ended_has_moment"
        ),
        CheckConstraint("status IN ('waiting', 'running') OR open_key IS NULL", name="ended_has_no_key"),
        CheckConstraint("done >= 0 AND attempts >= 0", name="counts"),
        Index("ix_job_status_run_after_id", "status", "run_after", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    arguments: Mapped[dict[str, Any]]
    open_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    status: Mapped[JobStatus] = mapped_column(words(JobStatus, "status"))
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int | None]
    cursor: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    problem: Mapped[str | None] = mapped_column(String(500))
    problem_params: Mapped[dict[str, Any]] = mapped_column(default=dict)
    attempts: Mapped[int] = mapped_column(default=0)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime]
    run_after: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    owner: Mapped[str | None] = mapped_column(String(120))
    lease_until: Mapped[datetime | None]
    cancel_requested: Mapped[bool] = mapped_column(default=False)

    created_by: Mapped[User | None] = relationship()
