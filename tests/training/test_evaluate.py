"""The figures the segmentation reaches, as floors."""

import os
from pathlib import Path

import pytest

from factcheck.analysis import analyse
from factcheck.training import evaluate_segments
from factcheck.training.evaluate import evaluate, write
from factcheck.training.evaluate_claims import matches
from factcheck.training.evaluate_values import Row

SHARED = Path(os.environ.get("FACTCHECK_SHARED") or Path(__file__).parents[3] / "shared")
needs_shared = pytest.mark.skipif(
    not (SHARED / "gold").is_dir() or not (SHARED / "data" / "de_gsd-test.conllu").exists(),
    reason="the shared test data is not beside this checkout",
)

SEGMENT_FLOORS = {
    "golden_de right": 33 / 35,
    "golden_en_48 right": 44 / 48,
    "sent_de_gsd_test sentence boundaries F1": 0.995,
    "de_gsd-test clause boundaries F1": 0.885,
}
GOLD_FLOORS = {
    "gold statement F1": 0.90,
    "gold quote F1": 0.90,
    "gold attribute F1": 0.80,
    "gold all F1": 0.90,
    "gold flags F1": 0.80,
}


@needs_shared
def test_boundaries_stay_above_their_floors() -> None:
    measured = {row.name: row.value for row in evaluate_segments.rows(SHARED / "data")}
    assert {name: measured[name] for name, floor in SEGMENT_FLOORS.items() if measured[name] < floor} == {}


@needs_shared
def test_claims_stay_above_their_floors() -> None:
    measured = {row.name: row.value for row in evaluate(SHARED / "gold", None)}
    assert {name: measured[name] for name, floor in GOLD_FLOORS.items() if measured[name] < floor} == {}


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="there is no folder"):
        list(evaluate(tmp_path / "nowhere", None))


def test_matching_is_one_to_one_and_prefers_what_is_required() -> None:
    text = "Der Rat tagte."
    claims = [claim for claim in analyse(text, "de").claims if claim.kind == "statement"]
    gold = [
        {"kind": "statement", "core": [0, 13], "max": [0, 14], "required": False},
        {"kind": "statement", "core": [0, 13], "max": [0, 14], "required": True},
    ]
    assert matches(text, claims, gold) == [(0, 1)]


def test_the_table_has_a_line_a_measure(capsys: pytest.CaptureFixture[str]) -> None:
    write([Row("gold all F1", 0.5, 10)])
    assert capsys.readouterr().out.split() == ["gold", "all", "F1", "0.500", "10"]
