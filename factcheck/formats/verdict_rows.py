"""Verdict records as rows of plain cells, and rows as records again."""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any, Final

from factcheck.formats.cells import packed, unpacked
from factcheck.formats.csv_block import Cell
from factcheck.formats.errors import FormatError
from factcheck.formats.verdicts import (
    COLUMNS,
    FLOAT_COLUMNS,
    INTEGER_COLUMNS,
    LATER_COLUMNS,
    LIST_COLUMNS,
    OPTIONAL_COLUMNS,
    Block,
    VerdictRecord,
)

_ALL_FIELDS: Final = attrgetter(*COLUMNS)
_LIST_PLACES: Final = tuple(place for place, name in enumerate(COLUMNS) if name in LIST_COLUMNS)


def row_of(record: VerdictRecord) -> tuple[Cell, ...]:
    """The record's cells in the order of `COLUMNS`, lists packed as `cells.packed` does."""
    row = list(_ALL_FIELDS(record))
    for place in _LIST_PLACES:
        row[place] = packed(row[place]) if row[place] else ""
    return tuple(row)


def packed_block(block: Block) -> list[Sequence[Cell]]:
    """Columns of records as columns of cells: the lists packed, all others as they are."""
    columns: list[Sequence[Cell]] = list(block)
    for place in _LIST_PLACES:
        lists = block[place]
        columns[place] = [packed(cell) if cell else "" for cell in lists] if any(lists) else [""] * len(lists)
    return columns


def record_of(row: Mapping[str, str], line: int) -> VerdictRecord:
    """The record in a row of strings as read from a table; `line` is named in errors.

    An empty cell is None where the field may be unknown. Raises FormatError with `csv_column_missing` or
    `value_invalid`.
    """
    values: dict[str, Any] = {}
    for name in COLUMNS:
        if name not in row and name in LATER_COLUMNS:
            continue
        if name not in row:
            raise FormatError("csv_column_missing", column=name)
        values[name] = _value(name, row[name], line)
    return VerdictRecord(**values)


def _value(name: str, cell: str, line: int) -> str | int | float | tuple[str, ...] | None:
    if name in LIST_COLUMNS:
        return unpacked(cell)
    if not cell and name in OPTIONAL_COLUMNS:
        return None
    try:
        if name in INTEGER_COLUMNS:
            return int(cell)
        return float(cell) if name in FLOAT_COLUMNS else cell
    except ValueError:
        expected = "a whole number" if name in INTEGER_COLUMNS else "a number with a decimal point"
        raise FormatError(
            "value_invalid", line=line, value=cell[:40], column=name, expected=expected
        ) from None
