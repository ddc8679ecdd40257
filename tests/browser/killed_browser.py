"""Type a verdict, kill the browser with SIGKILL, open it again: `python -m tests.browser.killed_browser`.

Arguments: address and carl's password of a running desk, and a folder for the browser's profile. Exit
status 0 when the text was back. A program of its own because the browser's driver dies with the browser.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.server import Desk, sign_in
from tests.browser.test_drafts import expect_back, kill_browser, open_claim, profile, write


def main(address: str, password: str, folder: Path) -> None:
    """Do it; raises when the text is not there again."""
    desk = Desk(address, {"carl": password}, folder, 0, 0)
    claim = _type_and_kill(desk, folder)
    with sync_playwright() as playwright, profile(playwright, desk, folder) as context:
        page = context.new_page()
        page.goto(claim)
        if "/sign-in" in page.url:  # the browser had not written its cookies down yet
            sign_in(page, desk, "carl")
            page.goto(claim)
        expect_back(page)


def _type_and_kill(desk: Desk, folder: Path) -> str:
    with sync_playwright() as playwright, profile(playwright, desk, folder) as context:
        page = context.new_page()
        sign_in(page, desk, "carl")
        claim = open_claim(page)
        write(page)
        kill_browser(folder)
        return claim


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
