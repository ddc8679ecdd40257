"""Items of lists that are written in one line: "1. … 2. … 3. …", "a. … b. …", "• … • …"."""

import re

_BULLET = re.compile(r"(?<!\S)[•⁃▪◦‣●■]")
_MARKER = re.compile(r"(?<!\S)(?:[•⁃▪◦‣●■]\s?+)?(?P<value>\d{1,3}|[a-z])(?P<close>\.\)|\)|\.)(?=\s+\S)")


def item_starts(text: str, start: int, end: int) -> list[int]:
    """Where in `text[start:end]` a further list item begins; empty where the passage holds no list.

    Counts only markers that go on from the one before, beginning with the passage itself, so that a
    number at the end of a sentence is no item. Bullets count wherever they stand.

    >>> item_starts("1. Brot 2. Milch", 0, 16)
    [8]
    >>> item_starts("Es kamen 2. Er ging.", 0, 20)
    []
    """
    starts = {
        found.start() for found in _BULLET.finditer(text, start, end) if text[start : found.start()].strip()
    }
    first = _MARKER.match(text, start, end)
    if first is not None:
        expected, close = _after(first["value"]), first["close"]
        for found in _MARKER.finditer(text, first.end(), end):
            if found["value"] == expected and found["close"] == close:
                starts.add(found.start())
                expected = _after(expected)
    return sorted(starts)


def _after(value: str) -> str:
    """The marker that follows `value`: the next number or letter."""
    return str(int(value) + 1) if value.isdigit() else chr(ord(value) + 1)
