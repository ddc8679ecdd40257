"""The desk."""

from collections.abc import Callable

from tests.browsing import Visitor

Visit = Callable[[str | None], Visitor]


def test_the_desk_shows_every_article_with_how_far_its_work_has_come(visit: Visit) -> None:
    page = visit("carl").get("/")
    assert "Ein Artikel" in page.text
    assert "claims not looked at yet" in page.text


def test_every_page_that_the_desk_leads_to_opens(visit: Visit) -> None:
    visitor = visit("ada")
    seen = {"/"}
    waiting = ["/"]
    while waiting:
        page = visitor.get(waiting.pop())
        assert page.status == 200, page.text
        for link in page.links():
            address = link.split("#")[0]
            if address.split("?")[0] not in {one.split("?")[0] for one in seen}:
                seen.add(address)
                waiting.append(address)
    assert len(seen) > 12
