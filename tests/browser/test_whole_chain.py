"""The user's article in, a verdict CSV out, as people do it in a real browser."""

import csv
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.server import Desk, sign_in

ARTICLE = "Belousov in Pjöngjang"
TROOPS = "bis zu 800.000 NATO-Truppen"


def test_a_checker_rates_a_claim_of_the_users_article_and_downloads_it(
    page: Page, desk: Desk, tmp_path: Path
) -> None:
    sign_in(page, desk, "carl")
    page.get_by_role("link", name=ARTICLE).click()
    expect(page.locator("html[data-ready=article]")).to_be_attached()

    text = page.get_by_role("article")
    expect(text.locator(".mark.k-quantity", has_text="800.000")).to_have_text(TROOPS)
    entry = page.locator(".entry.k-quantity", has_text=TROOPS)
    expect(entry.locator(".value")).to_have_text("at most 800,000 NATO-Truppen")
    months = page.locator(".entry.k-time", has_text="vor fünf Monaten")
    expect(months.locator(".value")).to_have_text("June 2024")

    entry.get_by_role("link", name=TROOPS).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TROOPS)
    expect(page.locator(".context .facts")).to_contain_text("at most 800,000 NATO-Truppen")

    evidence = page.locator("#evidence")
    evidence.get_by_label("Address").fill("https://example.org/nato-planung")
    evidence.get_by_label("Title").fill("Sprecher: keine Planung für NATO-Truppen")
    evidence.get_by_label("refutes the claim").check()
    evidence.get_by_label("Verbatim quote").fill("Es gibt keine solche Planung.")
    evidence.get_by_role("button", name="Add the source").click()
    expect(page.locator("#notices").first).to_contain_text("The evidence is on the claim.")
    expect(page.locator(".evidence.e-refutes")).to_contain_text("Es gibt keine solche Planung.")

    verdict = page.locator("#verdict")
    verdict.get_by_label("False", exact=True).check()
    verdict.get_by_label("Summary").fill("Eine solche Planung ist nicht belegt und wird bestritten.")
    verdict.get_by_role("button", name="Propose the verdict").click()
    expect(page.locator("#verdict .rating")).to_have_text("False")

    row = _downloaded(page, tmp_path, TROOPS)
    assert row["kind"] == "quantity"
    assert row["value"] == "<=800000 NATO-Truppen"
    assert row["rating"] == "false"
    assert row["rating_value"] == "1"
    assert row["status"] == "verdict_proposed"
    assert row["reviewer"] == "Carl Prüfer"
    assert row["sources_refuting"] == "Sprecher: keine Planung für NATO-Truppen"
    assert row["source_urls"] == "https://example.org/nato-planung"
    assert _downloaded(page, tmp_path, "vor fünf Monaten")["value"] == "2024-06"


def test_an_editor_decides_on_a_verdict_and_publishes_it(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "mia")
    page.get_by_role("link", name="Harbour council").click()
    page.locator(".claim-list .label a").first.click()
    address = page.url
    page.locator("#verdict").get_by_label("True", exact=True).check()
    page.locator("#verdict").get_by_label("Summary").fill("The minutes say so.")
    page.get_by_role("button", name="Propose the verdict").click()
    expect(page.locator("#verdict")).to_contain_text(
        "You proposed this verdict; somebody else decides on it."
    )
    page.get_by_role("button", name="Sign out").click()

    sign_in(page, desk, "edda")
    page.goto(address)
    page.get_by_role("button", name="Approve").click()
    expect(page.locator("#verdict")).to_contain_text("approved")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#verdict")).to_contain_text("published")


def _downloaded(page: Page, folder: Path, words: str) -> dict[str, str]:
    """The row of the exported table whose claim is these words."""
    page.get_by_role("link", name="Export").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["claim_text"] == words]
    assert len(rows) == 1, f"{words!r} stands in {len(rows)} rows"
    return rows[0]
