"""What only a browser can show: selecting, keys, offsets of text with emoji, accessibility."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.server import Desk, sign_in

WITH_EMOJI = "😀 Österreich meldet 5 Prozent Wachstum. 😀 Rund 300 Menschen kamen nach Graz."
SELECT = """(words) => {
  for (const segment of document.querySelectorAll("[data-selectable] [data-start]")) {
    const at = segment.textContent.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(segment.firstChild, at);
    range.setEnd(segment.firstChild, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return true;
  }
  return false;
}"""


def _add(page: Page, text: str) -> None:
    page.goto("/articles/new")
    page.get_by_label("Text", exact=True).fill(text)
    page.get_by_label("Language").select_option("de")
    page.get_by_role("button", name="Find the claims").click()
    expect(page.locator("html[data-ready=article]")).to_be_attached()


def test_selected_words_after_an_emoji_become_exactly_that_claim_and_can_be_undone(
    page: Page, desk: Desk
) -> None:
    sign_in(page, desk, "carl")
    _add(page, WITH_EMOJI)
    assert page.evaluate(SELECT, "kamen nach Graz")
    expect(page.locator("[data-chosen]")).to_have_text("kamen nach Graz")
    page.get_by_role("button", name="Mark as a claim").click()
    expect(page.locator(".claim-list")).to_contain_text("kamen nach Graz")
    page.locator("#notices").get_by_role("button", name="Undo").click()
    marked = page.locator(".claim-list").get_by_role("link", name="kamen nach Graz", exact=True)
    expect(marked).to_have_count(0)


def test_j_and_k_walk_through_the_claims_and_enter_opens_one(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "carl")
    page.get_by_role("link", name="Belousov in Pjöngjang").click()
    expect(page.locator("html[data-ready=article]")).to_be_attached()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    expect(page.locator("[data-row]").nth(1)).to_have_class(re.compile(r"\bcurrent\b"))
    words = page.locator("[data-row]").nth(1).locator(".label a").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_what_was_typed_into_a_verdict_is_there_again_after_the_page_was_left(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "carl")
    page.get_by_role("link", name="Experts warn").click()
    page.locator(".claim-list .label a").first.click()
    expect(page.locator("html[data-ready=claim]")).to_be_attached()
    address = page.url
    page.get_by_label("Summary").fill("half a thought")
    page.goto("/")
    page.goto(address)
    expect(page.get_by_label("Summary")).to_have_value("half a thought")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_has_accessibility_faults_or_scrolls_sideways(
    page: Page, desk: Desk, scheme: str, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, desk, "ada")
    page.get_by_role("link", name="Experts warn").click()
    article = page.url
    page.locator(".claim-list .label a").first.click()
    claim = page.url
    addresses = ["/", "/queue", "/flags", "/export", "/people", "/people/1", "/account", "/audit", "/help"]
    addresses += [f"{article}/wording", f"{article}/approval", "/wording/weeks"]
    addresses += ["/statistics", "/notifications", "/drafts", "/undo", f"{claim}/activity"]
    addresses += ["/queue/rate", "/queue/bulk", "/queue/views", "/account/keys", "/search?q=Truppen"]
    addresses += ["/checks?q=Truppen", f"{claim}/repeats", f"{claim}/correction", f"{article}/decisions"]
    for address in [*addresses, "/articles/new", article, f"{article}/details", claim, "/nowhere"]:
        page.goto(address)
        findings = Axe().run(
            page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
        )
        assert findings.violations_count == 0, f"{address}: {findings.generate_report()}"
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), (
            f"{address} is too wide"
        )


def test_a_key_sets_the_current_claim_aside_and_goes_on_with_the_next(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "carl")
    _add(page, "Rund 70 Schulen nahmen teil. Der Kanzler reiste nach Rom. Die Bahn baut 12 Brücken.")
    rows = page.locator("[data-row]")
    second = rows.nth(1).locator(".label a").inner_text()
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.locator("#notices")).to_contain_text("1 claim is set aside.")
    expect(rows.nth(0)).to_have_class(re.compile(r"\bs-set_aside\b"))
    expect(page.locator("[data-row].current .label a")).to_have_text(second)
    page.keyboard.press("c")
    expect(rows.nth(1)).to_have_class(re.compile(r"\bs-triaged\b"))


def test_all_claims_of_a_kind_are_chosen_and_set_aside_at_once(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "carl")
    _add(page, "Rund 80 Schulen schlossen im Mai. Das Amt zählte 12 Brücken.")
    page.get_by_role("checkbox", name="Statement", exact=True).uncheck()
    expect(page.locator(".entry.k-statement").first).to_be_hidden()
    page.get_by_label("choose all").check()
    page.get_by_role("button", name="Set aside").click()
    expect(page.locator("#notices")).to_contain_text("set aside")
    expect(page.locator(".entry.k-quantity.s-set_aside")).to_have_count(2)
    expect(page.locator(".entry.k-statement.s-new")).to_have_count(2)


def test_single_keys_can_be_switched_off(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "carl")
    page.goto("/account/keys")
    page.get_by_label("Single keys are on").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#notices").first).to_contain_text("Your shortcuts are set.")
    page.get_by_role("link", name="Desk").click()
    page.get_by_role("link", name="Belousov in Pjöngjang").click()
    expect(page.locator("html[data-ready=article]")).to_be_attached()
    page.keyboard.press("j")
    expect(page.locator("[data-row].current")).to_have_count(0)
    page.goto("/account/keys")
    page.get_by_label("Single keys are on").check()
    page.get_by_role("button", name="Save").click()


def test_a_shortcut_obeys_the_key_that_somebody_gave_it(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "mia")
    page.goto("/account/keys")
    page.get_by_label("next row of a list").fill("l")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#notices").first).to_contain_text("Your shortcuts are set.")
    page.goto("/queue?view=all")
    page.keyboard.press("j")
    expect(page.locator("[data-row].current")).to_have_count(0)
    page.keyboard.press("l")
    expect(page.locator("[data-row].current")).to_have_count(1)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("next row of a list")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("Truppe")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("Truppen")
    page.goto("/account/keys")
    page.get_by_label("Give every shortcut its first key again").check()
    page.get_by_role("button", name="Save").click()


def test_in_the_queue_a_key_sets_aside_goes_on_and_z_takes_it_back(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "edda")
    page.goto("/queue?view=new")
    rows = page.locator("[data-row]")
    first, second = (rows.nth(number).locator(".label a").inner_text() for number in (0, 1))
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.locator("#notices").first).to_contain_text("The claim is set aside.")
    expect(page.locator("[data-row].current .label a")).to_have_text(second)
    page.keyboard.press("z")
    expect(page.locator("#notices").first).to_contain_text("Undone")
    expect(rows.nth(0).locator(".label a")).to_have_text(first)


def test_a_verdict_is_given_without_the_mouse(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "mia")
    _add(page, "Rund 90 Kliniken schlossen im Mai. Der Minister reiste nach Linz.")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("html[data-ready=claim]")).to_be_attached()
    page.keyboard.press("a")
    expect(page.locator("#notices")).to_contain_text("The claim is assigned.")
    expect(page.locator("html[data-ready=claim]")).to_be_attached()
    page.keyboard.press("e")
    page.keyboard.type("https://example.org/kliniken")
    page.keyboard.press("Escape")
    page.get_by_label("refutes the claim").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".evidence.e-refutes")).to_be_attached()
    expect(page.locator("html[data-ready=claim]")).to_be_attached()
    page.keyboard.press("v")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.get_by_label("Summary").focus()
    page.keyboard.type("Es waren 40.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#verdict .rating")).to_have_text("Mostly true")


def test_a_form_that_was_refused_has_the_focus_on_what_is_wrong(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "carl")
    _add(page, "Rund 70 Kliniken schlossen im Mai.")
    page.locator(".claim-list .label a").first.click()
    expect(page.locator("html[data-ready=claim]")).to_be_attached()
    page.locator("#verdict").get_by_label("False", exact=True).check()
    page.get_by_label("Summary").fill("   ")
    page.get_by_role("button", name="Propose the verdict").click()
    expect(page.get_by_label("Summary")).to_be_focused()
    expect(page.get_by_label("Summary")).to_have_attribute("aria-invalid", "true")


def test_the_daily_pages_are_in_reach_on_a_telephone(page: Page, desk: Desk) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    sign_in(page, desk, "carl")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Queue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Queue")
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Desk")).to_be_in_viewport()


def test_a_verdict_sent_after_the_session_ended_is_still_there_after_signing_in_again(
    page: Page, desk: Desk
) -> None:
    sign_in(page, desk, "mia")
    page.get_by_role("link", name="Experts warn").click()
    page.locator(".claim-list .label a").nth(3).click()
    expect(page.locator("html[data-ready=claim]")).to_be_attached()
    address = page.url
    page.locator("#verdict").get_by_label("False", exact=True).check()
    page.get_by_label("Summary").fill("a whole afternoon's thought")
    page.context.clear_cookies()
    page.get_by_role("button", name="Propose the verdict").click()
    page.wait_for_load_state()
    sign_in(page, desk, "mia")
    page.goto(address)
    expect(page.get_by_label("Summary")).to_have_value("a whole afternoon's thought")
    expect(page.locator("#verdict").get_by_label("False", exact=True)).to_be_checked()
    page.get_by_role("button", name="Propose the verdict").click()
    expect(page.locator("#verdict .verdict")).to_contain_text("a whole afternoon's thought")


def test_nobody_finds_the_half_typed_words_of_somebody_else(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "carl")
    page.get_by_role("link", name="Experts warn").click()
    page.locator(".claim-list .label a").nth(5).click()
    expect(page.locator("html[data-ready=claim]")).to_be_attached()
    address = page.url
    page.get_by_label("Summary").fill("Carl's own")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, desk, "mia")
    page.goto(address)
    expect(page.locator("html[data-ready=claim]")).to_be_attached()
    expect(page.get_by_label("Summary")).to_have_value("")
