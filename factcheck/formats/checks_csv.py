"""Tables of fact-checks: encoding and separator found out, a bad row reported and passed over."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final, Protocol

from factcheck.formats.article_text import decoded
from factcheck.formats.cells import as_typed
from factcheck.formats.check_records import Item
from factcheck.formats.checks_columns import CheckField, guessed, record_from
from factcheck.formats.errors import FormatError


class Reader(Protocol):
    """What csv.reader gives, which has no name of its own."""

    line_num: int

    def __iter__(self) -> "Reader": ...

    def __next__(self) -> list[str]: ...


_MAX_CELL_CHARACTERS: Final = 2_000_000
_SNIFFED: Final = 65_536


@dataclass(frozen=True, slots=True)
class Preview:
    """The head of a table: its columns, the first rows, and which column probably holds what."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guess: dict[CheckField, str]
    separator: str


def preview(data: bytes, rows: int = 5) -> Preview:
    """The first rows of a table.

    Raises FormatError with `csv_no_header`, `csv_header_repeated`, `file_empty` or an `encoding_…` code.

    >>> preview("Aussage;Urteil\\nEs regnet;falsch".encode()).guess[CheckField.RATING_TEXT]
    'Urteil'
    """
    text = _text(data)
    separator = _separator(text)
    reader = _reader(text, separator)
    columns = _header(reader)
    body = islice((row for row in reader if row), rows)
    cut = tuple(tuple(map(as_typed, row[: len(columns)])) for row in body)
    return Preview(tuple(columns), cut, guessed(columns), separator)


def items(data: bytes, mapping: Mapping[CheckField, str] | None = None) -> Iterator[Item]:
    """The fact-checks of a table's rows, each with the line on which its row ends.

    Raises FormatError as `preview` does, and with `csv_column_missing` for a mapping to no column; what is
    wrong with one row is in its item.
    """
    text = _text(data)
    reader = _reader(text, _separator(text))
    columns = _header(reader)
    missing = next((name for name in (mapping or {}).values() if name not in columns), None)
    if missing is not None:
        raise FormatError("csv_column_missing", column=missing)
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            problem = FormatError("csv_broken", line=reader.line_num, problem=str(error))
            yield Item(reader.line_num, error=problem)
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield _item(row, columns, reader.line_num, mapping)


def _item(row: list[str], columns: list[str], line: int, mapping: Mapping[CheckField, str] | None) -> Item:
    try:
        if len(row) != len(columns):
            raise FormatError("csv_row_length", line=line, found=len(row), expected=len(columns))
        cells = dict(zip(columns, map(as_typed, row), strict=True))
        return Item(line, record_from(cells, line, mapping))
    except FormatError as error:
        return Item(line, error=error)


def _text(data: bytes) -> str:
    if not data.strip():
        raise FormatError("file_empty")
    return decoded(data).lstrip("\r\n")


def _reader(text: str, separator: str) -> Reader:
    csv.field_size_limit(max(csv.field_size_limit(), _MAX_CELL_CHARACTERS))
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _header(reader: Reader) -> list[str]:
    names = [name.strip() for name in next(reader, [])]
    while names and not names[-1]:
        names.pop()  # spreadsheets leave empty columns at the right
    if not names or not all(names):
        raise FormatError("csv_no_header")
    repeated = next((name for place, name in enumerate(names) if name in names[:place]), None)
    if repeated is not None:
        raise FormatError("csv_header_repeated", column=repeated)
    return names


def _separator(text: str) -> str:
    """The mark that cuts the first lines into the same number of cells, more than one if possible."""
    best, cells = ",", 1
    for mark in ",;\t|":
        rows = list(islice(csv.reader(io.StringIO(text[:_SNIFFED], newline=""), delimiter=mark), 5))
        width = len(rows[0]) if rows else 1
        even = all(len(row) == width for row in rows[:-1])
        if width > cells and (even or cells == 1):
            best, cells = mark, width
    return best
