"""The page of a source."""

from collections.abc import Callable

from tests.browsing import Visitor
from tests.web.stored import Stored


def test_a_wrong_title_is_corrected_and_stands_right_on_the_claim(
    visit: Callable[[str | None], Visitor], stored: Stored
) -> None:
    address = f"/claims/{stored.claim().id}"
    carl = visit("carl")
    page = carl.send(
        carl.get(address),
        f"{address}/evidence",
        url="https://example.org/bericht",
        title="Falcher Titel",
        stance="refutes",
    )
    [link] = {link for link in page.links() if link.startswith("/sources/")}
    page = carl.get(link)
    form = page.form(link)
    page = carl.submit(form, link, title="")
    assert page.status == 422
    assert "A source needs a title." in page.text
    page = carl.submit(form, link, title="Richtiger Titel")
    assert "The source is corrected." in page.text
    page = carl.get(address)
    assert "Richtiger Titel" in page.text
    assert "corrected the source “Richtiger Titel”" in page.text
