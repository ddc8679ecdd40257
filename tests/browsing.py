"""A browser without script: follows links, fills in the forms a page really has, checks every page."""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from lxml import html
from werkzeug.test import TestResponse

from tests.factories import PASSWORD


@dataclass
class Page:
    """An answer, read as a person would: title, words, forms."""

    response: TestResponse
    tree: html.HtmlElement = field(init=False)

    def __post_init__(self) -> None:
        page = self.response.text if self.response.mimetype == "text/html" else ""
        self.tree = html.fromstring(page or "<html></html>")
        for form in self.tree.forms:  # one without an address goes to the page's own, as in browsers
            closes_only = form.get("method") == "dialog"
            form.set("action", form.get("action") or ("" if closes_only else self.response.request.path))
        for area in self.tree.iter("textarea"):  # the line break after the tag is none of its text
            area.text = (area.text or "").removeprefix("\n")

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.response.status_code

    @property
    def text(self) -> str:
        """All words of the page, single-spaced."""
        return " ".join(self.tree.text_content().split())

    def form(self, action: str) -> html.FormElement:
        """The form that is sent to an address with this ending."""
        found = [form for form in self.tree.forms if (form.get("action") or "").endswith(action)]
        assert found, (
            f"no form for {action} on this page; there are {[f.get('action') for f in self.tree.forms]}"
        )
        return found[0]

    def links(self) -> list[str]:
        """Every local address the page links to."""
        return [address for address in self.tree.xpath("//a/@href") if address.startswith("/")]


class Visitor:
    """One browser; every page it sees must be whole and accessible in what can be told without a browser."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()

    def sign_in(self, name: str, password: str = PASSWORD) -> Page:
        """Sign in through the form."""
        page = self.get("/sign-in")
        form = next(form for form in page.tree.forms if form.xpath(".//input[@name='password']"))
        return self.submit(form, "/sign-in", name=name, password=password)

    def get(self, address: str) -> Page:
        """Open a page."""
        return self._seen(self.client.get(address, headers={"Accept-Language": "en"}))

    def send(self, page: Page, action: str, **fields: Any) -> Page:
        """Fill in a form of a page and send it; other fields stay as they are."""
        form = page.form(action)
        return self.submit(form, form.get("action"), **fields)

    def submit(self, form: html.FormElement, address: str, **fields: Any) -> Page:
        """Send a form and follow where it leads."""
        values: dict[str, Any] = {}
        for name, value in form.form_values():
            values.setdefault(name, []).append(value)
        values.update(fields)
        answer = self.client.post(
            address, data=values, headers={"Accept-Language": "en"}, follow_redirects=True
        )
        return self._seen(answer)

    def post(self, address: str, **fields: Any) -> Page:
        """Send fields of our own choice with a valid token, as somebody hostile would."""
        token = self.get("/account").tree.xpath("//input[@name='csrf_token']/@value")
        data = {"csrf_token": token[0] if token else "", **fields}
        return self._seen(
            self.client.post(address, data=data, headers={"Accept-Language": "en"}, follow_redirects=True)
        )

    def _seen(self, response: TestResponse) -> Page:
        page = Page(response)
        if response.mimetype == "text/html" and "<html" in response.text:  # else a part of a page
            check(page)
        return page


def check(page: Page) -> None:
    """A title, one h1, the page's language, unique ids, and a label for every field that can be filled in."""
    tree = page.tree
    assert tree.get("lang") in {"de", "en"}, "the page does not say its language"
    assert tree.xpath("string(//title)").strip(), "the page has no title"
    assert len(tree.xpath("//h1")) == 1, "the page needs exactly one h1"
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids)), f"ids used twice: {sorted({one for one in ids if ids.count(one) > 1})}"
    labelled = {label.get("for") for label in tree.xpath("//label[@for]")}
    for control in tree.xpath("//input[not(@type='hidden')]|//select|//textarea"):
        named = control.get("id") in labelled or control.get("aria-label") or control.xpath("ancestor::label")
        assert named, f"a field without a label: {html.tostring(control)[:200]!r}"
