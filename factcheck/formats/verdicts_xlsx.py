"""Verdicts as an Excel workbook (.xlsx), written row by row so that memory stays flat."""

import re
from collections.abc import Iterable
from itertools import chain, islice
from typing import Any, BinaryIO, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from factcheck.formats.cells import harmless
from factcheck.formats.csv_block import Cell
from factcheck.formats.verdict_rows import row_of
from factcheck.formats.verdicts import COLUMNS, VerdictRecord

# Excel's own limits (specification of Excel 2007 and later).
MAX_CELL_CHARACTERS: Final = 32_767
MAX_SHEET_ROWS: Final = 1_048_576
# Characters that XML 1.0 cannot hold, whatever they stand for.
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDTHS: Final = {
    "article_title": 40,
    "claim_text": 60,
    "claim_label": 30,
    "sentence_text": 60,
    "verdict_summary": 50,
}
_NARROW: Final = 14


def write(records: Iterable[VerdictRecord], file: BinaryIO, *, sheet_rows: int = MAX_SHEET_ROWS) -> None:
    """Write the workbook of `records` to `file`: header frozen, texts harmless as in the CSV.

    Numbers are numbers, dates ISO texts. A text over 32,767 characters ends in "…", since Excel holds no
    more; characters that XML cannot hold are dropped; rows beyond `sheet_rows` go on in a further sheet.
    """
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "factcheck"
    source = map(row_of, records)
    number = 1
    block = list(islice(source, 1))
    while block or number == 1:
        sheet = _sheet(workbook, f"verdicts {number}" if number > 1 else "verdicts")
        for row in chain(block, islice(source, sheet_rows - 1 - len(block))):
            sheet.append([_cell(sheet, cell) for cell in row])
        number += 1
        block = list(islice(source, 1))
    workbook.save(file)


def _sheet(workbook: Workbook, title: str) -> Any:
    sheet = workbook.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, name in enumerate(COLUMNS):
        column = sheet.column_dimensions[_letters(place)]
        column.width = _WIDTHS.get(name, _NARROW)
    header = []
    for name in COLUMNS:
        cell = WriteOnlyCell(sheet, value=name)
        cell.font = Font(bold=True)
        header.append(cell)
    sheet.append(header)
    return sheet


def _letters(place: int) -> str:
    """The spreadsheet's name of a column, counted from 0.

    >>> _letters(0), _letters(25), _letters(27)
    ('A', 'Z', 'AB')
    """
    tens, ones = divmod(place, 26)
    return (_letters(tens - 1) if tens else "") + chr(ord("A") + ones)


def _cell(sheet: Any, value: Cell) -> Any:
    if not isinstance(value, str):
        return value
    text = harmless(_NOT_XML.sub("", value))
    if not text:
        return None
    if len(text) > MAX_CELL_CHARACTERS:
        text = text[: MAX_CELL_CHARACTERS - 1] + "…"
    if not text.startswith("#"):
        return text
    # The library takes "#N/A" and its like for errors unless it is told otherwise.
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell
