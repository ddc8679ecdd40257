"""The figures that numbers, quantities and times reach on shared data, as floors."""

import os
from pathlib import Path

import pytest

from factcheck.training import evaluate_values
from factcheck.training.evaluate_values import rows

SHARED = Path(os.environ.get("FACTCHECK_SHARED") or Path(__file__).parents[3] / "shared")
NEEDED = [SHARED / "data" / name for name in ("spec_recognizers_de.jsonl", "timex_de_wikiwars.jsonl")]

pytestmark = pytest.mark.skipif(
    not all(path.exists() for path in NEEDED), reason="the shared test data is not beside this checkout"
)

FLOORS = {
    "de Number/NumberModel": 0.92,
    "de NumberWithUnit/CurrencyModel": 0.88,
    "de Number/PercentModel": 1.0,
    "de NumberWithUnit/DimensionModel": 0.80,
    "de NumberWithUnit/AgeModel": 0.80,
    "de single dates": 0.75,
    "en Number/NumberModel": 0.80,
    "en NumberWithUnit/CurrencyModel": 0.75,
    "de WikiWars lenient F1": 0.95,
    "de WikiWars strict F1 with value": 0.79,
    "gold quantity F1": 0.92,
    "gold quantity values": 0.95,
    "gold time F1": 0.90,
    "gold time values": 0.90,
}


def test_every_figure_stays_above_its_floor() -> None:
    measured = {row.name: row.value for row in rows(SHARED / "data", SHARED / "gold")}
    below = {name: measured[name] for name, floor in FLOORS.items() if measured[name] < floor}
    assert below == {}


def test_the_command_prints_a_row_a_measure(capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate_values.main([str(SHARED / "data")]) == 0
    assert "de WikiWars lenient F1" in capsys.readouterr().out
