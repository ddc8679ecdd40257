"""Fact-checks a line: ClaimReviews, verdicts exported by a desk like ours, or objects with our fields."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from factcheck.formats.check_records import CheckRecord, Item
from factcheck.formats.checks_columns import record_from
from factcheck.formats.claimreview_feed import item_of
from factcheck.formats.claimreview_nodes import reviews
from factcheck.formats.errors import FormatError

_LONGEST_LINE: Final = 4 << 20
_MARK: Final = "\ufeff".encode()


def items(file: BinaryIO) -> Iterator[Item]:
    """The fact-checks of the lines, read as they come; a line that is none is reported and passed over."""
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        if number == 1:
            line = line.removeprefix(_MARK)
        if line.strip():
            yield from _of_line(line, number)


def _of_line(line: bytes, number: int) -> Iterator[Item]:
    try:
        value = json.loads(line, strict=False)
    except UnicodeDecodeError as error:
        yield _broken(number, f"byte {error.start} is not UTF-8")
    except json.JSONDecodeError as error:
        yield _broken(number, error.msg)
    except (ValueError, RecursionError):
        yield _broken(number, "it nests too deep")
    else:
        found = False
        for node in reviews(value):
            found = True
            yield item_of(node, number)
        if not found:
            yield _plain(value, number)


def _plain(value: Any, number: int) -> Item:
    """An object with fields instead of a ClaimReview."""
    if not isinstance(value, dict):
        return Item(number, error=FormatError("record_no_review", line=number))
    cells = {key: _cell(cell) for key, cell in value.items() if isinstance(key, str)}
    try:
        record: CheckRecord | None = record_from(cells, number)
    except FormatError as error:
        return Item(number, error=error)
    return Item(number, record)


def _cell(value: object) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value)


def _broken(number: int, problem: str) -> Item:
    return Item(number, error=FormatError("json_unreadable", line=number, problem=problem))
