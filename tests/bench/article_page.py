"""The page of an article with a thousand claims in a real browser: first paint, and answers to keys."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from factcheck.db import connect
from factcheck.services import users
from factcheck.shipped import shipped
from tests import factories
from tests.bench import Bench, Measure
from tests.browser.server import chromium, running, sign_in

COPIES = 17  # of the example article: about a thousand claims
VISITS = 5
KEYS = 20
# What the browser itself measured between a key and the picture after it, in steps of 8 ms.
WATCH = """() => {
  window.answers = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === "keydown") window.answers.push(entry.duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: false });
}"""
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"


def page() -> Iterable[Measure]:
    """First contentful paint, and the slowest answer to j among twenty."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as desk, chromium() as browser:
        address = _article(Path(folder))
        window = browser.new_context(
            base_url=desk.address, viewport={"width": 1280, "height": 900}
        ).new_page()
        sign_in(window, desk, "carl")
        paints = [_paint(window, address) for _ in range(VISITS)]
        yield Measure("article_page_fcp_ms", median(paints), "ms")
        window.locator("html[data-ready=article]").wait_for()
        window.evaluate(WATCH)
        for _ in range(KEYS):
            window.keyboard.press("j")
            window.wait_for_timeout(60)
        answers: list[float] = window.evaluate("() => window.answers")
        yield Measure("article_page_inp_ms", max(answers, default=16.0), "ms")


def _paint(window: Page, address: str) -> float:
    window.goto(address)
    window.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    paint: float = window.evaluate(PAINT)
    return paint


def _article(folder: Path) -> str:
    base = (shipped("seeds") / "belousov.txt").read_text(encoding="utf-8")
    text = "\n\n".join(base.replace("800.000", f"{number + 2}00.000") for number in range(COPIES))
    database = connect(f"sqlite:///{folder / 'factcheck.sqlite3'}")
    with database.writing() as session:
        carl = users.by_name(session, "carl")
        if carl is None:
            raise RuntimeError("the demo people are not there")
        article = factories.make_article(session, carl, text, title="Tausend Aussagen")
        session.commit()
        number = article.id
    database.close()
    return f"/articles/{number}"


BENCHES: dict[str, Bench] = dict.fromkeys(("article_page_fcp_ms", "article_page_inp_ms"), page)
