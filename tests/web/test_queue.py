"""The queue: filters, order, pages."""

from collections.abc import Callable, Iterator

import pytest

from factcheck.models import ClaimKind
from factcheck.services import desk
from factcheck.services.claim_filter import choice
from factcheck.web.queue import VIEWS
from tests import factories
from tests.browsing import Page, Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


def claims_on(page: Page) -> list[str]:
    """The addresses of the claims in the list, in order."""
    return [str(link) for link in page.tree.xpath("//ol[@class='queue']//p[@class='label']/a/@href")]


def pages(visitor: Visitor, address: str) -> Iterator[Page]:
    """A list from its first page to its last."""
    following: list[str] = [address]
    while following:
        page = visitor.get(following[0])
        yield page
        following = page.tree.xpath("//a[@rel='next']/@href")


@pytest.fixture
def full(stored: Stored) -> Stored:
    """A desk with more claims than a page holds."""
    with stored.database.writing() as session:
        text = "\n".join(
            f"Im Jahr {year} kamen rund {year * 3} Menschen nach Bonn." for year in range(1950, 2010)
        )
        factories.make_article(session, stored.person("carl"), text, title="Viele")
        session.commit()
    return stored


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens(visit: Visit, view: str) -> None:
    page = visit("carl").get(f"/queue?view={view}")
    assert page.status == 200
    assert len(page.tree.xpath("//nav[@class='tabs']/a[@aria-current='page']")) == 1


def test_the_pages_of_the_queue_hold_every_claim_once(visit: Visit, full: Stored) -> None:
    found = [claim for page in pages(visit("carl"), "/queue?view=all") for claim in claims_on(page)]
    with full.reading() as session:
        total = desk.counts(session, full.person("carl")).waiting
    assert len(found) == total > desk.PAGE
    assert len(set(found)) == total


def test_the_most_check_worthy_come_first(visit: Visit) -> None:
    page = visit("carl").get("/queue?view=all")
    scores = [float(score) for score in page.tree.xpath("//ol[@class='queue']//meter/@value")]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.usefixtures("full")
def test_filters_go_together_and_stay_on_every_page(visit: Visit) -> None:
    for page in pages(visit("carl"), "/queue?view=new&kind=time&language=de"):
        kinds = page.tree.xpath("//ol[@class='queue']//span[starts-with(@class,'kind')]/text()")
        assert set(kinds) == {"Time"}
    assert "No claim fits." in visit("carl").get("/queue?language=en").text
    assert "No claim fits." in visit("carl").get("/queue?rating=false").text


def test_only_mine_shows_what_is_assigned_to_me(visit: Visit, stored: Stored) -> None:
    visitor, address = visit("carl"), f"/claims/{stored.claim().id}"
    assert claims_on(visitor.get("/queue?mine=1")) == []
    visitor.send(visitor.get(address), f"{address}/assign")
    assert claims_on(visitor.get("/queue?mine=1")) == [address]
    assert claims_on(visit("mia").get("/queue?mine=1")) == []


def test_setting_aside_in_the_list_comes_back_to_the_list(visit: Visit, stored: Stored) -> None:
    visitor, claim = visit("carl"), stored.claim()
    page = visitor.send(visitor.get("/queue?view=new"), f"/claims/{claim.id}/set_aside")
    assert "The claim is set aside." in page.text
    assert page.response.request.full_path == "/queue?view=new"
    assert f"/claims/{claim.id}" not in claims_on(page)


def test_a_claim_with_a_verdict_shows_its_rating(visit: Visit, stored: Stored) -> None:
    visitor, address = visit("carl"), f"/claims/{stored.claim().id}"
    visitor.send(visitor.get(address), f"{address}/verdict", rating="false", summary="Weil.")
    assert "False" in visitor.get("/queue?view=review&rating=false").text


@pytest.mark.usefixtures("full")
def test_no_parameter_of_an_address_steers_the_links(visit: Visit) -> None:
    page = visit("carl").get("/queue?view=all&_external=1&_scheme=javascript&_anchor=%0Aalert(1)&endpoint=x")
    for link in page.tree.xpath("//a/@href"):
        assert link.startswith(("/", "#")), link
    assert page.tree.xpath("//a[@rel='next']/@href")[0].startswith("/queue?view=all&after=")


def test_unknown_words_filter_nothing() -> None:
    assert choice(ClaimKind, "time") is ClaimKind.TIME
    assert choice(ClaimKind, "rumour") is choice(ClaimKind, "") is choice(ClaimKind, None) is None
