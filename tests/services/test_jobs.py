"""Background work: asked for within an act, done once, taken over, stopped, tried again."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck import worker
from factcheck.db import Database
from factcheck.models import Job, JobStatus, Role, User
from factcheck.services import jobs, leases
from factcheck.services.errors import InvalidTransition, NotAllowed, NotFound, Refused
from factcheck.services.jobs import KINDS, Kind, Step
from factcheck.services.said import Said
from tests import factories
from tests.at_once import at_once
from tests.factories import NOW
from tests.services import steps

LEASE = timedelta(seconds=30)
LATER = NOW + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def counting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of work for these tests."""
    monkeypatch.setitem(KINDS, "test.count", Kind(Said("Counting to %(goal)s"), attempts=3))


def asked(session: Session, actor: User, key: str | None = None) -> Job:
    return jobs.enqueue(session, actor, "test.count", {"goal": 3}, key=key, now=NOW)


def status(session: Session) -> JobStatus:
    return session.scalars(select(Job.status)).one()


def test_every_kind_of_work_has_its_function_and_its_name() -> None:
    assert {*KINDS} - {"test.count"} == {*worker.TASKS}


def test_work_that_was_asked_for_in_an_act_that_failed_is_never_done(session: Session, checker: User) -> None:
    session.commit()
    asked(session, checker)
    session.rollback()
    assert leases.take(session, "w1", lease=LEASE, now=LATER) is None


def test_the_same_work_is_asked_for_only_once_at_a_time(session: Session, checker: User) -> None:
    first = asked(session, checker, "count 3")
    assert asked(session, checker, "count 3") is first
    assert asked(session, checker, "count 4") is not first
    assert asked(session, checker) is not first
    lease = leases.take(session, "w1", lease=LEASE, now=NOW)
    assert lease
    leases.finish(session, lease, None, now=NOW)
    assert asked(session, checker, "count 3") is not first


def test_work_without_one_of_its_words_is_a_mistake_that_shows_at_once(session: Session) -> None:
    with pytest.raises(KeyError):
        jobs.enqueue(session, None, "test.count", {}, now=NOW)
    with pytest.raises(KeyError):
        jobs.enqueue(session, None, "test.unknown", {}, now=NOW)


def test_the_oldest_work_is_taken_first_and_by_one_worker_only(session: Session, checker: User) -> None:
    first, second = asked(session, checker), asked(session, checker)
    one = leases.take(session, "w1", lease=LEASE, now=NOW)
    two = leases.take(session, "w2", lease=LEASE, now=NOW)
    assert one
    assert two
    assert (one.job_id, two.job_id) == (first.id, second.id)
    assert leases.take(session, "w3", lease=LEASE, now=NOW) is None


def test_many_workers_at_once_take_every_job_exactly_once(database: Database) -> None:
    with database.writing() as session:
        checker = factories.make_user(session, "carl")
        wanted = {asked(session, checker).id for _ in range(40)}
        session.commit()
    taken = list[int]()

    def take(name: str) -> None:
        while True:
            with database.writing() as session:
                lease = leases.take(session, name, lease=LEASE, now=NOW)
                session.commit()
            if lease is None:
                return
            taken.append(lease.job_id)

    at_once(*(partial(take, f"w{number}") for number in range(4)))
    assert sorted(taken) == sorted(wanted)


def test_work_of_a_dead_worker_goes_on_where_it_was_and_the_dead_one_stores_nothing_more(
    session: Session, checker: User
) -> None:
    job = asked(session, checker)
    dead = leases.take(session, "w1", lease=LEASE, now=NOW)
    assert dead
    leases.advance(session, dead, Step(2, 3, {"last": "b"}), until=NOW + LEASE)
    assert leases.take(session, "w2", lease=LEASE, now=NOW + LEASE) is None, "it may still be alive"
    heir = leases.take(session, "w2", lease=LEASE, now=LATER)
    assert heir
    assert heir.job_id == job.id
    assert not leases.renew(session, dead, LATER + LEASE)
    with pytest.raises(leases.Lost):
        leases.advance(session, dead, Step(3), until=LATER + LEASE)
    with pytest.raises(leases.Lost):
        leases.finish(session, dead, None, now=LATER)
    leases.finish(session, heir, {"sum": 6}, now=LATER)
    session.expire_all()
    assert (job.status, job.done, job.total, job.cursor) == (JobStatus.DONE, 2, 3, {"last": "b"})
    assert job.result == {"sum": 6}


def test_a_renewed_lease_is_not_taken_over(session: Session, checker: User) -> None:
    asked(session, checker)
    lease = leases.take(session, "w1", lease=LEASE, now=NOW)
    assert lease
    assert leases.renew(session, lease, LATER + LEASE)
    assert leases.take(session, "w2", lease=LEASE, now=LATER) is None


def test_work_that_kills_its_worker_every_time_is_given_up_in_words(session: Session, checker: User) -> None:
    job = asked(session, checker)
    for number in range(3):
        assert leases.take(session, f"w{number}", lease=LEASE, now=NOW + number * 2 * LEASE)
    assert leases.take(session, "w4", lease=LEASE, now=NOW + 8 * LEASE) is None
    session.expire_all()
    assert job.status is JobStatus.FAILED
    assert job.problem == leases.LOST_WORKER
    assert job.problem_params == {"count": 3}


def test_who_gets_on_is_in_no_crash_loop(session: Session, checker: User) -> None:
    asked(session, checker)
    for number in range(8):
        lease = leases.take(session, f"w{number}", lease=LEASE, now=NOW + number * 2 * LEASE)
        assert lease
        leases.advance(session, lease, Step(number), until=NOW + number * 2 * LEASE)


def test_what_may_work_later_is_tried_again_after_growing_pauses(session: Session, checker: User) -> None:
    job, now, pauses = asked(session, checker), NOW, list[timedelta]()
    for _ in range(2):
        lease = leases.take(session, "w1", lease=LEASE, now=now)
        assert lease
        problem = Refused("The host %(host)s did not answer.", host="example.org")
        assert leases.fail(session, lease, problem, for_good=False, now=now) is JobStatus.WAITING
        session.expire_all()
        assert leases.take(session, "w1", lease=LEASE, now=now) is None
        pauses.append(job.run_after - now)
        now = job.run_after
    assert pauses == [timedelta(seconds=10), timedelta(seconds=20)]
    lease = leases.take(session, "w1", lease=LEASE, now=now)
    assert lease
    assert leases.fail(session, lease, problem, for_good=False, now=now) is JobStatus.FAILED
    session.expire_all()
    assert job.problem_params == {"host": "example.org"}


def test_what_never_works_is_not_tried_again(session: Session, checker: User) -> None:
    asked(session, checker)
    lease = leases.take(session, "w1", lease=LEASE, now=NOW)
    assert lease
    leases.fail(session, lease, Refused("No."), for_good=True, now=NOW)
    assert status(session) is JobStatus.FAILED


def test_a_worker_that_is_asked_to_end_hands_its_work_back(session: Session, checker: User) -> None:
    asked(session, checker)
    for _ in range(8):
        lease = leases.take(session, "w1", lease=LEASE, now=NOW)
        assert lease
        leases.hand_back(session, lease, now=NOW)
    assert status(session) is JobStatus.WAITING


def test_waiting_work_is_stopped_at_once_and_running_work_after_its_step(
    session: Session, checker: User
) -> None:
    waiting = asked(session, checker)
    jobs.cancel(session, checker, waiting, now=NOW)
    assert waiting.status is JobStatus.CANCELLED
    running = asked(session, checker)
    lease = leases.take(session, "w1", lease=LEASE, now=NOW)
    assert lease
    jobs.cancel(session, checker, running, now=NOW)
    assert running.status is JobStatus.RUNNING
    with pytest.raises(leases.Stopped):
        leases.advance(session, lease, Step(1), until=NOW + LEASE)
    leases.stop(session, lease, now=NOW)
    session.expire_all()
    assert (running.status, running.done) == (JobStatus.CANCELLED, 1)
    with pytest.raises(InvalidTransition):
        jobs.cancel(session, checker, running, now=NOW)


def test_work_that_should_stop_is_not_taken_over_from_a_dead_worker(session: Session, checker: User) -> None:
    job = asked(session, checker)
    assert leases.take(session, "w1", lease=LEASE, now=NOW)
    jobs.cancel(session, checker, job, now=NOW)
    assert leases.take(session, "w2", lease=LEASE, now=LATER) is None
    assert status(session) is JobStatus.CANCELLED


def test_stopped_work_goes_on_where_it_was_when_it_is_tried_again(session: Session, checker: User) -> None:
    job = asked(session, checker)
    lease = leases.take(session, "w1", lease=LEASE, now=NOW)
    assert lease
    leases.advance(session, lease, Step(2, 3), until=NOW + LEASE)
    leases.fail(session, lease, Refused("No."), for_good=True, now=NOW)
    session.expire_all()
    jobs.again(session, checker, job, now=NOW)
    with pytest.raises(InvalidTransition):
        jobs.again(session, checker, job, now=NOW)
    assert (job.status, job.done, job.problem, job.attempts) == (JobStatus.WAITING, 2, None, 0)


def test_only_who_asked_for_work_and_editors_may_steer_it(
    session: Session, checker: User, editor: User
) -> None:
    other = factories.make_user(session, "mia", Role.CHECKER)
    job = asked(session, checker)
    with pytest.raises(NotAllowed):
        jobs.cancel(session, other, job, now=NOW)
    jobs.cancel(session, editor, job, now=NOW)
    with pytest.raises(NotAllowed):
        jobs.again(session, other, job, now=NOW)
    jobs.again(session, checker, job, now=NOW)
    assert steps.events(session)[-2:] == ["job.cancelled", "job.repeated"]


def test_jobs_are_listed_newest_first_page_by_page(
    session: Session, checker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "PAGE", 2)
    rows = [asked(session, checker) for _ in range(4)][::-1]
    assert jobs.listed(session) == rows[:3]
    assert jobs.listed(session, before=rows[1].id) == rows[2:]
    with pytest.raises(NotFound):
        jobs.get(session, 4711)
