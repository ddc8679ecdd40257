"""Cells that are harmless, and lists in one cell."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.formats.cells import FORMULA_STARTS, as_typed, harmless, packed, unpacked

TRICKY = st.text(st.sampled_from("=+-@\t\r\n\0＝＋－＠'|\\ a;,\"é"), max_size=8)


@pytest.mark.parametrize("start", sorted(FORMULA_STARTS))
def test_a_cell_that_could_be_a_formula_gets_an_apostrophe(start: str) -> None:
    assert harmless(f"{start}1") == f"'{start}1"
    assert harmless(start) == f"'{start}"


@pytest.mark.parametrize("text", ["", "'", "''", "'ne Menge", "a=1", " =1", "5-3", "„-“", "'a'="])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text == as_typed(text)


@settings(deadline=None)
@given(st.text() | TRICKY)
@example("'=1")
@example("''=1")
@example("'")
def test_every_text_comes_back_and_no_cell_begins_like_a_formula(text: str) -> None:
    cell = harmless(text)
    assert as_typed(cell) == text
    assert cell[:1] not in FORMULA_STARTS


def test_a_spreadsheet_that_hides_the_apostrophe_gives_the_same_text() -> None:
    assert as_typed("=1+1") == "=1+1"


@settings(deadline=None)
@given(st.lists(st.text(min_size=1) | TRICKY.filter(bool)))
@example(["a|b", "c\\", "\\|", " a ", "|", " | "])
def test_every_list_comes_back_from_one_cell(items: list[str]) -> None:
    assert unpacked(packed(items)) == tuple(items)


def test_lists_are_readable_in_the_table() -> None:
    assert (
        packed(["https://a.example/?x=1", "https://b.example/"])
        == "https://a.example/?x=1 | https://b.example/"
    )


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("", ()),
        ("a|b", ("a", "b")),
        ("a |b", ("a", "b")),
        (" | ", ()),
        ("a\\", ("a\\",)),
        ("a\\x|b", ("ax", "b")),
    ],
)
def test_cells_typed_by_hand_are_read_kindly(cell: str, items: tuple[str, ...]) -> None:
    assert unpacked(cell) == items


@pytest.mark.parametrize("text", ["'" * 1_000_000, "\\" * 1_000_000, "|" * 1_000_000, "a\\|" * 300_000])
def test_the_time_grows_linearly(text: str) -> None:
    begun = time.thread_time()
    unpacked(as_typed(harmless(text)))
    assert time.thread_time() - begun < 3
