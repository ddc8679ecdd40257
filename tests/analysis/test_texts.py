"""Whole texts of several kinds, invented for this test: the statements in them and who makes them."""

from datetime import date
from pathlib import Path

import pytest

from factcheck.analysis import analyse
from factcheck.analysis.results import ClaimKind

TEXTS = Path(__file__).parent / "texts"


def expected(name: str) -> dict[str, str | None]:
    lines = (TEXTS / f"{name}.statements.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("\t") for line in lines if not line.startswith("#"))
    return {statement: source or None for statement, _, source in pairs}


@pytest.mark.parametrize("name", ["stadtrat", "handball", "exoplanet", "retailer"])
def test_a_news_text_gives_its_statements_with_their_sources(name: str) -> None:
    text = (TEXTS / f"{name}.txt").read_text(encoding="utf-8")
    found = analyse(text, published=date(2024, 11, 28))
    assert {c.text: c.attribution for c in found.claims if c.kind is ClaimKind.STATEMENT} == expected(name)
