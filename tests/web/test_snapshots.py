"""Copies of sources on the pages: kept, looked at safely, compared; quotations in their place."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage

from factcheck.config import read_config
from factcheck.models import Evidence, Snapshot
from factcheck.services import snapshot_files
from factcheck.worker import Worker, tools_of
from tests.browsing import Page, Visitor
from tests.web.stored import Stored
from tests.websites import ARTICLE, Site, website

Visit = Callable[[str | None], Visitor]
QUOTE = "mit der Planung für 80.000 Soldaten"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A site with one article."""
    with website() as running:
        running.put("/bericht", ARTICLE.format(words="Die Lage sei ruhig."))
        yield running


@pytest.fixture
def work(app: Flask, tmp_path: Path) -> Callable[[], int]:
    """Has a worker do what waits, with the loopback site opened by its setting."""
    config = read_config({"FACTCHECK_INSTANCE": str(tmp_path), "FACTCHECK_FETCH_HOSTS": "127.0.0.1"})
    return Worker(app.extensions["factcheck.database"], tools_of(config)).work_off


def attached(visitor: Visitor, stored: Stored, **fields: str) -> Page:
    """Evidence on the claim of 800,000 troops."""
    address = f"/claims/{stored.claim().id}"
    given = {"title": "Das Amt", "stance": "refutes", "quote": QUOTE} | fields
    return visitor.send(visitor.get(address), f"{address}/evidence", **given)


def pasted(visitor: Visitor, text: str) -> Page:
    """Text kept as a copy of the first source."""
    return visitor.send(visitor.get("/sources/1"), "/paste", text=text)


def test_a_page_is_kept_and_the_claim_says_where_the_quotation_stands_and_that_its_number_differs(
    visit: Visit, stored: Stored, site: Site, work: Callable[[], int]
) -> None:
    carl = visit("carl")
    page = attached(carl, stored, url=f"{site.address}/bericht")
    assert "The page is being fetched." in page.text
    assert work() == 1
    page = carl.get(f"/claims/{stored.claim().id}")
    assert "word for word in the copy" in page.text
    assert page.tree.xpath("//p[@class='place']/mark/text()") == [QUOTE]
    assert "80.000 Soldaten: a nought more or less" in " ".join(
        page.text.replace("“", "").replace("”", "").split()
    )
    page = carl.get("/sources/1")
    assert "Kept copies" in page.text
    assert "fetched" in page.text
    assert "Das Amt widersprach am Freitag" in carl.get("/snapshots/1").text


def test_a_kept_page_is_shown_without_anything_that_acts_or_calls_elsewhere(
    visit: Visit, stored: Stored, site: Site, work: Callable[[], int]
) -> None:
    carl = visit("carl")
    attached(carl, stored, url=f"{site.address}/bericht")
    work()
    [frame] = carl.get("/snapshots/1").tree.xpath("//iframe")
    assert frame.get("sandbox") == ""
    answer = carl.client.get(frame.get("src"))
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "frame-ancestors 'self'" in policy
    for word in ("script", "onclick", "onerror", "javascript:", "tracker", "<img", "href"):
        assert word not in answer.text, word
    assert "Das Amt widerspricht" in answer.text
    original = carl.client.get("/snapshots/1/original")
    assert original.headers["Content-Disposition"].startswith("attachment")
    assert original.mimetype == "application/octet-stream"
    assert original.data == site.pages["/bericht"][2]


def test_files_and_text_are_brought_in_by_hand(visit: Visit, stored: Stored) -> None:
    carl = visit("carl")
    attached(carl, stored)
    upload = FileStorage(BytesIO(PICTURE), filename="akte.png")
    page = carl.send(carl.get("/sources/1"), "/upload", file=upload)
    assert "The copy is kept." in page.text
    assert "no readable text" in page.text
    assert carl.get("/snapshots/1").tree.xpath("//img/@src") == ["/snapshots/1/original"]
    picture = carl.client.get("/snapshots/1/original")
    assert (picture.mimetype, picture.data) == ("image/png", PICTURE)
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    assert carl.client.get("/snapshots/1/page").status_code == 404
    page = pasted(carl, f"Wörtlich: {QUOTE}.")
    assert "The copy is kept." in page.text
    assert "word for word in the copy" in carl.get(f"/claims/{stored.claim().id}").text


def test_what_cannot_be_kept_is_refused_in_words(visit: Visit, stored: Stored) -> None:
    carl = visit("carl")
    attached(carl, stored)
    strange = FileStorage(BytesIO(b"MZ\0\0" * 50), filename="akte.pdf")
    page = carl.send(carl.get("/sources/1"), "/upload", file=strange)
    assert page.status == 422
    assert "This kind of file is not kept" in page.text
    assert pasted(carl, " ").status == 422
    assert "Choose a file." in carl.send(carl.get("/sources/1"), "/upload").text
    assert stored.count(Snapshot) == 0


def test_a_reviewer_answers_a_warning_and_what_was_typed_is_not_lost(visit: Visit, stored: Stored) -> None:
    carl, edda = visit("carl"), visit("edda")
    attached(carl, stored, quote="Das stand dort nie und nirgends")
    pasted(carl, "Ganz andere Worte stehen hier.")
    address = f"/claims/{stored.claim().id}"
    assert "A reviewer has to answer this" in carl.get(address).text
    page = edda.get(address)
    assert "not found in the copy" in page.text
    refused = edda.send(page, "/evidence/1/answer", answer="lange getippt", version="7")
    assert refused.status == 409
    assert dict(refused.form("/evidence/1/answer").form_values())["answer"] == "lange getippt"
    page = edda.send(page, "/evidence/1/answer", answer="Am Telefon gesagt.")
    assert "Answered by Edda: Am Telefon gesagt." in page.text
    assert "answered the warning about the quotation from Das Amt" in page.text


def test_what_changed_in_a_page_is_shown_and_said_on_the_claim(
    visit: Visit, stored: Stored, site: Site, work: Callable[[], int]
) -> None:
    carl = visit("carl")
    address = site.put("/wechsel", ARTICLE.format(words="Die Lage sei ruhig."))
    attached(carl, stored, url=address)
    work()
    site.put("/wechsel", ARTICLE.format(words="Die Lage sei ernst."))
    assert "The page is being fetched." in carl.send(carl.get("/sources/1"), "/copy").text
    work()
    assert "The page has changed since the first copy" in carl.get(f"/claims/{stored.claim().id}").text
    page = carl.get("/snapshots/2/difference")
    assert "".join(page.tree.xpath("//del/text()")) == "ruhig"
    assert "".join(page.tree.xpath("//ins/text()")) == "ernst"
    assert carl.get("/snapshots/1/difference").status == 404
    del site.pages["/wechsel"]
    carl.send(carl.get("/sources/1"), "/copy")
    work()
    assert "The page is gone" in carl.get(f"/claims/{stored.claim().id}").text


def test_sources_are_searched_and_an_address_in_use_is_noticed_while_typing(
    visit: Visit, stored: Stored
) -> None:
    carl = visit("carl")
    assert "No sources yet." in carl.get("/sources").text
    attached(carl, stored, url="https://example.org/akte?id=7", publisher="Kreisarchiv", quote="")
    assert "Das Amt" in carl.get("/sources?q=kreis+amt").text
    assert "1 claim" in carl.get("/sources").text
    assert "No source has these words." in carl.get("/sources?q=%25").text
    part = carl.client.get("/sources/known", query_string={"url": "http://www.example.org/akte?id=7#x"}).text
    assert "Das Amt" in part
    for url in ("", "example", "https://example.org/akte?id=8", "http://["):
        assert not carl.client.get("/sources/known", query_string={"url": url}).text.strip()


def test_editors_have_all_sources_looked_at_again(visit: Visit, stored: Stored) -> None:
    carl, edda = visit("carl"), visit("edda")
    attached(carl, stored)
    assert not [form for form in carl.get("/sources").tree.forms if "look-again" in form.get("action")]
    assert "All sources are being looked at again." in edda.send(edda.get("/sources"), "/look-again").text
    assert "Look at all sources again" in edda.get("/jobs").text


def test_a_lost_file_is_said_in_words(visit: Visit, stored: Stored, tmp_path: Path) -> None:
    carl = visit("carl")
    attached(carl, stored)
    pasted(carl, "Ein Text.")
    for path in (tmp_path / snapshot_files.FOLDER).rglob("*.txt"):
        path.unlink()
    page = carl.get("/snapshots/1")
    assert page.status == 404
    assert "not in the instance folder" in page.text
    assert stored.count(Evidence) == 1
