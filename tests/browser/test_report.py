"""The report of the user's article as readers get it: on screen, on paper, in a frame."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import Desk, sign_in

CLAIM = "bis zu 800.000 NATO-Truppen"


@pytest.fixture(scope="module")
def tidy() -> str:
    """The judge of HTML; in CI its absence is a failure."""
    program = shutil.which("tidy")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("tidy is missing")
        pytest.skip("tidy is not on this machine")
    return program


@pytest.fixture
def report(browser: Browser, page: Page, desk: Desk) -> str:
    """The address of the user's article's public report, with one published verdict and one upheld flag."""
    sign_in(page, desk, "carl")
    page.get_by_role("link", name="Belousov in Pjöngjang").click()
    article = page.url.partition("#")[0]
    number = article.rsplit("/", 1)[-1]
    page.goto(f"{article}/approval")
    if page.locator("#embed").count() == 0:
        _judge(page, article)
        # A second person has a browser of her own: the first one's pages still speak to the server.
        other = browser.new_context(base_url=desk.address, locale="en", reduced_motion="reduce").new_page()
        sign_in(other, desk, "edda")
        _decide(other, article)
        other.context.close()
    return f"/reports/{number}"


def _judge(page: Page, article: str) -> None:
    page.goto(article)
    page.locator(".claim-list").get_by_role("link", name="800.000 NATO-Truppen").first.click()
    expect(page.locator("html[data-ready=claim]")).to_be_attached()
    if page.get_by_label("Address").count() and not page.get_by_label("Address").first.is_visible():
        page.get_by_text("Add a source").first.click()
    page.get_by_label("Title", exact=True).first.fill("NATO: Truppenstärken 2024")
    page.get_by_label("refutes the claim").first.check()
    page.get_by_role("button", name="Add the source").click()
    expect(page.locator(".evidence").first).to_contain_text("Truppenstärken")
    page.get_by_label("Mostly false").check()
    page.get_by_label("Summary").fill("Die NATO nennt 300.000 Soldaten in hoher Bereitschaft.")
    page.get_by_role("button", name="Propose the verdict").click()
    expect(page.locator(".verdict")).to_contain_text("300.000 Soldaten")


def _decide(page: Page, article: str) -> None:
    page.goto(article)
    page.locator(".claim-list").get_by_role("link", name="800.000 NATO-Truppen").first.click()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("button", name="Publish")).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".verdict").first).to_contain_text("published")
    page.goto(f"{article}/approval")
    page.get_by_label("Note").fill("Der Rest wird nachgereicht.")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Sign off and publish the report").click()
    expect(page.locator("#embed")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_reader_without_an_account_sees_the_report_whole_and_accessible(
    page: Page, report: str, scheme: str, width: int
) -> None:
    page.context.clear_cookies()
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(report)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Belousov in Pjöngjang")
    expect(page.locator("mark").first).to_contain_text("800.000")
    expect(page.locator(".claim")).to_contain_text("Größtenteils falsch")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    faults = Axe().run(page).response["violations"]
    assert not faults, [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in faults]


def test_the_report_is_valid_html_on_the_web_and_as_a_file(
    page: Page, report: str, tidy: str, tmp_path: Path
) -> None:
    number = report.rsplit("/", 1)[-1]
    for address in (report, f"/embed/reports/{number}", f"/articles/{number}/report/file"):
        file = tmp_path / "report.html"
        file.write_bytes(page.request.get(address).body())
        judged = subprocess.run([tidy, "-e", "-q", str(file)], capture_output=True, text=True, check=False)
        assert (judged.returncode, judged.stderr) == (0, ""), address


def test_the_report_prints_on_a_few_pages_of_a4(page: Page, report: str) -> None:
    page.goto(report)
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    pages = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert 2 <= pages <= 8
    width, height = re.search(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", printed).groups()  # type: ignore[union-attr]
    assert (round(float(width)), round(float(height))) == (595, 842)


def test_the_number_in_the_text_leads_to_the_verdict(page: Page, report: str) -> None:
    page.goto(report)
    page.locator("sup a").first.press("Enter")
    expect(page.locator(".claim:target")).to_contain_text("Die NATO nennt 300.000 Soldaten")
