"""`factcheck ingest` and `factcheck export`."""

import csv
import io
import json
from pathlib import Path

import docx
import pytest

from factcheck.config import read_config
from tests.cli.conftest import Installation

TEXT = "Im Mai 2023 kamen rund 300 Menschen nach {}. Sie blieben drei Tage lang in der Stadt."


@pytest.fixture
def files(installed: Installation) -> Path:
    """A folder with a good file of each kind and some that cannot be used."""
    folder = installed.folder
    (folder / "text.txt").write_text(TEXT.format("Bonn"), encoding="utf-8")
    paragraphs = f"<p>{TEXT.format('Köln')} Es war ein langer Tag für alle, die gekommen waren.</p>" * 3
    (folder / "seite.html").write_text(
        "<html lang=de><head><title>Köln</title></head>"
        f"<body><article><h1>Köln</h1>{paragraphs}</article></body></html>",
        encoding="utf-8",
    )
    document = docx.Document()
    document.add_paragraph(TEXT.format("Trier"))
    document.save(str(folder / "brief.docx"))
    (folder / "kaputt.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / "kaputt.docx").write_bytes(b"PK\x03\x04 nothing")
    (folder / "leer.txt").write_bytes(b"")
    return folder


def test_files_of_each_kind_are_on_the_desk(installed: Installation, files: Path) -> None:
    assert files == installed.folder
    said = installed.run("ingest", "text.txt", "seite.html", "brief.docx", "--published", "2024-01-02")
    assert said.code == 0, said.err
    assert [line.split("\t")[0] for line in said.out.splitlines()] == ["2", "3", "4"]
    out = installed.run("export", "verdicts", "--article", "4").out
    (quantity, *_) = [row for row in csv.DictReader(io.StringIO(out)) if row["kind"] == "quantity"]
    assert (quantity["value"], quantity["article_published"]) == ("~300 Menschen", "2024-01-02")


def test_one_broken_file_keeps_no_other_out(installed: Installation, files: Path) -> None:
    assert files == installed.folder
    said = installed.run("ingest", "kaputt.pdf", "text.txt", "kaputt.docx", "leer.txt", "fehlt.txt", ".")
    assert said.code == 1
    assert "Traceback" not in said.err
    assert said.out.splitlines()[0].startswith("2\t")
    for name in (
        "kaputt.pdf: ",
        "kaputt.docx: ",
        "leer.txt: ",
        "fehlt.txt: ",
        "5 of 6 could not be taken in.",
    ):
        assert name in said.err, name


def test_the_same_file_twice_is_said_and_not_stored(installed: Installation, files: Path) -> None:
    assert files == installed.folder
    installed.run("ingest", "text.txt")
    assert "already on the desk" in installed.run("ingest", "text.txt").refused()


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/",
        "http://localhost/x",
        "https://",
        "http://[",
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
        "ftp://x/",
    ],
)
def test_an_address_that_must_not_be_fetched_is_one_sentence(installed: Installation, address: str) -> None:
    said = installed.run("ingest", address)
    assert "1 of 1 could not be taken in." in said.refused()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--published", "gestern"), "gestern"),
        (("--url", "javascript:x"), "An address begins with"),
        (("--url", "http://["), "An address begins with"),
        (("--language", "tlh"), "tlh"),
        (("--as", "nobody"), "nobody"),
    ],
)
def test_a_wrong_option_is_one_sentence(
    installed: Installation, files: Path, options: tuple[str, str], words: str
) -> None:
    assert files == installed.folder
    assert words in installed.run("ingest", "text.txt", *options).refused()


def test_verdicts_leave_as_a_whole_file_or_not_at_all(installed: Installation) -> None:
    said = installed.run("export", "verdicts", "-o", "aus.csv")
    assert said.code == 0
    rows = list(csv.DictReader(io.StringIO((installed.folder / "aus.csv").read_text(encoding="utf-8"))))
    assert f"{len(rows)} claims written to aus.csv." in said.err
    assert rows[0]["article_title"] == "Ein Artikel"
    assert not list(installed.folder.glob("*.part"))
    assert len(installed.run("export", "verdicts", "-o", "nirgends/aus.csv").refused().splitlines()) == 1


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_each_format_leaves_on_standard_output_too(installed: Installation, form: str) -> None:
    said = installed.run("export", "verdicts", "--format", form, "-o", f"aus.{form}")
    assert said.code == 0
    assert said.out == ""
    data = (installed.folder / f"aus.{form}").read_bytes()
    if form == "jsonl":
        assert all(json.loads(line)["claim_id"] for line in data.decode().splitlines())
    else:
        assert data.startswith(b"PK" if form == "xlsx" else b"claim_id,")


def test_german_excel_gets_its_separator_and_mark(installed: Installation) -> None:
    out = installed.run("export", "verdicts", "--excel-de").out
    assert out.startswith("\ufeffclaim_id;article_id;")
    assert "--format csv" in installed.run("export", "verdicts", "--excel-de", "--format", "xlsx").refused()


def test_filters_narrow_the_export_and_every_export_is_in_the_log(installed: Installation) -> None:
    out = installed.run("export", "verdicts", "--kind", "time", "--status", "new", "--language", "de").out
    assert {row["kind"] for row in csv.DictReader(io.StringIO(out))} == {"time"}
    assert len(installed.run("export", "verdicts", "--article", "99").out.splitlines()) == 1
    assert len(installed.run("export", "verdicts", "--rating", "true").out.splitlines()) == 1
    assert installed.run("audit", "verify").code == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--status", "lost"),
        ("--kind", "rumour"),
        ("--article", "x"),
        ("--article", "9" * 30),
        ("--as", "nobody"),
    ],
)
def test_a_filter_that_is_none_is_refused(installed: Installation, options: tuple[str, str]) -> None:
    assert installed.run("export", "verdicts", *options).refused()


def test_without_an_administrator_somebody_must_be_named(bare: Installation) -> None:
    bare.run("db", "upgrade")
    assert "factcheck user add" in bare.run("export", "verdicts").refused()
    assert read_config({"FACTCHECK_INSTANCE": str(bare.folder / "instance")}).on_loopback


def test_a_report_is_one_file_of_its_own(installed: Installation) -> None:
    said = installed.run("export", "report", "1", "-o", "report.html")
    assert said.code == 0, said.err
    page = (installed.folder / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "Geheime Dokumente" in page
    assert "Geheime Dokumente zeigen" not in installed.run("export", "report", "1", "--embedded").out
    missing = installed.run("export", "report", "999")
    assert (missing.code, missing.err) == (1, "factcheck: There is no article with this number.\n")


def test_a_corrected_file_becomes_the_next_version_of_its_article(
    installed: Installation, files: Path
) -> None:
    assert installed.run("ingest", "text.txt").code == 0
    (files / "neu.txt").write_text(TEXT.format("Bonn").replace("300", "400"), encoding="utf-8")
    said = installed.run("ingest", "neu.txt", "--replaces", "2")
    assert (said.code, said.out.split("\t")[:2]) == (0, ["2", "version 2"]), said.err
    assert "claims to decide on" in said.out
    again = installed.run("ingest", "neu.txt", "--replaces", "2")
    assert (again.code, "nothing is different" in again.err) == (1, True)
    assert installed.run("ingest", "neu.txt", "text.txt", "--replaces", "2").code == 2
    assert "There is no article" in installed.run("ingest", "neu.txt", "--replaces", "99").err
