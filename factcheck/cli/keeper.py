"""The process between the server and its worker: it starts the worker anew when that one dies.

The server itself cannot: it forks, and forking goes with no threads. Whatever happens to the server, this
process sees that its parent is gone and takes the worker with it.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

START = "from factcheck.cli import main; main()"
LOOK = 0.5  # seconds between two looks at parent and child
LONGEST_PAUSE = 30.0


def start() -> "subprocess.Popen[bytes]":
    """Start a keeper for a worker beside this process."""
    code = f"from factcheck.cli.keeper import keep; keep({os.getpid()})"
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL)  # noqa: S603 (our own code)


def keep(parent: int) -> None:
    """Keep a worker running until the parent is gone or says so."""
    ended = False

    def end(_signal: int, _frame: FrameType | None) -> None:
        nonlocal ended
        ended = True

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    pause = LOOK
    while not ended and os.getppid() == parent:
        begun = time.monotonic()
        command = [sys.executable, "-c", START, "worker", "--parent", str(os.getpid())]
        worker = subprocess.Popen(command)  # noqa: S603 (our own command)
        while worker.poll() is None and not ended and os.getppid() == parent:
            time.sleep(LOOK)
        if worker.poll() is None:
            _end(worker)
            return
        # A worker that cannot even start must not be started twice a second for ever.
        pause = LOOK if time.monotonic() - begun > LONGEST_PAUSE else min(pause * 2, LONGEST_PAUSE)
        _wait(pause, lambda: ended or os.getppid() != parent)


def _end(worker: "subprocess.Popen[bytes]") -> None:
    worker.terminate()
    try:
        worker.wait(timeout=10)
    except subprocess.TimeoutExpired:
        worker.kill()  # its jobs are taken over when their leases run out


def _wait(seconds: float, broken_off: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not broken_off():
        time.sleep(LOOK)
