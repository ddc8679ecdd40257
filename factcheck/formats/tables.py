"""Any small table as CSV: for the figures behind charts."""

import csv
import io
from collections.abc import Iterable, Sequence

from factcheck.formats.cells import harmless

Cell = str | int | float | None


def csv_table(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    r"""RFC 4180 in UTF-8 with a header row; None is an empty cell, text is harmless for spreadsheets.

    >>> csv_table(("week", "flags"), [("2026-W48", 3), ("=1+1", None)])
    b"week,flags\r\n2026-W48,3\r\n'=1+1,\r\n"
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(heads)
    writer.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return written.getvalue().encode()
