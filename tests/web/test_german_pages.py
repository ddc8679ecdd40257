"""German pages hold no English: every page, claims on their way, the log of it, and refusals."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pytest
from flask import Flask
from lxml import html

from factcheck.web.languages import LANGUAGES
from tests.browsing import Page, Visitor
from tests.web.stored import Stored
from tests.web.test_auth import addresses
from tests.web.test_translations import translated

Visit = Callable[[str | None], Visitor]
# Words that no German sentence of ours holds, whatever their capitals.
TELLING = re.compile(
    r"\b(the|and|of|to|is|are|not|with|your|you|this|that|there|nobody|somebody|claims?|verdicts?|evidence"
    r"|source|queue|rating|flag(ged)?|wording|sign|password|page|set|aside|proposed|published|by|statement"
    r"|quantity|quote|attribute|editor|checker|administrator|unknown|next|back|field|required)\b",
    re.IGNORECASE,
)
# Words as they are stored, which people should never see.
STORED = re.compile(r"\b(false|true|mark|publisher|role|checker|editor|administrator)\b|[a-z]_[a-z]")
SPOKEN = ("title", "placeholder", "aria-label", "alt", "data-confirm", "data-busy")


@lru_cache
def english() -> frozenset[str]:
    """The sentences that read differently in German."""
    return frozenset(one[0] for one, german in translated() if one != german)


def spoken(element: html.HtmlElement) -> Iterator[str]:
    """What a page says itself: words and attributes, without what is marked as another text's language."""
    if not isinstance(element.tag, str) or element.tag in {"script", "style"}:
        return
    if element.tag != "html" and element.get("lang"):
        return
    yield from (element.get(name) or "" for name in SPOKEN)
    yield element.text or ""
    for child in element:
        yield from spoken(child)
        yield child.tail or ""


def leftovers(page: Page) -> list[str]:
    """The English on a German page; languages are called what they call themselves."""
    assert page.tree.tag != "html" or page.tree.get("lang") == "de" or not page.response.data
    texts = [" ".join(text.split()) for text in spoken(page.tree)]
    own = set(LANGUAGES.values())
    return [text for text in texts if text not in own and (text in english() or TELLING.search(text))]


@dataclass
class GermanDesk:
    """A person at a German desk; the English of every page they see is noted."""

    visitor: Visitor
    found: list[str] = field(default_factory=list)

    def look(self, page: Page) -> Page:
        """Look a page through; a redirection is none."""
        if page.response.mimetype == "text/html" and not page.response.location:
            self.found += [
                f"{page.response.request.path} ({page.status}): {text}" for text in leftovers(page)
            ]
        return page

    def get(self, address: str) -> Page:
        """Open a page."""
        return self.look(self.visitor.get(address))

    def do(self, page: str, action: str, **fields: Any) -> Page:
        """Send a form of a page."""
        return self.look(self.visitor.send(self.visitor.get(page), action, **fields))


@pytest.fixture
def desk(visit: Visit) -> Callable[[str], GermanDesk]:
    """Makes somebody to whom the desk speaks German, whatever their browser asks for."""

    def make(name: str) -> GermanDesk:
        visitor = visit(name)
        visitor.send(visitor.get("/account"), "/account/language", locale="de")
        return GermanDesk(visitor)

    return make


Make = Callable[[str], GermanDesk]


@pytest.mark.parametrize("languages", ["de", "de-AT,de;q=0.9,en;q=0.8", "fr"])
def test_a_browser_that_asks_for_german_or_for_what_we_lack_gets_german(visit: Visit, languages: str) -> None:
    answer = visit(None).client.get("/sign-in", headers={"Accept-Language": languages})
    assert not leftovers(Page(answer))
    assert "Anmelden" in answer.text


def test_no_page_of_a_german_desk_holds_english(app: Flask, desk: Make) -> None:
    person = desk("ada")
    pages = {
        address
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or set())
        and rule.endpoint != "static"
        and not rule.endpoint.startswith("api.")  # its page is in English, for those who write programs
        for address in addresses(rule)
    }
    views = {f"/queue?view={view}" for view in ("new", "work", "review", "done", "aside", "all")}
    states = {f"/flags?status={status}" for status in ("open", "upheld", "dismissed", "all")}
    for address in sorted(pages | views | states | {"/?archived=1", "/nowhere", "/claims/999"}):
        person.get(address)
    assert not person.found, "\n".join(person.found)


def test_claims_on_their_way_and_the_log_of_it_are_german(desk: Make, stored: Stored) -> None:
    carl, edda = desk("carl"), desk("edda")
    page = f"/claims/{stored.claim().id}"
    carl.do(page, "/triage")
    carl.do(page, "/assign")
    carl.do(page, "/evidence", title="Akte", stance="supports", quote="Es war so.", publisher="Amt")
    carl.do(page, "/verdict", rating="false", summary="Weil es so war.")
    edda.do(page, "/send-back", note="Bitte genauer.")
    carl.do(page, "/verdict", rating="true", summary="Doch.")
    carl.get(page)
    edda.do(page, "/approve")
    edda.do(page, "/publish")
    for address in (page, "/queue?view=all", "/audit"):
        edda.get(address)
    assert not carl.found + edda.found, "\n".join(carl.found + edda.found)


def test_claims_and_flags_adjusted_and_the_log_of_it_are_german(desk: Make, stored: Stored) -> None:
    carl, edda = desk("carl"), desk("edda")
    flag, claim = stored.flag().id, stored.claim("besuchte")
    page = f"/claims/{claim.id}"
    carl.do(page, "/reshape", label="Besuch")
    carl.do(page, "/split", at=str(claim.start + 12))
    carl.do(page, "/drop")
    carl.do("/articles/1", "/articles/1/claims", start="0", end="8", kind="statement")
    edda.do("/flags", f"/flags/{flag}/dismiss", reason="Belegt.")
    edda.do("/flags?status=dismissed", f"/flags/{flag}/reopen")
    edda.do("/flags", f"/flags/{flag}/uphold")
    edda.do("/articles/1", "/archive")
    for address in (page, "/articles/1", "/flags?status=all", "/?archived=1", "/audit"):
        edda.get(address)
    assert not carl.found + edda.found, "\n".join(carl.found + edda.found)


def test_refusals_and_what_forms_say_are_german(desk: Make, stored: Stored) -> None:
    carl, ada = desk("carl"), desk("ada")
    page = f"/claims/{stored.claim().id}"
    carl.do("/articles/new", "/articles", text="", published="gestern", language="xx", title="x" * 600)
    carl.do(page, "/evidence", title="", accessed="morgen", publisher="x" * 300)
    carl.do(page, "/verdict", summary="")
    carl.do(page, "/split", at="vorn")
    carl.do("/articles/1/details", "/details", title="", url="x")
    carl.do("/account", "/account/password", current="", password="kurz", repeated="anders")
    ada.do("/people", "/people", name="Ä", password="kurz")
    ada.do("/people", "/people", name="", password="")
    ada.do("/people/1", "/people/1", role="checker")
    assert not carl.found + ada.found, "\n".join(carl.found + ada.found)


def _judged(carl: GermanDesk, ada: GermanDesk, claim: str) -> Page:
    carl.do(claim, "/verdict", rating="mostly_false", summary="Weil es so war.")
    return ada.get(claim)


def _undone(carl: GermanDesk, ada: GermanDesk, _claim: str) -> Page:
    carl.do("/articles/1", "/articles/1/claims", start="0", end="8", kind="statement")
    carl.do("/articles/1", "/articles/1/undo")
    return ada.get("/audit")


def _corrected(carl: GermanDesk, ada: GermanDesk, _claim: str) -> Page:
    carl.do("/articles/1/details", "/details", publisher="Blatt")
    return ada.get("/audit")


def _promoted(_carl: GermanDesk, ada: GermanDesk, _claim: str) -> Page:
    ada.do("/people/3", "/people/3", role="editor")
    return ada.get("/audit")


def _forbidden(carl: GermanDesk, _ada: GermanDesk, _claim: str) -> Page:
    return carl.look(carl.visitor.post("/articles/1/archive"))


def _too_late(carl: GermanDesk, ada: GermanDesk, claim: str) -> Page:
    version = _judged(carl, ada, claim).tree.xpath("string(//input[@name='version']/@value)")
    return carl.look(carl.visitor.post(f"{claim}/triage", version=version))


@pytest.mark.parametrize("act", [_judged, _undone, _corrected, _promoted, _forbidden, _too_late])
def test_words_as_they_are_stored_are_never_shown(
    desk: Make, stored: Stored, act: Callable[[GermanDesk, GermanDesk, str], Page]
) -> None:
    page = act(desk("carl"), desk("ada"), f"/claims/{stored.claim().id}")
    texts = [" ".join(text.split()) for text in spoken(page.tree)]
    shown = [text for text in texts if STORED.search(text)]
    assert not shown, "\n".join(shown)


def test_english_on_a_german_page_is_noticed(app: Flask) -> None:
    app.add_url_rule("/planted", "planted", lambda: PLANTED)
    assert leftovers(Page(app.test_client().get("/planted"))) == ["Delete this", "Sign out", "all the rest"]


PLANTED = """<html lang="de"><h1 lang="en">The Title</h1><p title="Delete this">Sign out</p>
<p>Alles <b>da</b> all the rest</p><script>if (the) {}</script></html>"""
