"""Evidence in a real browser: a page that cannot be fetched, its text kept, the quotation in its place."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.server import Desk, sign_in

TROOPS = "bis zu 800.000 NATO-Truppen"
COPY = (
    "Das Amt widersprach am Freitag. Es gehe, so die Sprecherin, um die Planung für 80.000 Soldaten, und "
    "auch die kämen nicht auf einmal.\n\nDie Opposition verlangte eine Sondersitzung."
)


def unfold(page: Page) -> None:
    """Open the form for a source; a click would close it where a draft has opened it a moment before."""
    page.locator("#evidence details.add").evaluate("part => { part.open = true; }")


def attach(page: Page, address: str, title: str, quote: str) -> str:
    """Evidence on the claim of 800,000 troops; returns the claim's address."""
    page.goto("/articles/3")
    page.locator(".entry.k-quantity .label a", has_text=TROOPS).click()
    claim = page.url.partition("#")[0]
    evidence = page.locator("#evidence")
    expect(page.locator("html[data-ready=claim]")).to_be_attached()
    unfold(page)
    form = evidence.locator("form[action$='/evidence']")
    form.get_by_label("Address").fill(address)
    form.get_by_label("Title").fill(title)
    form.get_by_label("refutes the claim").check()
    form.get_by_label("Verbatim quote").fill(quote)
    form.get_by_role("button", name="Add the source").click()
    return claim


@pytest.fixture
def kept(page: Page, desk: Desk, request: pytest.FixtureRequest) -> tuple[str, str]:
    """A source whose page the worker may not fetch and whose text was pasted: the claim's and its address."""
    sign_in(page, desk, "carl")
    # Each test has a page of its own: of one that was kept already no copy is fetched again.
    address = f"http://127.0.0.1:9/{request.node.name}"
    claim = attach(page, address, "Das Amt widerspricht", "die Planung für 80.000 Soldaten")
    page.get_by_role("link", name="The source").last.click()
    source = page.url
    expect(page.locator("#copies")).to_contain_text("did not work", timeout=60_000)
    page.get_by_text("Bring a copy in by hand").click()
    page.get_by_label("Text of the source").fill(COPY)
    page.get_by_role("button", name="Keep this text").click()
    return claim, source


def test_a_quotation_is_shown_in_its_place_and_a_nought_too_few_is_pointed_out(
    page: Page, kept: tuple[str, str]
) -> None:
    claim, source = kept
    page.goto(claim)
    check = page.locator(".quote-check").last
    expect(check).to_contain_text("word for word in the copy")
    check.locator("summary").click()
    expect(check.locator("mark")).to_have_text("die Planung für 80.000 Soldaten")
    expect(page.locator(".values").last).to_contain_text("a nought more or less")
    copy = page.locator(".quote-check a").last.get_attribute("href")
    for scheme in ("light", "dark"):
        for width in (1280, 390):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            for address in (claim, source, copy or "", "/sources", "/jobs"):
                page.goto(address)
                found = Axe().run(
                    page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
                )
                assert found.violations_count == 0, f"{address}: {found.generate_report()}"
                assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), address


def test_an_address_that_is_a_source_already_is_noticed_while_it_is_typed(
    page: Page, kept: tuple[str, str], request: pytest.FixtureRequest
) -> None:
    page.goto(kept[0])
    expect(page.locator("html[data-ready=claim]")).to_be_attached()
    unfold(page)
    page.locator("#ev-url").fill(f"http://127.0.0.1:9/{request.node.name}")
    expect(page.locator("#ev-known")).to_contain_text("This page is a source already: Das Amt widerspricht")
