"""Pages and feeds without an account: closed until the desk opens them, and then telling nothing internal."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from lxml import etree

from factcheck.services import settings
from factcheck.services.settings import PUBLIC_PAGES
from tests import factories
from tests.browsing import Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]
ADDRESSES = ("/published", "/published/1", "/feed/claimreview.json", "/feed/verdicts.atom")
SUMMARY = "Nein </script><script>alert(1)</script> & „nie“."


@pytest.fixture
def published(visit: Visit, stored: Stored) -> int:
    """A claim on its whole way through the pages."""
    claim = stored.claim().id
    page = f"/claims/{claim}"
    carl, edda = visit("carl"), visit("edda")
    carl.send(
        carl.get(page), f"{page}/evidence", title="Akte <b>7</b>", stance="refutes", note="nur intern",
        url="https://example.org/akte", quote="Es waren 300.",
    )  # fmt: skip
    carl.send(carl.get(page), f"{page}/verdict", rating="false", summary=SUMMARY)
    edda.send(edda.get(page), f"{page}/approve")
    edda.send(edda.get(page), f"{page}/publish")
    return claim


def open_up(app: Flask, stored: Stored) -> None:
    """The desk has a public address, and the administrator opens the pages."""
    app.extensions["factcheck"] = replace(app.extensions["factcheck"], site_url="https://blatt.example")
    with stored.database.writing() as session:
        ada = stored.person("ada")
        settings.change(session, ada, {PUBLIC_PAGES.key: True}, version=0, now=factories.NOW)
        session.commit()


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_public_before_the_desk_says_so(visit: Visit, published: int, address: str) -> None:
    assert visit(None).get(address.replace("1", str(published))).status == 404


def test_a_published_verdict_can_be_read_without_an_account(
    app: Flask, visit: Visit, stored: Stored, published: int
) -> None:
    open_up(app, stored)
    visitor = visit(None)
    assert str(published) in " ".join(visitor.get("/published").links())
    page = visitor.get(f"/published/{published}")
    assert "800.000" in page.text
    assert SUMMARY in page.text
    assert "Es waren 300." in page.text
    (markup,) = page.tree.xpath("//script/text()")
    node = json.loads(markup)
    assert node["reviewRating"]["ratingExplanation"] == SUMMARY
    assert node["url"] == f"https://blatt.example/published/{published}"
    assert page.tree.xpath("//script/@type") == ["application/ld+json"], "nothing ended the element early"
    assert visitor.get("/published/999").status == 404


def test_nothing_internal_is_told(app: Flask, visit: Visit, stored: Stored, published: int) -> None:
    open_up(app, stored)
    for address in (f"/published/{published}", "/published", "/feed/claimreview.json", "/feed/verdicts.atom"):
        answer = visit(None).client.get(address).text
        for internal in ("Carl", "Edda", "nur intern", "csrf", "sign-out", "Ein Artikel</a>"):
            assert internal not in answer, (address, internal)


def test_the_feeds_are_whole_and_may_be_kept(
    app: Flask, visit: Visit, stored: Stored, published: int
) -> None:
    open_up(app, stored)
    client = visit(None).client
    answer = client.get("/feed/claimreview.json")
    assert answer.mimetype == "application/ld+json"
    assert answer.headers["Cache-Control"].startswith("public")
    assert len(json.loads(answer.data)["dataFeedElement"]) == 1
    feed = etree.fromstring(client.get("/feed/verdicts.atom").data)
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert (
        feed.xpath("string(a:entry/a:id)", namespaces=atom) == f"https://blatt.example/published/{published}"
    )
    assert feed.xpath("string(a:entry/a:summary)", namespaces=atom) == SUMMARY


def test_what_was_never_published_is_in_no_list(app: Flask, visit: Visit, stored: Stored) -> None:
    open_up(app, stored)
    assert "Nothing has been published yet" in visit(None).get("/published").text
    assert visit(None).get(f"/published/{stored.claim().id}").status == 404
    assert json.loads(visit(None).client.get("/feed/claimreview.json").data)["dataFeedElement"] == []


def test_claimreview_is_exported_where_there_is_a_public_address(
    app: Flask, visit: Visit, stored: Stored, published: int
) -> None:
    visitor = visit("carl")
    page = visitor.send(visitor.get("/export"), "/export", format="claimreview")
    assert page.status == 422
    assert "FACTCHECK_SITE_URL" in page.text
    open_up(app, stored)
    answer = visitor.send(visitor.get("/export"), "/export", format="claimreview").response
    (item,) = json.loads(answer.data)["dataFeedElement"]
    assert item["item"][0]["url"].endswith(f"/{published}")
    assert answer.headers["Content-Disposition"].endswith('.json"')
