"""The fast writer of CSV blocks against the csv module."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.formats.cells import harmless
from factcheck.formats.csv_block import Cell, csv_block

CELLS = (
    st.none()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.text(st.sampled_from("=-'\0\r\n\t;,\"a"), max_size=4)
)


def by_the_csv_module(rows: list[tuple[Cell, ...]], separator: str) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    writer.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return buffer.getvalue()


@settings(deadline=None)
@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[CELLS] * width))), st.sampled_from(",;"))
@example([("",)], ",")
@example([(None,), ("a",)], ",")
@example([("a\0=b", "x")], ",")
@example([(-5, "-5"), ("=", 1.5)], ",")
def test_the_bytes_are_those_of_the_csv_module(rows: list[tuple[Cell, ...]], separator: str) -> None:
    assert csv_block(rows, separator) == by_the_csv_module(rows, separator)


def test_rows_of_unequal_length_are_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="shorter"):
        csv_block([("a", "b"), ("c",)], ",")
