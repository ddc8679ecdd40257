"""A real browser against the real server."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

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


@dataclass(frozen=True)
class Desk:
    """A running installation with the seeds in it: its address, and the demo people's passwords."""

    address: str
    passwords: dict[str, str]
    instance: Path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, driven over its protocol."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None and not os.environ.get("CI"):
        pytest.skip("no chromium here; install the package chromium")
    assert program, "no chromium here; install the package chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, headless=True, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """`factcheck db upgrade`, `seed` and `serve` in a folder of its own, on a free port."""
    instance = tmp_path_factory.mktemp("instance")
    environment = {**os.environ, "FACTCHECK_INSTANCE": str(instance), "FACTCHECK_DATABASE_URL": ""}
    command = [sys.executable, "-c", "from factcheck.cli import main; main()"]

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [*command, *arguments], env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    run("db", "upgrade")
    passwords = dict(re.findall(r"^ +(\w+) +(\S+)$", run("seed"), re.MULTILINE))
    server = subprocess.Popen(
        [*command, "serve", "--port", "0"], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        yield Desk(_address(server), passwords, instance)
    finally:
        server.terminate()
        server.communicate(timeout=30)


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    """A fresh window; a script error or a broken content policy fails the test."""
    context = browser.new_context(
        base_url=desk.address, locale="en", viewport={"width": 1280, "height": 900}, accept_downloads=True
    )
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("console", lambda message: _note(problems, message))
    yield opened
    context.close()
    assert not problems, problems


def sign_in(page: Page, desk: Desk, name: str) -> None:
    """Sign in through the form."""
    page.goto("/sign-in")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(desk.passwords[name])
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Desk").wait_for()


def _note(problems: list[str], message: Any) -> None:
    # A page that a test asked for with a 4xx status is reported as a failed resource: that is no fault.
    if message.type == "error" and "Failed to load resource" not in message.text:
        problems.append(message.text)


def _address(server: subprocess.Popen[str]) -> str:
    """The address the server says it listens on."""
    assert server.stdout is not None
    for line in server.stdout:
        found = re.search(r"http://\S+", line)
        if found:
            return found.group()
    raise AssertionError("the server ended without saying its address")
