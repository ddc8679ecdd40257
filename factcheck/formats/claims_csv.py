"""Verdicts as CSV (RFC 4180) in UTF-8, streamed out and read back.

Cells that a spreadsheet would evaluate carry a leading apostrophe, which `read` takes off again; lists are
packed into one cell (see `cells`). Reading and writing are exact inverses.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from factcheck.formats.article_text import decoded
from factcheck.formats.cells import as_typed
from factcheck.formats.csv_block import Cell, csv_block, csv_columns
from factcheck.formats.errors import FormatError
from factcheck.formats.verdict_rows import packed_block, row_of
from factcheck.formats.verdicts import COLUMNS, Block, VerdictRecord, VerdictTable

BLOCK_ROWS: Final = 1_000
_BYTE_ORDER_MARK: Final = "\ufeff".encode()
# Longer cells than the csv module's 131,072 characters occur: a text without a full stop is one sentence.
_MAX_CELL_CHARACTERS: Final = 2_000_000


def rows(records: Iterable[VerdictRecord], *, excel_de: bool = False) -> Iterator[bytes]:
    """The table of `records` in pieces: header first, then blocks of 1,000 rows.

    `excel_de` writes semicolons and a byte order mark, which is what German Excel opens by double click;
    numbers and dates stay as they are.
    """
    if isinstance(records, VerdictTable):
        return _plain_blocks(records.blocks(), excel_de=excel_de)
    return plain_rows(map(row_of, records), excel_de=excel_de)


def plain_rows(
    cells: Iterable[Sequence[Cell]], *, columns: Sequence[str] = COLUMNS, excel_de: bool = False
) -> Iterator[bytes]:
    """The same for rows that are plain cells already, as a database cursor gives them: the fast way.

    Each row follows the order of `columns`; lists are packed by the caller with `cells.packed`. None is an
    empty cell.
    """
    yield _head(columns, excel_de=excel_de)
    source = iter(cells)
    while block := list(islice(source, BLOCK_ROWS)):
        yield csv_block(block, _separator(excel_de=excel_de)).encode()


def _plain_blocks(blocks: Iterable[Block], *, excel_de: bool) -> Iterator[bytes]:
    yield _head(COLUMNS, excel_de=excel_de)
    for block in blocks:
        yield csv_columns(packed_block(block), _separator(excel_de=excel_de)).encode()


def _head(columns: Sequence[str], *, excel_de: bool) -> bytes:
    mark = _BYTE_ORDER_MARK if excel_de else b""
    return mark + csv_block([columns], _separator(excel_de=excel_de)).encode()


def _separator(*, excel_de: bool) -> str:
    return ";" if excel_de else ","


def read(data: bytes) -> Iterator[dict[str, str]]:
    """The rows of a table as written by `rows`, or as saved again by a spreadsheet.

    Comma, semicolon or tab, with or without byte order mark, also UTF-16 and Windows-1252. Every row has all
    columns of the header; `verdict_rows.record_of` makes records of them. Raises FormatError with a
    `csv_…`, `encoding_…` or `file_empty` code that names the line.

    >>> list(read(b"claim_id,claim_text\\r\\n7,'=1\\r\\n"))
    [{'claim_id': '7', 'claim_text': '=1'}]
    """
    for _, row in numbered(data):
        yield row


def numbered(data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """As `read`, each row with the number of the line on which it ends, for errors of the reader's own."""
    if not data:
        raise FormatError("file_empty")
    text = decoded(data)
    csv.field_size_limit(max(csv.field_size_limit(), _MAX_CELL_CHARACTERS))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    header: list[str] = []
    try:
        for cells in reader:
            if not cells:
                continue
            if not header:
                header = _header(cells)
                continue
            if len(cells) != len(header):
                found, expected = len(cells), len(header)
                raise FormatError("csv_row_length", line=reader.line_num, found=found, expected=expected)
            yield reader.line_num, dict(zip(header, map(as_typed, cells), strict=True))
    except csv.Error as error:
        raise FormatError("csv_broken", line=reader.line_num, problem=str(error)) from None
    if not header:
        raise FormatError("csv_no_header")


def _header(cells: list[str]) -> list[str]:
    names = [cell.strip() for cell in cells]
    if not all(names):
        raise FormatError("csv_no_header")
    repeated = next((name for place, name in enumerate(names) if name in names[:place]), None)
    if repeated is not None:
        raise FormatError("csv_header_repeated", column=repeated)
    return names


def _delimiter(text: str) -> str:
    """The separator that occurs most in the header line; column names hold none of them."""
    header = text.lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=header.count)
