"""The worker: takes background jobs and has their service functions do them, step by step.

It is a door like the others: it calls one service function a job and commits, here after every step.
"""

import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from secrets import token_hex

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from factcheck import fetching
from factcheck.config import Config
from factcheck.db import Database
from factcheck.network_guard import SENTENCES
from factcheck.services import imports, leases, quotes, reflagging, rematching, revisits, rules, snapshots
from factcheck.services.errors import FactcheckError, Refused, Unreachable
from factcheck.services.jobs import Page, Task, Tools
from factcheck.services.leases import Lease, Lost, Stopped
from factcheck.services.said import Said

# Kind of background work -> the service function that does it; `services.jobs.KINDS` has their names.
TASKS: dict[str, Task] = {
    "import.checks": imports.run,
    "snapshot.keep": snapshots.keep,
    "snapshot.look_again": snapshots.look_again,
    revisits.KIND: snapshots.look_again,
    "quote.check": quotes.check,
    "matches.look_again": rematching.look_again,
    "flags.reevaluate": rules.reevaluate,
    "flags.reflag": reflagging.reflag,
}

LEASE = timedelta(seconds=30)
PAUSE = 0.5  # seconds between two looks for work
ROUND = timedelta(minutes=1)  # between two looks for what is due by itself
# Why a page was not fetched this time, though it may be the next time.
PASSING = frozenset({"host_unknown", "too_slow", "connection_failed"})

BROKEN = Said("Something broke on our side; the server's log says what.")

log = logging.getLogger(__name__)


class Worker:
    """Does one job at a time; several workers, also on other machines, share one database."""

    def __init__(self, database: Database, tools: Tools, *, lease: timedelta = LEASE) -> None:
        self.name = f"{socket.gethostname()[:60]}:{os.getpid()}:{token_hex(4)}"
        self.stopping = threading.Event()
        self._database = database
        self._tools = tools
        self._lease = lease
        self._asked_at: datetime | None = None

    def run(self) -> None:
        """Look for work and do it, until `stopping` is set; then hand back what is not finished."""
        while not self.stopping.is_set():
            try:
                self.ask_for_what_is_due()
                worked = self.do_next()
            except SQLAlchemyError:  # the database is away for a moment: the work waits there
                log.exception("the worker could not reach the database")
                worked = False
            if not worked:
                self.stopping.wait(PAUSE)

    def work_off(self) -> int:
        """Do everything that is due now; how many jobs that was."""
        count = 0
        while not self.stopping.is_set() and self.do_next():
            count += 1
        return count

    def ask_for_what_is_due(self) -> None:
        """Once a minute, ask for the work that is due by itself."""
        now = _moment()
        if self._asked_at is not None and now - self._asked_at < ROUND:
            return
        self._asked_at = now
        with self._database.reading() as session:
            if not revisits.is_due(session, now):
                return
        with self._database.writing() as session:
            revisits.ask(session, now=now)
            session.commit()

    def do_next(self) -> bool:
        """Do the next job; False when there is none."""
        with self._database.reading() as session:
            if not leases.is_due(session, _moment()):
                return False
        with self._database.writing() as session:
            lease = leases.take(session, self.name, lease=self._lease, now=_moment())
            session.commit()
        if lease is None:
            return False
        with self._kept_alive(lease), self._database.writing() as session:
            self._do(session, lease)
        return True

    def _do(self, session: Session, lease: Lease) -> None:
        """Walk through a job's steps and settle how it ends."""
        try:
            self._walk(session, lease)
        except Stopped:
            leases.stop(session, lease, now=_moment())
            session.commit()
        except Lost:
            session.rollback()
        except Unreachable as error:
            self._fail(session, lease, error, for_good=False)
        except FactcheckError as error:
            self._fail(session, lease, error, for_good=True)
        except Exception:
            # Whatever broke must not end the worker: the job says so, and is tried again.
            log.exception("the job %s (%s) broke", lease.job_id, lease.kind)
            broken = FactcheckError(BROKEN)
            self._fail(session, lease, broken, for_good=False)

    def _walk(self, session: Session, lease: Lease) -> None:
        actor, work = leases.work_of(session, lease, self._tools)
        session.commit()  # the task begins outside of any transaction
        if lease.kind not in TASKS:
            raise Refused("This version does not know this kind of background work.")
        steps = TASKS[lease.kind](session, actor, work, now=_moment())
        while True:
            try:
                step = next(steps)
            except StopIteration as ended:
                leases.finish(session, lease, ended.value, now=_moment())
                session.commit()
                return
            leases.advance(session, lease, step, until=_moment() + self._lease)
            session.commit()
            if self.stopping.is_set():
                steps.close()
                leases.hand_back(session, lease, now=_moment())
                session.commit()
                return

    def _fail(self, session: Session, lease: Lease, error: FactcheckError, *, for_good: bool) -> None:
        session.rollback()
        leases.fail(session, lease, error, for_good=for_good, now=_moment())
        session.commit()

    @contextmanager
    def _kept_alive(self, lease: Lease) -> Iterator[None]:
        """Renew the lease from a thread of its own while the job is at work."""
        ended = threading.Event()

        def beat() -> None:
            while not ended.wait(self._lease.total_seconds() / 3):
                try:
                    with self._database.writing() as session:
                        leases.renew(session, lease, _moment() + self._lease)
                        session.commit()
                except SQLAlchemyError:
                    log.warning("the lease of job %s could not be renewed", lease.job_id)

        thread = threading.Thread(target=beat, name="factcheck-heartbeat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()


def tools_of(config: Config) -> Tools:
    """What the tasks of an installation may use besides its database."""
    return Tools(config.instance, partial(_fetch, open_hosts=config.fetch_hosts))


def _fetch(url: str, *, open_hosts: frozenset[str]) -> Page:
    try:
        return fetching.fetch(url, open_hosts=open_hosts)
    except fetching.FetchRefused as refusal:
        kind = Unreachable if refusal.code in PASSING else Refused
        raise kind(SENTENCES[refusal.code], field=None, **refusal.params) from refusal


def _moment() -> datetime:
    return datetime.now(UTC)
