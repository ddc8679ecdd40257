"""What is typed outlives the browser, the server and the session."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Locator, Page, Playwright, expect

from tests.browser.server import COMMAND, FLAGS, Desk, running, sign_in

THOUGHT = "Die Zahl steht in keinem Papier, das „geheim“ war. 🕊"


def open_claim(page: Page, number: int = 0) -> str:
    """The page of a claim of the English example; its address."""
    page.goto("/")
    page.get_by_role("link", name="Experts warn").click()
    page.locator(".claim-list .label a").nth(number).click()
    expect(page.locator("html[data-ready=claim]")).to_be_attached()
    return page.url


def verdict_form(page: Page) -> Locator:
    """The form of a verdict."""
    return page.locator("form[action$='/verdict']")


def write(page: Page, text: str = THOUGHT) -> None:
    """Type a verdict, and wait until the page says that it is kept."""
    page.locator("#verdict").get_by_label("False", exact=True).check()
    page.get_by_label("Summary").press_sequentially(text)
    expect(verdict_form(page)).to_have_attribute("data-draft-state", "saved")


def expect_back(page: Page, text: str = THOUGHT) -> None:
    """The text is in the form again, and the page says so."""
    expect(page.get_by_label("Summary")).to_have_value(text)
    expect(page.locator("#verdict").get_by_label("False", exact=True)).to_be_checked()
    expect(verdict_form(page).get_by_role("status")).to_contain_text("Your draft of")


@contextmanager
def profile(playwright: Playwright, desk: Desk, folder: Path) -> Iterator[BrowserContext]:
    """A browser that keeps its profile in a folder, as people's do."""
    context = playwright.chromium.launch_persistent_context(
        folder,
        executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
        headless=True,
        args=FLAGS,
        base_url=desk.address,
        locale="en",
    )
    yield context
    with suppress(Error):  # nothing is left to close where the browser was killed
        context.close()


def kill_browser(folder: Path) -> None:
    """SIGKILL to every process of the browser that uses this profile."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue  # it ended while we looked
        if f"--user-data-dir={folder}" in command:
            os.kill(int(process.name), signal.SIGKILL)


@pytest.mark.usefixtures("browser")
def test_what_was_typed_is_back_after_the_browser_was_killed(tmp_path: Path) -> None:
    # In a process of its own: playwright's one connection a thread is taken by the other tests.
    with running(tmp_path / "instance") as desk:
        arguments = [desk.address, desk.passwords["carl"], str(tmp_path / "profile")]
        done = subprocess.run(
            [sys.executable, "-m", "tests.browser.killed_browser", *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr


@contextmanager
def server(instance: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The real server on a fixed port, in a process group that can be killed as one."""
    environment = {**os.environ, "FACTCHECK_INSTANCE": str(instance), "FACTCHECK_DATABASE_URL": ""}
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert any(re.search(r"http://\S+", line) for line in process.stdout)
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


def test_what_was_typed_is_back_after_the_server_was_killed_and_can_be_sent(
    page: Page, tmp_path: Path
) -> None:
    instance = tmp_path / "instance"
    with running(instance) as seeded:
        passwords = seeded.passwords
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with server(instance, port) as first:
        page.goto(f"{address}/sign-in")
        page.locator("#name").fill("carl")
        page.locator("#password").fill(passwords["carl"])
        page.locator("main button.primary").click()
        page.get_by_role("link", name="Experts warn").click()
        page.locator(".claim-list .label a").first.click()
        expect(page.locator("html[data-ready=claim]")).to_be_attached()
        claim = page.url
        write(page)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
        page.get_by_label("Summary").press_sequentially(" Und mehr.")
        expect(verdict_form(page)).to_have_attribute("data-draft-state", "kept")
        expect(verdict_form(page)).to_contain_text("your text is kept in this browser")
    with server(instance, port):
        page.goto(claim)
        expect_back(page, f"{THOUGHT} Und mehr.")
        page.get_by_role("button", name="Propose the verdict").click()
        expect(page.locator("#verdict .verdict")).to_contain_text(f"{THOUGHT} Und mehr.")
        page.goto(f"{address}/drafts")
        expect(page.locator("main")).to_contain_text("No drafts")
        page.goto("about:blank")  # the page's own attempts to save end before the server does


def test_what_was_typed_is_back_after_the_session_was_ended_in_another_tab(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "mia")
    address = open_claim(page, 6)
    write(page)
    other = page.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Sign out").click()
    other.close()
    page.get_by_label("Summary").press_sequentially(" Nachtrag.")
    expect(verdict_form(page)).to_have_attribute("data-draft-state", "kept")
    sign_in(page, desk, "mia")
    page.goto(address)
    expect_back(page, f"{THOUGHT} Nachtrag.")


def test_a_draft_can_be_discarded_and_the_discarding_undone(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "mia")
    address = open_claim(page, 7)
    write(page, "ein Gedanke")
    page.goto(address)
    expect_back(page, "ein Gedanke")
    form = verdict_form(page)
    form.get_by_role("button", name="Discard").click()
    expect(page.get_by_label("Summary")).to_have_value("")
    form.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Summary")).to_have_value("ein Gedanke")
    form.get_by_role("button", name="Discard").click()
    expect(form).to_have_attribute("data-draft-state", "saved")
    page.goto(address)
    expect(page.locator("html[data-ready=claim]")).to_be_attached()
    expect(page.get_by_label("Summary")).to_have_value("")


def test_a_draft_written_elsewhere_is_back_on_this_machine_and_listed(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "mia")
    address = open_claim(page, 8)
    write(page, "am Rechner der Redaktion")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft'))") == []
    page.evaluate("localStorage.clear()")
    page.goto("/drafts")
    expect(page.locator("main")).to_contain_text("am Rechner der Redaktion")
    page.goto(address)
    expect_back(page, "am Rechner der Redaktion")
