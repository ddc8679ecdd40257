"""`factcheck import checks`: files in, numbers and problems said."""

import json

import pytest

from tests.cli.conftest import Installation
from tests.formats.test_checks import REVIEW, numbered


def test_files_are_brought_in_once_and_the_numbers_are_said(installed: Installation) -> None:
    (installed.folder / "feed.json").write_text(json.dumps({"dataFeedElement": numbered(30)}))
    (installed.folder / "liste.csv").write_text("Behauptung;Urteil\nEs regnet;falsch\n")
    first = installed.run("import", "checks", "feed.json", "liste.csv")
    assert first.code == 0, first.err
    assert first.out.splitlines() == [
        "feed.json: 30 new, 0 changed, 0 known, 0 of our own, 0 unusable",
        "liste.csv: 1 new, 0 changed, 0 known, 0 of our own, 0 unusable",
    ]
    again = installed.run("import", "checks", "feed.json", "liste.csv")
    assert again.out.count(" 0 new,") == 2
    assert installed.run("audit", "verify").code == 0


def test_a_dry_run_says_the_same_and_stores_nothing(installed: Installation) -> None:
    (installed.folder / "one.json").write_text(json.dumps(REVIEW))
    dry = installed.run("import", "checks", "--dry-run", "one.json")
    assert dry.out == "one.json: 1 new, 0 changed, 0 known, 0 of our own, 0 unusable (nothing stored)\n"
    assert installed.run("import", "checks", "one.json").out.startswith("one.json: 1 new")


def test_a_broken_record_is_named_the_others_come_in_and_the_command_fails(installed: Installation) -> None:
    (installed.folder / "lines.jsonl").write_text(f"{json.dumps(REVIEW)}\n{{broken\n")
    said = installed.run("import", "checks", "lines.jsonl")
    assert "1 new" in said.out
    assert "lines.jsonl: Line 2 cannot be read as JSON" in said.refused()


def test_columns_are_chosen_by_name(installed: Installation) -> None:
    (installed.folder / "a.csv").write_text("x,y\nEs regnet,falsch\n")
    assert "Say which column holds the claim" in installed.run("import", "checks", "a.csv").refused()
    said = installed.run(
        "import", "checks", "a.csv", "--mapping", "x=claim_text", "--mapping", "y=rating_text"
    )
    assert said.out.startswith("a.csv: 1 new")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere.csv",), "cannot be read"),
        (("empty.csv",), "empty"),
        (("a.csv", "--mapping", "x"), "COLUMN=FIELD"),
        (("a.csv", "--mapping", "x=everything"), "COLUMN=FIELD"),
        (("a.csv", "--mapping", "z=claim_text"), "lacks the column z"),
        (("a.csv", "--as", "nobody"), "nobody"),
        (("a.csv", "--as", "carl"), "role does not allow"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    installed: Installation, arguments: tuple[str, ...], words: str
) -> None:
    (installed.folder / "empty.csv").write_text("")
    (installed.folder / "a.csv").write_text("x,y\n1,2\n")
    assert words in installed.run("import", "checks", *arguments).refused()


def test_a_claim_is_looked_up_as_a_table_and_as_lines_of_json(installed: Installation) -> None:
    (installed.folder / "a.csv").write_text("Behauptung;Urteil\nDie Stadt kaufte 40 neue Busse;falsch\n")
    installed.run("import", "checks", "a.csv")
    table = installed.run("match", "Die Stadt kaufte 50 neue Busse")
    assert "Die Stadt kaufte 40 neue Busse" in table.out
    assert "another number: 50 | 40" in table.out
    line = json.loads(installed.run("match", "Die Stadt kaufte 40 neue Busse", "--format", "jsonl").out)
    assert (line["likeness"], line["claim"], line["rating_text"]) == (
        "same", "Die Stadt kaufte 40 neue Busse", "falsch",
    )  # fmt: skip
    assert (line["qualifiers"], line["review_date"]) == ([], None)
    assert "No earlier fact-check was found." in installed.run("match", "Der Mond ist aus Käse").err
