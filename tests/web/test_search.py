"""The search page: hits by kind, the words marked, links to where they stand."""

from collections.abc import Callable

import pytest

from tests.browsing import Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


def test_hits_are_grouped_by_kind_with_the_words_marked(visit: Visit, stored: Stored) -> None:
    visitor, address = visit("carl"), f"/claims/{stored.claim().id}"
    visitor.send(
        visitor.get(address), f"{address}/verdict", rating="false", summary="Keine Truppe ist geplant."
    )
    page = visitor.get("/search?q=Truppe")
    assert page.status == 200
    assert page.tree.xpath("//section/h2/text()[1]") == ["Claims ", "Articles ", "Verdicts "]
    assert set(page.tree.xpath("//ol//mark/text()")) == {"Truppen", "Truppe"}
    assert address in page.links()
    assert f"{address}#verdict" in page.links()


@pytest.mark.parametrize("words", ["800000", "800.000", "0,8 Millionen"])
def test_a_number_is_found_by_its_value(visit: Visit, stored: Stored, words: str) -> None:
    page = visit("carl").get(f"/search?q={words}")
    assert f"/claims/{stored.claim().id}" in page.links()
    assert "800.000" in page.tree.xpath("//ol//mark/text()")


def test_nothing_found_nothing_asked_and_too_much_asked_are_said(visit: Visit) -> None:
    visitor = visit("carl")
    assert "Nothing was found." in visitor.get("/search?q=Quastenflosser").text
    assert "Nothing was found." not in visitor.get("/search").text
    assert visitor.get("/search?q=" + "x" * 201).status == 422
    assert "<b>" not in visitor.get("/search?q=<b>").response.text


def test_the_search_box_stands_on_every_page(visit: Visit) -> None:
    page = visit("carl").get("/queue")
    assert page.tree.xpath("//header//form[@role='search']/@action") == ["/search"]
