"""The audit log, newest first."""

from collections.abc import Callable
from datetime import UTC, datetime

from factcheck.services import audit
from factcheck.web.audit import PAGE
from tests.browsing import Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


def test_the_log_tells_who_did_what(visit: Visit) -> None:
    visit("carl")
    page = visit("edda").get("/audit")
    newest = page.tree.xpath("//ol[@class='history']/li")
    assert "Edda signed in" in " ".join(newest[0].text_content().split())
    assert "Carl signed in" in page.text
    assert "added the article “Ein Artikel”" in page.text


def test_older_pages_go_on_where_the_newer_ended(visit: Visit, stored: Stored) -> None:
    with stored.database.writing() as session:
        person = stored.person("carl")
        for _ in range(PAGE):
            audit.record(session, person, "user.signed_out", person, now=datetime.now(UTC))
        session.commit()
    visitor = visit("edda")
    first = visitor.get("/audit")
    entries = len(first.tree.xpath("//ol[@class='history']/li"))
    assert entries == PAGE
    older = first.tree.xpath("//p[@class='pages']/a/@href")
    assert len(older) == 1
    second = visitor.get(older[0])
    assert entries + len(second.tree.xpath("//ol[@class='history']/li")) == len(stored.events())
    assert not second.tree.xpath("//p[@class='pages']/a")
