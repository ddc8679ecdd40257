"""An editor clears articles of sensational wording by key, and the decisions teach the desk."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.server import Desk, sign_in

USERS_ARTICLE = "Belousov in Pjöngjang"
SCANDAL = "Der Skandal um die neue Brücke dauert an. Das Amt prüft Fall {0}."


def add(page: Page, title: str, text: str) -> None:
    """Put an article on the desk."""
    page.goto("/articles/new")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Text", exact=True).fill(text)
    page.get_by_label("Language").select_option("de")
    page.get_by_role("button", name="Find the claims").click()
    expect(page.locator("html[data-ready=article]")).to_be_attached()


def flags_of(page: Page, title: str) -> str:
    """Open the flags of one article; their address."""
    page.goto("/")
    page.get_by_role("link", name=title).first.click()
    address = f"/flags?article={page.url.rsplit('/', 1)[1]}"
    page.goto(address)
    expect(page.locator("html.ready")).to_be_attached()
    return address


def current(page: Page) -> str:
    """The id of the flag that keys act on."""
    return page.locator("[data-row].current").get_attribute("id") or ""


def said(page: Page, words: str) -> None:
    expect(page.locator("#notices")).to_contain_text(words)
    expect(page.locator("html.ready")).to_be_attached()


def test_an_editor_clears_the_users_article_by_keys_alone(page: Page, desk: Desk) -> None:
    sign_in(page, desk, "edda")
    flags_of(page, USERS_ARTICLE)
    total = page.locator("[data-row]").count()
    assert total >= 8
    page.keyboard.press("j")
    acts = ["u", "d", "r", "w", "s", "1"]
    for number in range(total):
        left = page.locator("[data-row]").count()
        assert left == total - number
        here = current(page)
        rows = page.locator("[data-row]")
        after = rows.nth(1).get_attribute("id") if left > 1 else None
        assert here == rows.first.get_attribute("id"), "the focus has moved to the next flag"
        act = acts[number % len(acts)]
        if act == "1" and not page.locator(f"#{here} [data-key='1']").count():
            act = "u"
        page.keyboard.press(act)
        typed = {"d": "Im Text belegt", "r": "Bitte nüchterner", "w": "sachliche Worte"}.get(act)
        if typed:
            expect(page.locator(f"#{here} [data-key={act}]")).to_be_focused()
            page.keyboard.type(typed)
        if act in ("d", "r", "w", "s"):
            page.keyboard.press("Enter")
        expect(page.locator(f"#{here}")).to_have_count(0)
        expect(page.locator("html.ready")).to_be_attached()
        if after:
            expect(page.locator(f"#{after}")).to_have_class(re.compile(r"\bcurrent\b"))
    expect(page.locator("main")).to_contain_text("Nothing to decide here.")
    page.get_by_role("link", name="all", exact=True).click()
    assert page.locator("[data-row]").count() == total, "nothing is lost"


def test_a_word_dismissed_three_times_becomes_a_rule_that_silences_the_next_and_is_undone(
    page: Page, desk: Desk
) -> None:
    sign_in(page, desk, "edda")
    for number in range(3):
        add(page, f"Brücke {number}", SCANDAL.format(number))
        flags_of(page, f"Brücke {number}")
        page.keyboard.press("j")
        page.keyboard.press("d")
        page.keyboard.type("So heißt der Fall")
        page.keyboard.press("Enter")
        said(page, "The flag is dismissed.")
        waiting = page.locator(".waiting", has_text="1 desk rule waits for a decision.")
        expect(waiting).to_have_count(1 if number == 2 else 0)
    page.get_by_role("link", name="Look at the rules").click()
    page.get_by_role("link", name="Look at it and confirm").click()
    expect(page.get_by_label("Reason")).to_have_value("So heißt der Fall")
    page.get_by_role("button", name="Put to work").click()
    expect(page.locator(".job")).to_contain_text("done", ignore_case=True, timeout=20_000)
    rule = page.url
    add(page, "Brücke 4", SCANDAL.format(4))
    address = flags_of(page, "Brücke 4")
    expect(page.locator("main")).to_contain_text("Nothing to decide here.")
    page.get_by_role("link", name="silenced by a rule").click()
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.locator("[data-row]")).to_contain_text("Desk rule")
    page.goto(rule)
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".job")).to_contain_text("1 are open again", timeout=20_000)
    page.goto(address)
    expect(page.locator("[data-row]")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_about_wording_have_no_accessibility_faults_and_do_not_scroll_sideways(
    page: Page, desk: Desk, scheme: str, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, desk, "ada")
    preview = "/words/preview?language=de&kind=loaded_language&change=added&words=minister&note=Probe"
    addresses = ["/flags?status=all", "/flags?group=word&status=all", "/flags?group=kind", "/rules", "/words"]
    for address in [*addresses, preview, "/flags/word?kind=loaded_language&word=schock&language=de"]:
        page.goto(address)
        findings = Axe().run(
            page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
        )
        assert findings.violations_count == 0, f"{address}: {findings.generate_report()}"
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), (
            f"{address} is too wide"
        )
