"""Rating by key: nothing is lost, doubled or misplaced, however fast somebody types."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from factcheck.db import sqlite_driver
from tests.browser.server import Desk, sign_in

RATINGS = 40
SLOW = """{
  const real = window.fetch;
  window.fetch = async (...given) => {
    await new Promise((ready) => setTimeout(ready, WAIT));
    return real(...given);
  };
}"""
VERDICTS = """SELECT v.claim_id, r.position, v.number, v.summary FROM verdict v
    JOIN rating r ON r.id = v.rating_id JOIN claim c ON c.id = v.claim_id
    WHERE c.article_id = ? AND v.outcome <> 'superseded' ORDER BY v.id"""


def stored(desk: Desk, article: int) -> list[tuple[int, int, int, str]]:
    """(claim, place on the scale, number, summary) of every verdict on an article's claims, as stored."""
    with closing(sqlite_driver().connect(str(desk.instance / "factcheck.sqlite3"))) as connection:
        return list(connection.execute(VERDICTS, [article]))


def rating_page(page: Page, desk: Desk, who: str, sentences: int = 20) -> int:
    """A new article about somebody, and the page where its claims are rated by carl; its id."""
    sign_in(page, desk, "carl")
    page.goto("/articles/new")
    text = " ".join(
        f"{who} zählte im Jahr {1900 + number} rund {number * 7 + 3} Brücken." for number in range(sentences)
    )
    page.get_by_label("Text", exact=True).fill(text)
    page.get_by_label("Language").select_option("de")
    page.get_by_role("button", name="Find the claims").click()
    expect(page.locator("html[data-ready=article]")).to_be_attached()
    article = int(re.findall(r"/articles/(\d+)", page.url)[0])
    page.goto(f"/queue/rate?article={article}")
    expect(page.locator("html[data-ready=rating]")).to_be_attached()
    return article


def shown(page: Page) -> int:
    """The claim that is shown now."""
    return int(page.locator("[data-stage] [data-card]").get_attribute("data-claim") or 0)


def laid_out(page: Page) -> list[int]:
    """The claims in the order in which they will be shown."""
    return [int(claim) for claim in page.evaluate(
        "[document.querySelector('[data-stage] [data-card]'), "
        "...document.querySelector('[data-waiting]').content.children].map((card) => card.dataset.claim)"
    )]  # fmt: skip


def laid_out_after_reload(page: Page) -> list[int]:
    """The same, read from the page before its script takes the waiting claims out of it."""
    page.route("**/static/rating.js*", lambda route: route.abort())
    page.reload()
    order = laid_out(page)
    page.unroute("**/static/rating.js*")
    page.reload()
    expect(page.locator("html[data-ready=rating]")).to_be_attached()
    return order


@pytest.mark.parametrize("wait", [0, 30])
@pytest.mark.parametrize("between", [0, 50, 150, 300])
def test_forty_ratings_typed_by_key_are_stored_each_once_on_the_claim_that_was_shown(
    page: Page, desk: Desk, between: int, wait: int
) -> None:
    if wait:
        page.add_init_script(SLOW.replace("WAIT", str(wait)))
    article = rating_page(page, desk, f"Amt {between} {wait}")
    order = laid_out_after_reload(page)[:RATINGS]
    digits = [number % 9 + 1 for number in range(RATINGS)]
    page.keyboard.type("".join(map(str, digits)), delay=between)
    expect(page.locator("html")).to_have_attribute("data-stored", str(RATINGS), timeout=30_000)
    assert shown(page) not in order
    found = stored(desk, article)
    assert [(claim, place + 1) for claim, place, _, _ in found] == list(zip(order, digits, strict=True))
    assert {number for _, _, number, _ in found} == {1}
    assert len(order) == len(set(order)) == RATINGS


def test_a_claim_that_somebody_changed_meanwhile_is_shown_as_not_stored_and_rated_again(
    page: Page, desk: Desk
) -> None:
    article = rating_page(page, desk, "Konflikt")
    claim = shown(page)
    with closing(sqlite_driver().connect(str(desk.instance / "factcheck.sqlite3"))) as connection:
        connection.execute("UPDATE claim SET version = version + 1 WHERE id = ?", [claim])
        connection.commit()
    page.keyboard.type("53")
    trouble = page.locator("[data-trouble]")
    expect(trouble).to_contain_text("Somebody else has changed this claim in the meantime")
    expect(page.locator("html")).to_have_attribute("data-stored", "1")
    page.reload()
    expect(page.locator("[data-trouble] li")).to_have_count(1)
    page.get_by_role("button", name="Rate again").click()
    assert shown(page) == claim
    expect(trouble).to_be_hidden()
    page.keyboard.press("4")
    expect(page.locator("html")).to_have_attribute("data-stored", "1")
    assert [row[1] for row in stored(desk, article) if row[0] == claim] == [3]


def test_ratings_wait_for_a_server_that_is_away_also_over_a_reload(page: Page, desk: Desk) -> None:
    article = rating_page(page, desk, "Ausfall")
    order = laid_out_after_reload(page)
    page.route(re.compile(r"/queue/rate/\d+$"), lambda route: route.abort())
    page.keyboard.type("123")
    expect(page.locator("#notices").first).to_contain_text("The server does not answer")
    page.unroute(re.compile(r"/queue/rate/\d+$"))
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-stored", "3")
    assert [(row[0], row[1]) for row in stored(desk, article)] == [
        (order[0], 0),
        (order[1], 1),
        (order[2], 2),
    ]
    assert (
        page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('factcheck-rating')).length")
        == 0
    )


def test_a_rating_sent_while_signed_out_is_stored_after_signing_in_again(page: Page, desk: Desk) -> None:
    article = rating_page(page, desk, "Abgemeldet")
    address, claim = page.url, shown(page)
    page.context.clear_cookies()
    page.keyboard.press("2")
    expect(page.locator("#notices").first).to_contain_text("You are signed out")
    sign_in(page, desk, "carl")
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-stored", "1")
    assert [(row[0], row[1]) for row in stored(desk, article)] == [(claim, 1)]


def test_z_takes_the_last_rating_back_and_shows_its_claim_again(page: Page, desk: Desk) -> None:
    article = rating_page(page, desk, "Rückgängig")
    claim = shown(page)
    page.keyboard.press("1")
    expect(page.locator("html")).to_have_attribute("data-stored", "1")
    page.keyboard.press("z")
    expect(page.locator("#notices").first).to_contain_text("Taken back")
    assert shown(page) == claim
    page.keyboard.press("5")
    expect(page.locator("html")).to_have_attribute("data-stored", "1")
    assert [(row[0], row[1], row[2]) for row in stored(desk, article)] == [(claim, 4, 2)]


def test_reasons_typed_before_the_key_go_with_that_rating_only(page: Page, desk: Desk) -> None:
    article = rating_page(page, desk, "Gründe")
    page.keyboard.press("v")
    page.keyboard.type("Es waren 40.")
    page.keyboard.press("Escape")
    page.keyboard.type("12")
    expect(page.locator("html")).to_have_attribute("data-stored", "2")
    assert [row[3] for row in stored(desk, article)] == ["Es waren 40.", "Rated by key; the reasons follow."]
