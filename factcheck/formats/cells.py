"""Cells of a table: made harmless for spreadsheets, and lists packed into one cell."""

import re
from collections.abc import Iterable
from typing import Final

# OWASP ASVS 5.0, 1.2.10, plus line ends and the full-width forms that East Asian spreadsheets evaluate.
FORMULA_STARTS: Final = frozenset("=+-@\t\r\n\0＝＋－＠")
_PIECES: Final = re.compile(r"\\.?|\||[^\\|]+", re.DOTALL)
_ESCAPED: Final = re.compile("'+[" + re.escape("".join(FORMULA_STARTS)) + "]")


def harmless(text: str) -> str:
    """The cell's text so that no spreadsheet takes it for a formula: a leading apostrophe where it might.

    A text which itself begins with apostrophes before such a character gets one more, so that `as_typed`
    gives every text back exactly.

    >>> harmless("=1+1"), harmless("'=1+1"), harmless("'ne Menge"), harmless("-5")
    ("'=1+1", "''=1+1", "'ne Menge", "'-5")
    """
    return f"'{text}" if text and (text[0] in FORMULA_STARTS or _ESCAPED.match(text)) else text


def as_typed(cell: str) -> str:
    """The text that `harmless` was given.

    >>> as_typed("'=1+1"), as_typed("''=1+1"), as_typed("'ne Menge")
    ('=1+1', "'=1+1", "'ne Menge")
    """
    return cell[1:] if cell.startswith("'") and _ESCAPED.match(cell) else cell


def packed(items: Iterable[str]) -> str:
    r"""A list in one cell, items joined by " | ".

    Inside an item a backslash is written as two and a bar as \|, so every bar without a backslash before it
    divides. Empty items say nothing and are dropped.

    >>> packed(["https://a.example/", "x|y", ""])
    'https://a.example/ | x\\|y'
    """
    return " | ".join(item.replace("\\", "\\\\").replace("|", "\\|") for item in items if item)


def unpacked(cell: str) -> tuple[str, ...]:
    r"""The items that `packed` joined; one space on each side of a dividing bar belongs to the bar.

    >>> unpacked("https://a.example/ | x\\|y")
    ('https://a.example/', 'x|y')
    """
    parts = cell.split("|") if "\\" not in cell else _split_at_bars(cell)
    last = len(parts) - 1
    trimmed = (
        part.removeprefix(" " if place else "").removesuffix(" " if place < last else "")
        for place, part in enumerate(parts)
    )
    return tuple(part for part in trimmed if part)


def _split_at_bars(cell: str) -> list[str]:
    parts: list[list[str]] = [[]]
    for piece in _PIECES.findall(cell):
        if piece == "|":
            parts.append([])
        else:
            parts[-1].append(piece[1:] if piece[0] == "\\" and len(piece) == 2 else piece)
    return ["".join(part) for part in parts]
