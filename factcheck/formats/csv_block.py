"""A block of rows as CSV text, column by column: two and a half times as fast as the csv module.

Most columns of a block need no quotes and no apostrophes; joined into one string they are found clean by a
few searches, where a writer of rows looks at every character of every cell.
"""

import re
from collections.abc import Sequence
from types import NoneType
from typing import Final

from factcheck.formats.cells import FORMULA_STARTS, harmless

Cell = str | int | float | None

# Cells are joined by NUL: behind one, these begin a cell. NULs inside cells are told by how many there are.
_SUSPICIOUS: Final = re.compile("\0['" + re.escape("".join(sorted(FORMULA_STARTS - {"\0"}))) + "]")


def csv_block(rows: Sequence[Sequence[Cell]], separator: str) -> str:
    """The rows as lines of RFC 4180: ended by CR LF, quoted where needed, texts harmless for spreadsheets.

    Numbers are written as Python writes them, None as an empty cell. Raises ValueError for ragged rows.

    >>> csv_block([(1, "a,b"), (2, "=1"), (None, "-")], ",")
    '1,"a,b"\\r\\n2,\\'=1\\r\\n,\\'-\\r\\n'
    """
    return csv_columns(list(zip(*rows, strict=True)), separator) if rows else ""


def csv_columns(block: Sequence[Sequence[Cell]], separator: str) -> str:
    """The same for rows that come as columns of one length, at least one row of them.

    >>> csv_columns([(1, 2), ("a", None)], ";")
    '1;a\\r\\n2;\\r\\n'
    """
    columns = [_written(column, separator) for column in block]
    if len(columns) == 1:
        # an empty line would be no row
        columns = [[cell or '""' for cell in columns[0]]]
    return "\r\n".join(map(separator.join, zip(*columns, strict=True))) + "\r\n"


def _written(column: Sequence[Cell], separator: str) -> Sequence[str]:
    kinds = set(map(type, column))
    if kinds == {NoneType}:
        return [""] * len(column)
    if kinds <= {int, float}:
        return list(map(str, column))
    cells = _harmless_texts(column)
    joined = "\0".join(cells)
    if not any(mark in joined for mark in (separator, '"', "\n", "\r")):
        return cells
    return [
        '"' + cell.replace('"', '""') + '"'
        if separator in cell or '"' in cell or "\n" in cell or "\r" in cell
        else cell
        for cell in cells
    ]


def _harmless_texts(column: Sequence[Cell]) -> Sequence[str]:
    texts = ["" if cell is None else cell for cell in column] if None in column else column
    try:
        joined = "\0".join(texts)  # type: ignore[arg-type]  # a column of texts is what this finds out
    except TypeError:
        # Numbers among them: these are no formulas, whatever their sign.
        return [(cell and harmless(cell)) if isinstance(cell, str) else str(cell) for cell in texts]
    if joined.count("\0") >= len(texts) or _SUSPICIOUS.search(f"\0{joined}"):
        return [harmless(str(cell)) for cell in texts]
    return texts  # type: ignore[return-value]  # they could be joined, so all are texts
