"""A real browser against the real server."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import MISSING, Desk, chromium, running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium; in CI its absence is a failure, elsewhere a reason to skip."""
    if not (shutil.which("chromium") or shutil.which("google-chrome") or os.environ.get("CI")):
        pytest.skip(MISSING)
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A running desk for each file: what one publishes, another still wants to judge."""
    with running(tmp_path_factory.mktemp("instance")) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    """A fresh window; a script error or a broken content policy fails the test."""
    context = browser.new_context(
        base_url=desk.address,
        locale="en",
        viewport={"width": 1280, "height": 900},
        accept_downloads=True,
        reduced_motion="reduce",  # a page that still scrolls cannot be clicked at a known place
    )
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("console", lambda message: _note(problems, message))
    yield opened
    context.close()
    assert not problems, problems


def _note(problems: list[str], message: Any) -> None:
    # A page that a test asked for with a 4xx status is reported as a failed resource: that is no fault.
    if message.type == "error" and "Failed to load resource" not in message.text:
        problems.append(message.text)
