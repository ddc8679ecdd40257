"""The figures of the wording judgements, computed from labelled texts."""

import os
from pathlib import Path

import pytest

from factcheck.training import labelled_texts
from factcheck.training.descent import minimum
from factcheck.training.evaluate_judgement import area_under_curve, measures, official_f1
from factcheck.training.fit_checkworthiness import PRIOR, any_of, fitted
from factcheck.training.labelled_texts import LabelledText


def test_the_official_f1_is_the_harmonic_mean_of_macro_precision_and_recall() -> None:
    scored = [(1.0, True), (1.0, False), (-1.0, False), (-1.0, False)]
    precision, recall = (1 / 2 + 1) / 2, (1 + 2 / 3) / 2
    assert official_f1(scored) == pytest.approx(2 * precision * recall / (precision + recall))


def test_equal_scores_give_an_area_of_one_half() -> None:
    assert area_under_curve([(0, True), (0, False)]) == 0.5
    assert area_under_curve([]) == 0


def test_a_text_claims_facts_when_any_sentence_does() -> None:
    assert any_of([0.0, 1.0]) == 1.0
    assert any_of([]) == 0.0


def test_the_search_finds_the_lowest_point_of_a_narrow_valley() -> None:
    def valley(point: list[float]) -> tuple[float, list[float]]:
        x, y = point
        gradient = [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)]
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2, gradient

    assert minimum(valley, [-1.2, 1.0], rounds=400, tolerance=1e-12) == pytest.approx([1.0, 1.0], abs=1e-3)


def test_fitting_moves_a_weight_towards_the_labels_but_not_far_from_the_prior() -> None:
    texts = [
        LabelledText(text, label)
        for _ in range(30)
        for text, label in (("Das kostet 40 Euro.", True), ("Danke für alles!", False))
    ]
    weights = fitted(texts, "de", 3)["weights"]
    assert isinstance(weights, dict)
    assert set(weights) == set(PRIOR)
    assert PRIOR["numbers"] < weights["numbers"] < PRIOR["numbers"] + 1


def test_labelled_files_are_read_with_their_own_columns(tmp_path: Path) -> None:
    comments = tmp_path / "comments.csv"
    comments.write_text(
        "comment_id,comment_text,Sub3_FactClaiming\n1,Ja,0\n2,Es sind 3,1\n", encoding="utf-8"
    )
    assert labelled_texts.germeval(comments) == [
        LabelledText("Ja", label=False),
        LabelledText("Es sind 3", label=True),
    ]
    news = tmp_path / "news.csv"
    news.write_text("\ufefftext;label_bias\nA;Biased\nB;No agreement\nC;Non-biased\n", encoding="utf-8")
    assert labelled_texts.babe(news) == [LabelledText("A", label=True), LabelledText("C", label=False)]


@pytest.mark.parametrize(
    ("option", "file", "name", "least"),
    [
        ("germeval", "germeval2021_test.csv", "official macro F1", 0.70),
        ("claimbuster", "claimbuster_groundtruth.csv", "F1", 0.85),
        ("babe", "babe_labels.csv", "area under the curve", 0.68),
    ],
)
def test_the_figures_on_public_data_do_not_fall(option: str, file: str, name: str, least: float) -> None:
    shared = Path(os.environ.get("FACTCHECK_SHARED") or Path(__file__).parents[3] / "shared")
    path = shared / "data" / file
    if not path.exists():
        pytest.skip(f"{file} is not at hand: it is public data kept outside the project")
    given = {"germeval": None, "claimbuster": None, "babe": None, option: path}
    found = {row.name: row.value for row in measures(given["germeval"], given["claimbuster"], given["babe"])}
    assert found[name] >= least


def test_headlines_are_read_once_without_what_stands_before_a_series(tmp_path: Path) -> None:
    tabloid, broadsheet = tmp_path / "tabloid.csv", tmp_path / "broadsheet.csv"
    tabloid.write_text(
        "title\n*** PLUS *** So irre ist der Mega-Stau!\n++ Ticker ++ - Zoff im Rathaus eskaliert!\nKurz\n"
        "So irre ist der Mega-Stau!\n",
        encoding="utf-8",
    )
    broadsheet.write_text("title\nStadtrat beschließt den Haushalt\n", encoding="utf-8")
    assert labelled_texts.headlines([tabloid], [broadsheet]) == [
        LabelledText("So irre ist der Mega-Stau!", label=True),
        LabelledText("Zoff im Rathaus eskaliert!", label=True),
        LabelledText("Stadtrat beschließt den Haushalt", label=False),
    ]
    found = measures(tabloid=[tabloid], broadsheet=[broadsheet])
    assert [(row.data, row.value) for row in found] == [("headlines", 1.0)]


def test_tabloid_headlines_have_more_flags_than_broadsheet_ones() -> None:
    """On 548,629 headlines of German papers, by topic; the files are public and kept outside the project."""
    shared = Path(os.environ.get("FACTCHECK_SHARED") or Path(__file__).parents[3] / "shared")
    folder = shared / "data" / "headlines"
    tabloid, broadsheet = sorted(folder.glob("*Bild.csv")), sorted(folder.glob("*FAZ.csv"))
    if not (tabloid and broadsheet):
        pytest.skip("the headlines are not at hand: they are public data kept outside the project")
    assert measures(tabloid=tabloid, broadsheet=broadsheet)[0].value >= 0.68
