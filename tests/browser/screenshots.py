"""Pictures of every page, wide and narrow, light and dark: `python -m tests.browser.screenshots FOLDER`.

Without a folder: the one picture that the README shows.
"""

import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page

from tests.browser.server import Desk, chromium, running, sign_in

PAGES = {
    "sign-in": "/sign-in",
    "desk": "/",
    "queue": "/queue",
    "rate-by-key": "/queue/rate",
    "views": "/queue/views",
    "bulk": "/queue/bulk",
    "bulk-give": "/queue/bulk?act=give",
    "bulk-due": "/queue/bulk?act=due",
    "keys": "/account/keys",
    "search": "/search?q=Truppen",
    "checks": "/checks?q=800.000+Truppen",
    "repeats": "/claims/1/repeats",
    "correction": "/claims/1/correction",
    "new-article": "/articles/new",
    "article": "/articles/3",
    "details": "/articles/3/details",
    "corrected-text": "/articles/3/text",
    "version": "/articles/3/versions/1",
    "decisions": "/articles/3/decisions",
    "tokens": "/account/tokens",
    "api-docs": "/api/v1/docs",
    "claim": "",
    "wording": "/articles/3/wording",
    "approval": "/articles/3/approval",
    "report": "/articles/3/report",
    "weeks": "/wording/weeks",
    "flags": "/flags",
    "flags-by-word": "/flags?group=word",
    "rules": "/rules",
    "words": "/words",
    "sources": "/sources",
    "source": "/sources/1",
    "copy": "/snapshots/1",
    "work": "/jobs",
    "export": "/export",
    "imports": "/checks/imports",
    "rating-words": "/checks/ratings",
    "claimants": "/claimants",
    "claimant": "/claimants/1",
    "outlets": "/outlets",
    "people": "/people",
    "person": "/people/1",
    "settings": "/settings",
    "account": "/account",
    "log": "/audit",
    "help": "/help",
    "statistics": "/statistics",
    "notifications": "/notifications",
    "drafts": "/drafts",
    "undo": "/undo",
    "activity": "/claims/1/activity",
    "error": "/nowhere",
}
Scheme = Literal["light", "dark"]


def main(folder: Path) -> None:
    """Take them all."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as instance, running(Path(instance)) as desk, chromium() as browser:
        for scheme in ("light", "dark"):
            for width in (1280, 390):
                _shoot(browser, desk, folder, scheme, width)


def _shoot(browser: Browser, desk: Desk, folder: Path, scheme: Scheme, width: int) -> None:
    context = browser.new_context(
        base_url=desk.address, locale="de", color_scheme=scheme, viewport={"width": width, "height": 860}
    )
    page = context.new_page()
    for name, address in PAGES.items():
        if name == "desk":
            sign_in(page, desk, "ada")
        page.goto(address or _claim(page))
        page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=width < 1000)
    context.close()


def _claim(page: Page) -> str:
    """The address of the user's claim about troops."""
    page.goto("/articles/3")
    return page.locator(".entry.k-quantity .label a", has_text="800.000").get_attribute("href") or "/"


def picture_for_the_readme() -> None:
    """The article page in English, with the user's claim about troops pointed at."""
    with tempfile.TemporaryDirectory() as instance, running(Path(instance)) as desk, chromium() as browser:
        context = browser.new_context(
            base_url=desk.address, locale="en", color_scheme="light", viewport={"width": 1280, "height": 820}
        )
        page = context.new_page()
        sign_in(page, desk, "carl")
        page.goto("/articles/3")
        page.locator("html[data-ready=article]").wait_for()
        page.locator(".seg.k-quantity", has_text="800.000").first.click()
        page.screenshot(path=Path(__file__).with_name("article-page.png"))
        context.close()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        picture_for_the_readme()
