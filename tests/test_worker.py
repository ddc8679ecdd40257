"""The worker as a process of its own: killed in the midst of its work, ended, kept beside the server."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck import worker as worker_module
from factcheck.db import Database
from factcheck.models import AuditEvent, Job, JobStatus, Role, User
from factcheck.services import audit, jobs
from factcheck.services.errors import Refused, Unreachable
from factcheck.services.jobs import Step, Steps, Tools
from factcheck.worker import Worker
from tests import factories, slow_work

PATIENCE = 60


@pytest.fixture(autouse=True)
def slow_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind of work of these tests."""
    monkeypatch.setitem(jobs.KINDS, "test.slow", slow_work.KIND)


def until(condition: Callable[[], bool], what: str) -> None:
    end = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < end, f"waited in vain for {what}"
        sleep(0.02)


Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(database: Database, tmp_path: Path) -> Iterator[Start]:
    """Starts workers as processes of their own on the test's database."""
    url = database.engine.url.render_as_string(hide_password=False)
    environment = {**os.environ, "FACTCHECK_DATABASE_URL": url, "FACTCHECK_INSTANCE": str(tmp_path / "i")}
    started: list[subprocess.Popen[bytes]] = []

    def begin(*options: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "tests.slow_work", "worker", "--threads", "1", *options]
        started.append(subprocess.Popen(command, env=environment))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def slow(database: Database, tmp_path: Path) -> int:
    """The number of a job that waits in its fourth step for the test."""
    with database.writing() as session:
        editor = factories.make_user(session, "edda", Role.EDITOR)
        administrator = factories.make_user(session, "ada", Role.ADMINISTRATOR)
        assert editor
        job = jobs.enqueue(
            session, administrator, "test.slow", {"folder": str(tmp_path)}, now=datetime.now(UTC)
        )
        session.commit()
        return job.id


def status(database: Database, job_id: int) -> JobStatus:
    with database.reading() as session:
        return jobs.get(session, job_id).status


def test_a_killed_workers_job_is_taken_over_and_every_step_is_done_exactly_once(
    database: Database, start: Start, slow: int, tmp_path: Path
) -> None:
    victim = start("--lease", "2")
    until((tmp_path / "waits").exists, "the fourth step")
    heir = start("--lease", "2")
    with database.reading() as session:
        assert jobs.get(session, slow).done == 3
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    (tmp_path / "go").touch()
    until(lambda: status(database, slow) is JobStatus.DONE, "the heir")
    assert heir.poll() is None
    with database.reading() as session:
        job = jobs.get(session, slow)
        assert (job.done, job.total, job.result) == (6, 6, {"people": 6})
        names = session.scalars(select(User.name).where(User.name.startswith("slow")).order_by(User.name))
        assert list(names) == [f"slow{number}" for number in range(6)]
        created = session.scalars(select(AuditEvent).where(AuditEvent.name == "user.created")).all()
        assert len(created) == 6
        assert not list(audit.broken_links(session))


def test_a_worker_that_is_asked_to_end_finishes_its_step_and_hands_the_job_back(
    database: Database, start: Start, slow: int, tmp_path: Path
) -> None:
    worker = start()
    until((tmp_path / "waits").exists, "the fourth step")
    worker.terminate()
    (tmp_path / "go").touch()
    assert worker.wait(PATIENCE) == 0
    with database.reading() as session:
        job = jobs.get(session, slow)
        assert (job.status, job.done, job.owner) == (JobStatus.WAITING, 4, None)
    start("--once").wait(PATIENCE)
    assert status(database, slow) is JobStatus.DONE


def test_a_worker_beside_a_server_ends_with_it(tmp_path: Path) -> None:
    instance = tmp_path / "i"
    environment = {**os.environ, "FACTCHECK_INSTANCE": str(instance), "FACTCHECK_DATABASE_URL": ""}
    command = [sys.executable, "-c", "from factcheck.cli import main; main()", "serve", "--port", "0"]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    try:
        assert "Serving on" in server.stdout.readline()
        until(lambda: len(_below(server.pid, "worker")) == 1, "the worker")
        (first,) = _below(server.pid, "worker")
        os.kill(first, signal.SIGKILL)
        until(lambda: _below(server.pid, "worker") not in ([], [first]), "a new worker")
        (second,) = _below(server.pid, "worker")
        server.kill()  # without a chance to tidy up
        until(lambda: not Path(f"/proc/{second}").exists(), "the end of the worker")
    finally:
        server.kill()
        server.communicate()


def _below(parent: int, word: str) -> list[int]:
    """The processes below another one whose command has this word."""
    if not Path("/proc").is_dir():
        pytest.skip("this system does not tell its processes")
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            stat = (folder / "stat").read_text()
            command = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if stat.rpartition(")")[2].split()[1] == str(parent):
            pid = int(folder.name)
            found += [pid] if word.encode() in command else []
            found += _below(pid, word)
    return found


class Broken(Exception):
    """A mistake in a task."""


@pytest.mark.parametrize(
    ("error", "ends", "says"),
    [
        (Refused("The page is gone."), JobStatus.FAILED, "The page is gone."),
        (Unreachable("The host did not answer."), JobStatus.WAITING, "The host did not answer."),
        (Broken("secret detail"), JobStatus.WAITING, "Something broke on our side"),
    ],
)
def test_a_job_that_fails_says_so_in_words_and_stores_nothing_of_its_last_step(
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    ends: JobStatus,
    says: str,
) -> None:
    def fails(session: Session, *_: object, **__: object) -> Steps:
        factories.make_user(session, "first")
        yield Step(1)
        factories.make_user(session, "second")
        raise error

    monkeypatch.setitem(worker_module.TASKS, "test.slow", fails)
    with database.writing() as session:
        job = jobs.enqueue(session, None, "test.slow", {}, now=factories.NOW)
        session.commit()
    assert Worker(database, Tools(tmp_path, _nothing)).work_off() == 1
    with database.reading() as session:
        stored = jobs.get(session, job.id)
        assert stored.status is ends
        assert (stored.problem or "").startswith(says)
        assert list(session.scalars(select(User.name))) == ["first"]
        assert session.scalars(select(Job)).one().owner is None


def _nothing(_: str) -> jobs.Page:
    raise Refused("Nothing is fetched here.")
