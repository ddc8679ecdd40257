"""An article is corrected in a real browser: compared, stored, decided on by key, undone."""

import re

from playwright.sync_api import Page, expect

from tests.browser.server import Desk, sign_in

TEXT = (
    "Rund 810 Busse fuhren im Mai 2023 nach Bonn. Der Kanzler Olaf Scholz reiste nach Rom. "
    "Die Stadt kaufte 77 Bahnen."
)
CORRECTED = TEXT.replace("810", "910").replace("reiste nach Rom", "reiste nicht nach Rom")


def _article(page: Page) -> None:
    page.goto("/articles/new")
    page.locator("#text").fill(TEXT)
    page.get_by_label("Publication day").fill("2024-11-30")
    page.get_by_role("button", name="Find the claims").click()
    expect(page.locator("html[data-ready=article]")).to_be_attached()


def test_a_corrected_article_keeps_evidence_and_verdicts_and_asks_about_the_rest(
    page: Page, desk: Desk
) -> None:
    sign_in(page, desk, "carl")
    _article(page)
    article = page.url.split("#")[0]
    page.locator(".entry.k-quantity", has_text="810").get_by_role("link").click()
    claim = page.url
    expect(page.locator("html[data-ready=claim]")).to_be_attached()
    page.locator("#evidence").get_by_label("Address").fill("https://example.org/busse")
    page.locator("#evidence").get_by_label("refutes the claim").check()
    page.get_by_role("button", name="Add the source").click()
    page.locator("#verdict").get_by_label("False", exact=True).check()
    page.locator("#verdict").get_by_label("Summary").fill("Es waren 910.")
    page.get_by_role("button", name="Propose the verdict").click()
    expect(page.locator("#verdict .rating").first).to_have_text("False")

    page.goto(article)
    page.get_by_role("link", name="Corrected text").click()
    page.get_by_label("Corrected text").fill(CORRECTED)
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("del")).to_have_text(["removed: 810"])
    expect(page.locator("ins")).to_have_text(["added: 910", re.compile("added: +nicht")])
    page.get_by_role("button", name="Store as version 2").click()
    expect(page.locator("#notices").first).to_contain_text("wait for your decision")

    rows = page.locator("[data-row]")
    number = rows.filter(has_text="810 Busse").filter(has_text="Quantity")
    expect(number).to_contain_text("another number")
    expect(rows.filter(has_text="a negation came or went").first).to_contain_text("Scholz")
    waiting = rows.count()

    # By keyboard: walk to the number, carry it over, take that back, carry it over again.
    expect(page.locator("html.ready")).to_be_attached()
    names = [row.text_content() or "" for row in rows.all()]
    for _ in range(1 + next(place for place, words in enumerate(names) if "Quantity" in words)):
        page.keyboard.press("j")
    expect(page.locator("[data-row].current")).to_contain_text("810 Busse")
    page.keyboard.press("c")
    expect(page.locator("#notices").first).to_contain_text("The claim stands in the new text.")
    expect(rows).to_have_count(waiting - 1)
    page.locator("#notices").get_by_role("button", name="Undo").click()
    expect(page.locator("#notices").first).to_contain_text("waits for a decision again")
    expect(rows).to_have_count(waiting)
    number.get_by_role("button", name=re.compile("Carry over")).click()
    expect(rows).to_have_count(waiting - 1)

    page.goto(claim)
    expect(page.get_by_role("heading", level=1)).to_have_text("Rund 910 Busse")
    expect(page.locator(".evidence.e-refutes")).to_be_visible()
    expect(page.locator("main")).to_contain_text("text changed since verdict")

    page.goto(f"{article}/versions/1")
    expect(page.get_by_role("article")).to_contain_text("810 Busse")
    expect(page.get_by_role("article").locator(".mark.k-quantity", has_text="810")).to_be_visible()
