"""The real server: how soon it answers, what it weighs, how it bears sixteen people at once."""

import tempfile
import threading
from collections.abc import Iterable
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from urllib.parse import urlsplit

from tests.bench import Bench, Measure
from tests.browser.server import running

PEOPLE = 16
CALLS = 40


def load() -> Iterable[Measure]:
    """Start-up until the first answer, memory of all processes, the sign-in page under load."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as desk:
        started = perf_counter()
        _get(desk.address, "/alive")
        yield Measure("startup_s", desk.started_in + perf_counter() - started, "s")
        taken: list[float] = []
        errors: list[str] = []
        people = [threading.Thread(target=_calls, args=(desk.address, taken, errors)) for _ in range(PEOPLE)]
        for person in people:
            person.start()
        for person in people:
            person.join()
        yield Measure("load_p95_ms", quantiles(taken, n=20)[-1] * 1000, "ms")
        yield Measure("load_errors", len(errors), "answers")
        yield Measure("server_rss_mb", _memory(desk.process_id), "MiB")


def _calls(address: str, taken: list[float], errors: list[str]) -> None:
    for _ in range(CALLS):
        started = perf_counter()
        status = _get(address, "/sign-in")
        taken.append(perf_counter() - started)
        if status != 200:
            errors.append(str(status))


def _get(address: str, path: str) -> int:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status


def _memory(process_id: int) -> float:
    """Proportional memory of a process and its children, in MiB."""
    children = Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()
    return sum(_share(child) for child in [str(process_id), *children])


def _share(process_id: str) -> float:
    rollup = Path(f"/proc/{process_id}/smaps_rollup").read_text()
    line = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) / 1024


BENCHES: dict[str, Bench] = dict.fromkeys(("startup_s", "load_p95_ms", "load_errors", "server_rss_mb"), load)
