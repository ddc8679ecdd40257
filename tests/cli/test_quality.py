"""`factcheck evaluate`."""

from pathlib import Path

from click.testing import CliRunner

from factcheck.cli.quality import evaluate


def test_the_quality_table_has_a_row_for_every_kind_of_claim(shared: Path) -> None:
    done = CliRunner().invoke(evaluate, ["--gold", str(shared / "gold")])
    assert done.exit_code == 0
    for measure in ("statement F1", "quantity F1", "time F1", "flags F1", "checkable ranking"):
        assert measure in done.output


def test_without_anything_to_measure_on_it_says_what_to_name() -> None:
    done = CliRunner().invoke(evaluate, [])
    assert done.exit_code == 2
    assert "--gold FOLDER" in done.output


def test_a_file_without_articles_is_refused_in_a_sentence(tmp_path: Path) -> None:
    empty = tmp_path / "articles.csv"
    empty.write_text("")
    done = CliRunner().invoke(evaluate, ["--quotes", str(empty)])
    assert done.exit_code == 2
    assert "holds too few long texts: name 10kGNAD's table" in done.output
