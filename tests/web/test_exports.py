"""Exports: choosing which verdicts, and the file that comes."""

import csv
import io
import json
import zipfile
from collections.abc import Callable

import pytest

from tests.browsing import Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


def rows(visitor: Visitor, **choice: str) -> list[dict[str, str]]:
    """The table that comes for these choices."""
    answer = visitor.send(visitor.get("/export"), "/export", **choice).response
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


@pytest.mark.parametrize(
    ("form", "mimetype", "ending"),
    [
        ("csv", "text/csv", "csv"),
        ("csv-excel-de", "text/csv", "csv"),
        ("jsonl", "application/x-ndjson", "jsonl"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ],
)
def test_each_format_comes_as_a_file_of_its_type(visit: Visit, form: str, mimetype: str, ending: str) -> None:
    visitor = visit("carl")
    answer = visitor.send(visitor.get("/export"), "/export", format=form).response
    assert answer.mimetype == mimetype
    assert answer.headers["Content-Disposition"].endswith(f'.{ending}"')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if form == "jsonl":
        assert json.loads(answer.text.splitlines()[0])["article_title"] == "Ein Artikel"
    if form == "xlsx":
        assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(answer.data)).namelist()


def test_a_verdict_is_in_the_table_with_its_evidence(visit: Visit, stored: Stored) -> None:
    visitor, address = visit("carl"), f"/claims/{stored.claim().id}"
    page = visitor.send(
        visitor.get(address),
        f"{address}/evidence",
        title="Akte",
        stance="refutes",
        url="https://example.org/a",
    )
    visitor.send(page, f"{address}/verdict", rating="false", summary="Es waren, sagt die Akte, 300.")
    (row,) = [row for row in rows(visitor, view="review") if row["rating"]]
    assert (row["rating"], row["rating_value"], row["reviewer"]) == ("false", "1", "Carl")
    assert row["verdict_summary"] == "Es waren, sagt die Akte, 300."
    assert (row["sources_refuting"], row["source_urls"]) == ("Akte", "https://example.org/a")


def test_what_is_not_chosen_stays_out(visit: Visit) -> None:
    visitor = visit("carl")
    assert {row["kind"] for row in rows(visitor, kind="time")} == {"time"}
    assert rows(visitor, language="en") == rows(visitor, rating="false") == rows(visitor, view="done") == []
    assert rows(visitor, article="1") == rows(visitor)


def test_every_download_is_in_the_log_with_its_filters(visit: Visit, stored: Stored) -> None:
    rows(visit("carl"), kind="time", format="csv")
    assert stored.events()[-1] == "export.made"
    assert "exported csv" in visit("edda").get("/audit").text


@pytest.mark.parametrize(
    "choice", [{"format": "exe"}, {"view": "x"}, {"kind": "x"}, {"article": "x"}, {"language": "x"}]
)
def test_a_choice_that_is_none_is_refused_and_not_logged(
    visit: Visit, stored: Stored, choice: dict[str, str]
) -> None:
    visitor = visit("carl")
    page = visitor.send(visitor.get("/export"), "/export", **({"format": "csv"} | choice))
    assert page.status == 422
    assert page.tree.xpath("//*[@class='errors' or @role='alert']"), "the page does not say what is wrong"
    assert "export.made" not in stored.events()
