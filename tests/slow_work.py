"""A worker with one more kind of work, which waits for the test: `python -m tests.slow_work worker …`.

`test.slow` makes a person a step, tells how far it is by a file, and goes on only while a file lets it.
"""

import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from factcheck import worker
from factcheck.cli import main
from factcheck.models import Role, User
from factcheck.services import users
from factcheck.services.jobs import KINDS, Kind, Step, Steps, Work
from factcheck.services.said import Said

PEOPLE = 6
LEASE = timedelta(seconds=30)


def slow(session: Session, actor: User | None, work: Work, *, now: datetime) -> Steps:
    """Add `PEOPLE` people, one a step; in the fourth it waits until the folder has a file `go`."""
    folder = Path(work.arguments["folder"])
    for number in range(work.done, PEOPLE):
        yield Step(number, PEOPLE)
        users.create(
            session,
            actor,
            name=f"slow{number}",
            full_name=f"Slow {number}",
            role=Role.CHECKER,
            password="langsame-wolken-tragen",
            now=now,
        )
        if number == 3 and not (folder / "go").exists():
            (folder / "waits").touch()
            while not (folder / "go").exists():
                time.sleep(0.01)
    yield Step(PEOPLE, PEOPLE)
    return {"people": PEOPLE}


KIND = Kind(Said("Slow work"))

if __name__ == "__main__":
    KINDS["test.slow"] = KIND
    worker.TASKS["test.slow"] = slow
    sys.argv[0] = "factcheck"
    main()
