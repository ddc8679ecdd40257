"""Verdicts as JSON lines: one object a line in UTF-8, keys in the order of the columns, lists as arrays.

JSON needs no apostrophes against spreadsheets: every text stands as it is.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter
from typing import Any, Final

from factcheck.formats.errors import FormatError
from factcheck.formats.verdicts import (
    COLUMNS,
    FLOAT_COLUMNS,
    INTEGER_COLUMNS,
    LIST_COLUMNS,
    OPTIONAL_COLUMNS,
    VerdictRecord,
)

BLOCK_ROWS: Final = 1_000
_ALL_FIELDS: Final = attrgetter(*COLUMNS)
_encode: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def rows(records: Iterable[VerdictRecord]) -> Iterator[bytes]:
    """The lines of `records` in blocks of 1,000; nothing for no records."""
    source = iter(records)
    while block := list(islice(source, BLOCK_ROWS)):
        lines = (_encode(dict(zip(COLUMNS, _ALL_FIELDS(record), strict=True))) for record in block)
        yield "".join(f"{line}\n" for line in lines).encode()


def read(data: bytes) -> Iterator[VerdictRecord]:
    """The records of the lines; blank lines are passed over, unknown keys ignored.

    Raises FormatError with `json_broken` or `encoding_broken`, naming the line.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError("encoding_broken", encoding="UTF-8", position=error.start) from None
    # not splitlines(): JSON strings may hold U+2028 and its like
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _record(line, number)


def _record(line: str, number: int) -> VerdictRecord:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FormatError("json_broken", line=number, problem=str(error)[:80]) from None
    if not isinstance(values, dict):
        raise FormatError("json_broken", line=number, problem="it is no object")
    return VerdictRecord(**{name: _field(name, values, number) for name in COLUMNS})


def _field(name: str, values: dict[str, Any], number: int) -> Any:
    if name not in values:
        raise FormatError("json_broken", line=number, problem=f"{name} is missing")
    value = values[name]
    if value is None and name in OPTIONAL_COLUMNS:
        return None
    if name in LIST_COLUMNS:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
    elif name in FLOAT_COLUMNS:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
    elif type(value) is (int if name in INTEGER_COLUMNS else str):
        return value
    raise FormatError("json_broken", line=number, problem=f"{name} has the wrong type")
