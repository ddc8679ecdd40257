"""Views of the queue under a name, on the pages."""

from collections.abc import Callable

from factcheck.services import saved_views
from tests.browsing import Visitor
from tests.web.stored import Stored
from tests.web.test_queue import claims_on

Visit = Callable[[str | None], Visitor]


def test_a_view_is_saved_from_the_queue_opened_renamed_removed_and_brought_back(visit: Visit) -> None:
    carl, mia = visit("carl"), visit("mia")
    page = carl.get("/queue?view=all&kind=time&text=Monaten")
    shown = claims_on(page)
    page = carl.send(page, "/queue/views", name="Zeiten & Tage", is_shared="y")
    assert "The view is saved." in page.text
    link = page.tree.xpath("//nav[@aria-label='Saved views']/a[contains(., 'Zeiten & Tage')]")[0]
    assert link.get("aria-current") == "page"
    assert str(len(shown)) in link.text_content()
    assert claims_on(mia.get(link.get("href"))) == shown
    page = carl.send(carl.get("/queue/views"), "/queue/views/1", name="")
    assert page.status == 422
    page = carl.send(carl.get("/queue/views"), "/queue/views/1", name="Zeitliste")
    assert "Zeitliste" in mia.get("/queue").text
    page = carl.send(carl.get("/queue/views"), "/queue/views/1/remove")
    assert "Zeitliste" not in carl.get("/queue").text
    assert "Zeitliste" in carl.send(page, "/queue/views/1/restore").text


def test_the_shipped_views_lead_to_what_they_count(visit: Visit, stored: Stored) -> None:
    visitor, address = visit("carl"), f"/claims/{stored.claim().id}"
    visitor.send(visitor.get(address), f"{address}/assign")
    page = visitor.get("/queue")
    links = page.tree.xpath("//nav[@aria-label='Saved views']/a")
    assert len(links) == len(saved_views.SHIPPED)
    for link in links:
        found = visitor.get(link.get("href"))
        assert found.status == 200
        assert len(claims_on(found)) == int(link.xpath("string(b)"))
