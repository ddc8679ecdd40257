"""The formats an export can have: a name, and the writer of `formats` behind it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from factcheck.formats import claims_csv
from factcheck.formats.verdicts import VerdictRecord


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """How records become bytes, and what the file is called."""

    write: Callable[[Iterable[VerdictRecord]], Iterator[bytes]]
    media_type: str
    extension: str


FORMATS: dict[str, ExportFormat] = {
    "csv": ExportFormat(claims_csv.rows, "text/csv; charset=utf-8", "csv"),
    "csv-excel-de": ExportFormat(partial(claims_csv.rows, excel_de=True), "text/csv; charset=utf-8", "csv"),
}
