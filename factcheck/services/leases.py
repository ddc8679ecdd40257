"""The worker's side of background jobs: leasing one, staying alive, storing progress, ending it.

Every change is one UPDATE that asks whether the job is still this worker's: a worker that was slow, and whose
job another one has taken over, stores nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from factcheck.models import Job, JobStatus, User
from factcheck.services.errors import FactcheckError
from factcheck.services.jobs import KINDS, Step, Tools, Work, end, get, update_job
from factcheck.services.said import Said

LONGEST_PAUSE = timedelta(minutes=5)
LOST_WORKER = Said("The work was broken off %(count)s times at the same place; nothing more was tried.")


@dataclass(frozen=True, slots=True)
class Lease:
    """A job in the hands of one worker."""

    job_id: int
    owner: str
    kind: str
    attempts: int


class Lost(Exception):
    """The job is another worker's by now; what this one has not stored yet is void."""


class Stopped(Exception):
    """A person has asked to stop the job."""


def is_due(session: Session, now: datetime) -> bool:
    """Whether a worker would find something to do; asked without waiting for any writer."""
    return session.scalar(select(Job.id).where(_due(now)).limit(1)) is not None


def take(session: Session, owner: str, *, lease: timedelta, now: datetime) -> Lease | None:
    """Lease the next due job to a worker: one that waits, or one whose worker has not been heard of."""
    query = select(Job).where(_due(now)).order_by(Job.run_after, Job.id).limit(1)
    while True:
        # Two workers on PostgreSQL do not wait for each other; SQLite lets one write at a time anyway.
        job = session.scalar(
            query.with_for_update(skip_locked=True).execution_options(populate_existing=True)
        )
        if job is None:
            return None
        if job.attempts >= _attempts(job.kind):
            end(session, job.id, JobStatus.FAILED, now, problem=LOST_WORKER, params={"count": job.attempts})
            continue
        if job.cancel_requested:
            end(session, job.id, JobStatus.CANCELLED, now)
            continue
        attempts = job.attempts + 1
        update_job(
            session,
            job.id,
            status=JobStatus.RUNNING,
            owner=owner,
            lease_until=now + lease,
            attempts=attempts,
            started_at=job.started_at or now,
        )
        return Lease(job.id, owner, job.kind, attempts)


def work_of(session: Session, lease: Lease, tools: Tools) -> tuple[User | None, Work]:
    """Who asked for a leased job, and what its task is given."""
    job = get(session, lease.job_id)
    return job.created_by, Work(job.arguments, tools, job.done, job.cursor or {})


def renew(session: Session, lease: Lease, until: datetime) -> bool:
    """Say that the worker is alive; False when the job is not its own any more."""
    return update_job(session, lease.job_id, _held(lease), lease_until=until)


def advance(session: Session, lease: Lease, step: Step, *, until: datetime) -> None:
    """Store how far a job is, in the transaction of the work; raises `Lost` or, after storing, `Stopped`."""
    # Whoever gets on is not in a crash loop: the attempts are counted anew from here.
    values: dict[str, Any] = {"done": step.done, "lease_until": until, "attempts": 1}
    if step.total is not None:
        values["total"] = step.total
    if step.cursor is not None:
        values["cursor"] = step.cursor
    if not update_job(session, lease.job_id, _held(lease), **values):
        raise Lost
    if session.scalar(select(Job.cancel_requested).where(Job.id == lease.job_id)):
        raise Stopped


def finish(session: Session, lease: Lease, result: dict[str, Any] | None, *, now: datetime) -> None:
    """The work is done; raises `Lost` when another worker has the job."""
    if not end(session, lease.job_id, JobStatus.DONE, now, _held(lease), result=result):
        raise Lost


def stop(session: Session, lease: Lease, *, now: datetime) -> None:
    """A running job ends because a person asked for it; what it did until then stays."""
    end(session, lease.job_id, JobStatus.CANCELLED, now, _held(lease))


def fail(
    session: Session, lease: Lease, error: FactcheckError, *, for_good: bool, now: datetime
) -> JobStatus:
    """Note why a job did not work; it is tried again after a pause that doubles, unless it is `for_good`."""
    reason: dict[str, Any] = {
        "problem": error.message[:500],
        "params": {key: str(value) for key, value in error.params.items()},
    }
    if for_good or lease.attempts >= _attempts(lease.kind):
        end(session, lease.job_id, JobStatus.FAILED, now, _held(lease), **reason)
        return JobStatus.FAILED
    pause = min(timedelta(seconds=5 * 2**lease.attempts), LONGEST_PAUSE)
    _free(session, lease, attempts=lease.attempts, run_after=now + pause, **reason)
    return JobStatus.WAITING


def hand_back(session: Session, lease: Lease, *, now: datetime) -> None:
    """Give a job back because the worker is asked to end; that is no failure of the job."""
    _free(session, lease, attempts=lease.attempts - 1, run_after=now)


def _attempts(kind: str) -> int:
    # A kind that this version does not know any more fails at its first try, in words.
    return KINDS[kind].attempts if kind in KINDS else 1


def _due(now: datetime) -> ColumnElement[bool]:
    return or_(
        and_(Job.status == JobStatus.WAITING, Job.run_after <= now),
        and_(Job.status == JobStatus.RUNNING, Job.lease_until < now),
    )


def _held(lease: Lease) -> ColumnElement[bool]:
    return and_(Job.owner == lease.owner, Job.status == JobStatus.RUNNING)


def _free(session: Session, lease: Lease, *, params: dict[str, Any] | None = None, **values: Any) -> None:
    values |= {"status": JobStatus.WAITING, "owner": None, "lease_until": None}
    update_job(session, lease.job_id, _held(lease), **values, problem_params=params or {})
