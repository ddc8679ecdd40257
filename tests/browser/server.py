"""A running installation with the seeds in it, for tests and screenshots."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Browser, Page, sync_playwright

MISSING = "no chromium here; install the package chromium"
FLAGS = [
    "--no-sandbox",  # CI runs as root
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing outside of this machine is looked up, whatever the browser would like to know.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
COMMAND = [sys.executable, "-c", "from factcheck.cli import main; main()"]


@dataclass(frozen=True)
class Desk:
    """A running server: address, the demo people's passwords, folder, process, seconds until it listened."""

    address: str
    passwords: dict[str, str]
    instance: Path
    process_id: int
    started_in: float


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's chromium, driven over its protocol; raises when there is none."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise RuntimeError(MISSING)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, headless=True, args=FLAGS)
        yield opened
        opened.close()


@contextmanager
def running(instance: Path) -> Iterator[Desk]:
    """`factcheck db upgrade`, `seed` and `serve` in a folder of its own, on a free port."""
    environment = {**os.environ, "FACTCHECK_INSTANCE": str(instance), "FACTCHECK_DATABASE_URL": ""}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [*COMMAND, *arguments], env=environment, check=False, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
        return done.stdout

    run("db", "upgrade")
    passwords = dict(re.findall(r"^ +(\w+) +(\S+)$", run("seed"), re.MULTILINE))
    started = perf_counter()
    server = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0"], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        address = _address(server)
        yield Desk(address, passwords, instance, server.pid, perf_counter() - started)
    finally:
        server.terminate()
        server.communicate(timeout=30)


def sign_in(page: Page, desk: Desk, name: str) -> None:
    """Sign in through the form, in whichever language it speaks."""
    page.goto("/sign-in")
    page.locator("#name").fill(name)
    page.locator("#password").fill(desk.passwords[name])
    page.locator("main button.primary").click()
    page.locator(".tiles").wait_for()


def _address(server: subprocess.Popen[str]) -> str:
    """The address the server says it listens on."""
    if server.stdout is None:
        raise RuntimeError("the server's words are not read")
    for line in server.stdout:
        found = re.search(r"http://\S+", line)
        if found:
            return found.group()
    raise RuntimeError("the server ended without saying its address")
