"""The formats an export can have: a name, and the writer of `formats` behind it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from factcheck.formats import claims_csv, claims_jsonl, verdicts_xlsx
from factcheck.formats.verdicts import VerdictRecord

BLOCK_BYTES = 1 << 16
IN_MEMORY = 8 << 20


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """How records become bytes, and what the file is called."""

    write: Callable[[Iterable[VerdictRecord]], Iterator[bytes]]
    media_type: str
    extension: str


def _workbook(records: Iterable[VerdictRecord]) -> Iterator[bytes]:
    """A workbook is a zip archive, finished only at its end: it is built on disk, then sent."""
    with SpooledTemporaryFile(max_size=IN_MEMORY) as file:
        verdicts_xlsx.write(records, cast(BinaryIO, file))  # it is one in all but its declared bases
        file.seek(0)
        while block := file.read(BLOCK_BYTES):
            yield block


FORMATS: dict[str, ExportFormat] = {
    "csv": ExportFormat(claims_csv.rows, "text/csv; charset=utf-8", "csv"),
    "csv-excel-de": ExportFormat(partial(claims_csv.rows, excel_de=True), "text/csv; charset=utf-8", "csv"),
    "xlsx": ExportFormat(
        _workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"
    ),
    "jsonl": ExportFormat(claims_jsonl.rows, "application/x-ndjson", "jsonl"),
}
