"""Fact-checks brought in by hand in a real browser, with the worker beside the server; pages for axe."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.server import Desk, sign_in

TABLE = """Behauptung;Einstufung des Hauses;Wer
Deutschland nimmt 800.000 NATO-Truppen auf;Vier Lügen;Andrei Belousov
;falsch;
Nordkorea hat 10.000 Soldaten entsandt;richtig;Kim Jong-un
"""


def test_a_table_is_brought_in_and_its_words_and_people_have_pages(
    page: Page, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "liste.csv"
    file.write_text(TABLE, encoding="utf-8")
    sign_in(page, desk, "edda")
    page.goto("/checks/imports")
    _accessible(page)
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Upload and look").click()
    expect(page.locator("main")).to_contain_text("Line 3 names no claim")
    _accessible(page)
    page.get_by_label("Rating in words").select_option("Einstufung des Hauses")
    page.get_by_role("button", name="Show the records").click()
    expect(page.get_by_role("cell", name="Vier Lügen")).to_be_visible()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.locator("#notices")).to_contain_text("done", timeout=20_000)
    page.get_by_role("link", name="Show the newest numbers").click()
    expect(page.locator("main")).to_contain_text("Line 3 names no claim")
    _accessible(page)
    page.goto("/checks/ratings")
    _accessible(page)
    page.get_by_label("What “Vier Lügen” means").select_option("false")
    page.locator("tr", has_text="Vier Lügen").get_by_role("button").click()
    expect(page.locator("#notices")).to_contain_text("has a meaning now")
    page.goto("/claimants?q=kim")
    _accessible(page)
    page.get_by_role("link", name="Kim Jong-un").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kim Jong-un")
    _accessible(page)


def _accessible(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
