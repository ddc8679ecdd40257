"""Which language a page speaks, and that every page speaks both."""

from collections.abc import Callable

import pytest
from flask import Flask

from factcheck.web.catalogue import translations
from tests.browsing import Page, Visitor, check
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de", "de"),
        ("en", "en"),
        ("en-GB,de;q=0.5", "en"),
        ("de-AT", "de"),
        ("fr", "de"),
        ("fr,en;q=0.1", "en"),
        ("", "de"),
        ("*", "de"),
        ("x" * 5000, "de"),
        (";;q=,,=", "de"),
        ("en;q=abc", "de"),
    ],
)
def test_a_browser_is_answered_in_its_language_else_in_german(app: Flask, header: str, language: str) -> None:
    answer = app.test_client().get("/sign-in", headers={"Accept-Language": header})
    assert f'<html lang="{language}">' in answer.text


def test_the_language_chosen_before_signing_in_holds_afterwards(visit: Visit) -> None:
    visitor = visit(None)
    page = visitor.send(visitor.get("/sign-in"), "/language", language="de")
    assert page.tree.get("lang") == "de"
    assert visitor.sign_in("carl").tree.get("lang") == "de"


def test_choosing_a_language_leads_only_to_our_own_pages(visit: Visit) -> None:
    visitor = visit(None)
    token = visitor.get("/sign-in").tree.xpath("//input[@name='csrf_token']/@value")[0]
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", ""):
        answer = visitor.client.post("/language", data={"csrf_token": token, "language": "en", "back": back})
        assert answer.location == "/"
    answer = visitor.client.post(
        "/language", data={"csrf_token": token, "language": "tlh", "back": "/sign-in"}
    )
    assert answer.location == "/sign-in"
    with visitor.client.session_transaction() as session:
        assert session["language"] == "en"


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_speaks_the_language_of_the_account(visit: Visit, stored: Stored, language: str) -> None:
    visitor = visit("ada")
    visitor.send(visitor.get("/account"), "/account/language", locale=language)
    address = f"/claims/{stored.claim().id}"
    visitor.send(visitor.get(address), f"{address}/evidence", title="Akte", stance="refutes")
    visitor.send(visitor.get(address), f"{address}/verdict", rating="false", summary="Weil.")
    for path in (
        "/", "/?archived=1", "/queue?view=all", "/flags", "/export", "/people", "/audit", "/help", "/account",
        "/articles/new", "/articles/1", "/articles/1/details", address, f"/people/{stored.person('mia').id}",
        "/nirgends", "/queue?after=x",
    ):  # fmt: skip
        page = Page(visitor.client.get(path, headers={"Accept-Language": "fr"}))
        check(page)
        assert page.tree.get("lang") == language, path
        assert ("Sign out" in page.text) == (language == "en"), path
        assert ("Abmelden" in page.text) == (language == "de"), path


def test_english_is_what_the_code_says_and_unknown_languages_too() -> None:
    for language in ("en", "fr", "../../etc"):
        assert translations(language).gettext("Sign out") == "Sign out"
    assert translations("de").gettext("Sign out") == "Abmelden"
