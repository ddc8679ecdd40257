"""Background work: asked for within an act, done by a worker step by step, taken over when a worker dies.

A task is a generator: each `yield Step(...)` is a point where the worker stores what was done so far and how
far that is, in one transaction. A task that is taken over goes on from its last step, so no step is done
twice. Between two steps a task should take about a second at most, because on SQLite nobody else writes
meanwhile; what takes long (the network, a big file) is done right after a `yield`, before the session is
used.
"""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import ColumnElement, CursorResult, select, update
from sqlalchemy.orm import Session, joinedload

from factcheck.models import Job, JobStatus, User
from factcheck.services import access, audit
from factcheck.services.access import Act
from factcheck.services.errors import InvalidTransition, NotFound
from factcheck.services.said import Said

PAGE = 50
OPEN = frozenset({JobStatus.WAITING, JobStatus.RUNNING})


@dataclass(frozen=True, slots=True)
class Kind:
    """What a job is called on screen, its places filled from its arguments and, once done, its result."""

    title: Said
    outcome: Said | None = None
    attempts: int = 5


# Every kind of background work; `factcheck.worker.TASKS` has the service function for each.
_LOOKED = Said("%(looked)s looked at: %(changed)s changed, %(gone)s gone, %(unreachable)s not reached.")
KINDS: dict[str, Kind] = {
    "snapshot.keep": Kind(Said("Keep a copy of “%(title)s”"), Said("The page: %(condition)s.")),
    "snapshot.look_again": Kind(Said("Look at all sources again"), _LOOKED),
    "snapshot.revisit": Kind(Said("Look at the sources that nobody has seen for %(days)s days"), _LOOKED),
    "quote.check": Kind(Said("Look for the quotations from “%(title)s”")),
    "import.checks": Kind(
        Said("Bring in fact-checks: %(file)s"),
        Said(
            "%(added)s new, %(changed)s changed, %(unchanged)s known, %(skipped)s of our own,"
            " %(failed)s unusable"
        ),
    ),
    "matches.look_again": Kind(
        Said("Claims looked up in the library of fact-checks again"),
        Said("%(found)s earlier fact-checks found."),
    ),
    "flags.reevaluate": Kind(
        Said("Flags looked at for the desk rule on “%(quote)s”"),
        Said("%(silenced)s flags fell silent, %(opened)s are open again."),
    ),
    "flags.reflag": Kind(
        Said("Articles flagged anew after the change of “%(words)s”"),
        Said("%(added)s flags were added, %(removed)s removed."),
    ),
}


@dataclass(frozen=True, slots=True)
class Step:
    """How far a task is: `done` of `total` (None: unknown), and where to go on after a break."""

    done: int
    total: int | None = None
    cursor: dict[str, Any] | None = None


class Page(Protocol):
    """What an address answered: its body unpacked, its whole content type, the address it ended at."""

    @property
    def final_url(self) -> str: ...
    @property
    def status(self) -> int: ...
    @property
    def content_type(self) -> str: ...
    @property
    def body(self) -> bytes: ...
    @property
    def fetched_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Tools:
    """What a task may use besides the database: the instance folder, and a guarded way to fetch a page.

    `fetch` raises `Refused` for what is never fetched and `Unreachable` for what may work later.
    """

    folder: Path
    fetch: Callable[[str], Page]


@dataclass(frozen=True, slots=True)
class Work:
    """What a task is given: its arguments, its tools, and where an earlier run left off."""

    arguments: Mapping[str, Any]
    tools: Tools
    done: int = 0
    cursor: Mapping[str, Any] = field(default_factory=dict)


Steps = Generator[Step, None, dict[str, Any] | None]


class Task(Protocol):
    """A service function that works step by step; what it returns is the job's result."""

    def __call__(self, session: Session, actor: User | None, work: Work, *, now: datetime) -> Steps:
        """Do it."""


def enqueue(
    session: Session,
    actor: User | None,
    kind: str,
    arguments: dict[str, Any],
    *,
    key: str | None = None,
    now: datetime,
) -> Job:
    """Ask for background work within the caller's act: what is rolled back is never done.

    With a `key` the same work is asked for only once at a time: the open job is returned. The caller records
    its own act in the log. Raises `KeyError` for a kind that is not in the catalogue.
    """
    KINDS[kind].title % arguments  # a place without its argument is a mistake in the code: it shows here
    if key is not None:
        audit.take_turn(session)
        known = session.scalar(select(Job).where(Job.open_key == key))
        if known is not None:
            return known
    job = Job(
        kind=kind,
        arguments=arguments,
        open_key=key,
        status=JobStatus.WAITING,
        problem_params={},
        created_by_id=actor.id if actor else None,
        created_at=now,
        run_after=now,
    )
    session.add(job)
    session.flush()
    return job


def cancel(session: Session, actor: User, job: Job, *, now: datetime) -> None:
    """Stop a job: at once while it waits, after its present step while it runs."""
    _check_own(actor, job)
    if job.status not in OPEN:
        raise InvalidTransition("This background work has ended already.")
    if not end(session, job.id, JobStatus.CANCELLED, now, Job.status == JobStatus.WAITING):
        update_job(session, job.id, Job.status == JobStatus.RUNNING, cancel_requested=True)
    audit.record(session, actor, "job.cancelled", job, now=now)


def again(session: Session, actor: User, job: Job, *, now: datetime) -> None:
    """Try a job again that failed or was stopped; it goes on where it was."""
    _check_own(actor, job)
    ended = Job.status.in_((JobStatus.FAILED, JobStatus.CANCELLED))
    waiting = {"status": JobStatus.WAITING, "finished_at": None, "run_after": now, "attempts": 0}
    if not update_job(session, job.id, ended, **waiting, cancel_requested=False, problem=None):
        raise InvalidTransition("Only background work that failed or was stopped can be tried again.")
    audit.record(session, actor, "job.repeated", job, now=now)


def get(session: Session, job_id: int) -> Job:
    """The job with this id; raises `NotFound`."""
    job = session.get(Job, job_id)
    if job is None:
        raise NotFound("There is no background work with this number.")
    return job


def listed(session: Session, *, before: int | None = None) -> list[Job]:
    """Up to `PAGE` + 1 jobs, newest first; `before` is the id the page before ended with."""
    query = select(Job).options(joinedload(Job.created_by)).order_by(Job.id.desc()).limit(PAGE + 1)
    return list(session.scalars(query if before is None else query.where(Job.id < before)))


def open_with(session: Session, key: str) -> Job | None:
    """The job that waits or runs under a key."""
    return session.scalar(select(Job).where(Job.open_key == key))


def newest(session: Session, kind: str) -> Job | None:
    """The newest job of a kind that is under way, else the one that ended last."""
    is_open = Job.status.in_(OPEN)
    query = select(Job).where(Job.kind == kind).order_by(is_open.desc(), Job.id.desc()).limit(1)
    return session.scalar(query)


def may_steer(actor: User, job: Job) -> bool:
    """Whether this person may stop a job or try it again: their own, and editors everybody's."""
    return actor.is_active and (job.created_by_id == actor.id or access.may(actor, Act.JOB_MANAGE))


def _check_own(actor: User, job: Job) -> None:
    if not may_steer(actor, job):
        access.require(actor, Act.JOB_MANAGE)


def end(
    session: Session,
    job_id: int,
    status: JobStatus,
    now: datetime,
    *conditions: ColumnElement[bool],
    params: dict[str, Any] | None = None,
    **values: Any,
) -> bool:
    """End a job, unless the conditions do not hold any more."""
    values |= {"owner": None, "lease_until": None, "open_key": None, "problem_params": params or {}}
    return update_job(session, job_id, *conditions, status=status, finished_at=now, **values)


def update_job(session: Session, job_id: int, *conditions: ColumnElement[bool], **values: Any) -> bool:
    """The one UPDATE of jobs; False when the conditions did not hold any more."""
    change = update(Job).where(Job.id == job_id, *conditions).values(**values)
    done = session.execute(change.execution_options(synchronize_session="fetch"))
    return isinstance(done, CursorResult) and done.rowcount == 1
