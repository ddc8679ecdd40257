"""Bringing in fact-checks through the pages: upload, columns, preview, run, remarks, words for ratings."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from flask import Flask

from factcheck.db import Database
from factcheck.models import Check, CheckImport
from factcheck.worker import Worker, tools_of
from tests.browsing import Page, Visitor
from tests.formats.test_checks import REVIEW, numbered
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]
TABLE = "Behauptung;Wort;Wer\nEs regnet <b>immer</b>;Vier Lügen;Bert\n;falsch;\nEs schneit;richtig;Bert\n"


@pytest.fixture
def work(app: Flask) -> Callable[[], int]:
    """A worker that does what is due."""
    database: Database = app.extensions["factcheck.database"]
    return Worker(database, tools_of(app.extensions["factcheck"])).work_off


def upload(visitor: Visitor, text: str, name: str, **fields: str) -> Page:
    """Send a file through the form."""
    page = visitor.get("/checks/imports")
    return visitor.send(page, "/checks/imports", file=(io.BytesIO(text.encode()), name), **fields)


def test_a_table_is_uploaded_mapped_seen_run_and_its_problems_downloaded(
    visit: Visit, stored: Stored, work: Callable[[], int]
) -> None:
    visitor = visit("edda")
    page = upload(visitor, TABLE, "liste.csv")
    assert "Es regnet immer" in page.text
    assert "Line 3 names no claim" in page.text
    chosen = "string(//select[@name='{}']/option[@selected]/@value)"
    assert [page.tree.xpath(chosen.format(name)) for name in ("claimant", "rating_text")] == ["Wer", ""]
    page = visitor.send(page, "/columns", rating_text="Wort")
    assert page.tree.xpath("//td[text()='Vier Lügen']"), "the preview follows the choice"
    assert stored.count(Check) == 0
    page = visitor.send(page, "/start")
    assert page.tree.xpath("//progress"), "the page shows that the work is under way"
    assert work() == 2  # the import, and the claims looked up again
    page = visitor.get("/checks/imports/1")
    assert "Line 3 names no claim" in page.text
    assert stored.count(Check) == 2
    rows = list(csv.DictReader(io.StringIO(visitor.client.get("/checks/imports/1/remarks.csv").text)))
    assert [(row["line"], row["outcome"]) for row in rows] == [("3", "failed")]
    assert "liste.csv" in visitor.get("/checks/imports").text


def test_a_feed_runs_and_the_second_time_says_what_changed(
    visit: Visit, stored: Stored, work: Callable[[], int]
) -> None:
    visitor = visit("edda")
    for changes in ({}, {"reviewRating": {"alternateName": "Falsch"}}):
        nodes = [*numbered(3), REVIEW | changes]
        visitor.send(upload(visitor, json.dumps(nodes, indent=0), "feed.json"), "/start")
        assert work() == 2  # the import, and the claims looked up again
    page = visitor.get("/checks/imports/2")
    assert "changes: Rating in words" in page.text
    assert "changes" not in visitor.get("/checks/imports/2?outcome=failed").text
    assert stored.count(Check) == 4


def test_a_word_is_decided_on_and_the_fact_checks_follow(
    visit: Visit, stored: Stored, work: Callable[[], int]
) -> None:
    visitor = visit("edda")
    visitor.send(upload(visitor, json.dumps(REVIEW | {"reviewRating": "Vier Lügen"}), "x.json"), "/start")
    work()
    page = visitor.get("/checks/ratings")
    assert page.tree.xpath("//th[contains(., 'Vier Lügen')]")
    page = visitor.send(page, "/checks/ratings", rating="false")
    assert "Every word in the library has a meaning" in page.text
    with stored.reading() as session:
        assert session.get_one(Check, 1).rating_value == 1
    assert "decided that “Vier Lügen” means False" in visitor.get("/audit").text


def test_a_file_that_cannot_be_used_is_said_on_the_form(visit: Visit, stored: Stored) -> None:
    visitor = visit("edda")
    for text, name, words in (("", "x.csv", "empty"), ("PK\x03\x04\0", "x.zip", "choose its format")):
        page = upload(visitor, text, name)
        assert page.status == 422
        assert words in page.text
    page = visitor.send(visitor.get("/checks/imports"), "/checks/imports")
    assert "Choose a file." in page.text
    assert stored.count(CheckImport) == 0


def test_columns_that_cannot_be_stay_on_the_form(visit: Visit) -> None:
    visitor = visit("edda")
    page = upload(visitor, TABLE, "liste.csv")
    page = visitor.send(page, "/columns", claim_text="", title="Wort")
    assert page.status == 422
    assert "Say which column holds the claim" in page.text
    assert page.tree.xpath("string(//select[@name='title']/option[@selected]/@value)") == "Wort"
    page = visitor.send(page, "/columns", claim_text="Nirgends")
    assert page.status == 422


def test_a_file_is_discarded_and_gone(visit: Visit, stored: Stored) -> None:
    visitor = visit("edda")
    page = visitor.send(upload(visitor, TABLE, "liste.csv"), "/discard")
    assert "The file is discarded" in page.text
    assert stored.count(CheckImport) == 0
    assert visitor.get("/checks/imports/1").status == 404


def test_the_library_is_filled_by_editors_alone(visit: Visit) -> None:
    assert visit("carl").get("/checks/imports").status == 403
    assert visit("carl").get("/checks/ratings").status == 403
