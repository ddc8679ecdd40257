"""Two people at one claim in real browsers: who is here, both texts side by side, mentions by key."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import Desk, sign_in
from tests.browser.test_drafts import open_claim

# Looks again, as coming back to the window does, until nobody else is there.
GONE = """() => {
  document.dispatchEvent(new Event("visibilitychange"));
  return document.querySelector("[data-here]").hidden;
}"""


@pytest.fixture
def other(browser: Browser, desk: Desk) -> Iterator[Page]:
    """A second person's browser."""
    context = browser.new_context(
        base_url=desk.address, locale="en", viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def test_who_else_has_the_claim_open_is_shown_without_reloading_and_gone_after_leaving(
    page: Page, other: Page, desk: Desk
) -> None:
    sign_in(page, desk, "carl")
    sign_in(other, desk, "edda")
    address = open_claim(page, 2)
    expect(page.locator("[data-signed]")).to_be_attached()
    other.goto(address)
    expect(other.locator(".presence")).to_contain_text("is here too")
    expect(other.locator(".presence")).to_contain_text("Carl")
    # The server names Carl in the page itself; that Edda is here it knows from her page's first sign.
    expect(other.locator("[data-signed]")).to_be_attached()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".presence")).to_contain_text("Edda")
    page.goto("/")
    other.wait_for_function(GONE, polling=300)


def test_two_corrections_of_one_piece_of_evidence_are_joined_with_one_click(
    page: Page, other: Page, desk: Desk
) -> None:
    sign_in(page, desk, "carl")
    sign_in(other, desk, "mia")
    address = open_claim(page, 3)
    page.locator("#evidence").get_by_label("Title").fill("Akte 9")
    page.locator("#evidence").get_by_label("refutes the claim").last.check()
    page.get_by_role("button", name="Add the source").click()
    for one, text in ((other, "Mias Fund auf Seite 2"), (page, "Carls Fund auf Seite 7")):
        if one is other:
            page.locator(".evidence summary", has_text="Correct").first.click()
            one.goto(address)
            one.locator(".evidence summary", has_text="Correct").first.click()
        one.locator(".evidence form[action*='/evidence/']").first.get_by_label("Note").fill(text)
        one.locator(".evidence form[action*='/evidence/']").first.get_by_role("button", name="Save").click()
    expect(page.locator(".clash")).to_contain_text("Mias Fund auf Seite 2")
    expect(page.locator(".clash")).to_contain_text("Carls Fund auf Seite 7")
    page.get_by_role("button", name="Join both").click()
    expect(page.locator(".evidence").first).to_contain_text("Mias Fund auf Seite 2")
    expect(page.locator(".evidence").first).to_contain_text("Carls Fund auf Seite 7")


def test_a_mention_is_completed_by_key_and_counted_for_the_other(page: Page, other: Page, desk: Desk) -> None:
    sign_in(page, desk, "carl")
    open_claim(page, 4)
    box = page.locator("#comment-text")
    box.press_sequentially("@ed")
    expect(page.locator(".mentions [role=option]")).to_have_count(1)
    box.press("Enter")
    expect(box).to_have_value("@edda ")
    box.press_sequentially("schau bitte")
    page.locator("#comments").get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".mention")).to_have_text("@edda")
    sign_in(other, desk, "edda")
    expect(other.locator(".count")).to_be_visible()
    other.goto("/notifications")
    expect(other.locator("main")).to_contain_text("mentions you in a comment")
