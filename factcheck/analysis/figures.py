"""Numbers written in digits, with the grouping and decimal marks of German and English."""

import unicodedata
from decimal import Decimal

from factcheck.analysis.pieces import Pieces

_GROUP_SPACES = frozenset("  \u2009\u00a0\u202f")
_GROUP_MARKS = frozenset(".,'’")
# A run of marks and digits longer than this is a list or an identifier, not a number; the limit also
# keeps the look-ahead, and with it the time for "1,1,1,1…", constant at every digit.
_MOST_GROUPS = 8
_MOST_DIGITS = 40
# Larger figures are identifiers; the bound keeps every step within the precision of decimals.
_LARGEST = Decimal(10) ** 24
_MOST_EXPONENT_DIGITS = 2


def read_figure(pieces: Pieces, index: int, decimal_mark: str) -> tuple[int, Decimal] | None:
    """The number whose first digits are piece `index`: where it stops, and its value.

    `decimal_mark` is the comma in German and the point in English; the other convention is understood
    where the shape leaves no doubt.

    >>> from factcheck.analysis.pieces import cut
    >>> read_figure(cut("1.234.567,89"), 0, ",")
    (7, Decimal('1234567.89'))
    >>> read_figure(cut("22,24,26,31"), 0, ".")
    (1, Decimal('22'))
    """
    if len(pieces.texts[index]) > _MOST_DIGITS:
        return None
    if _inside_chain(pieces, index):
        return index + 1, Decimal(pieces.texts[index])
    stop, value = _spaced(pieces, index) or _marked(pieces, index, decimal_mark)
    stop, value = _with_decimals_after_spaces(pieces, index, stop, value, decimal_mark)
    stop, value = _with_exponent(pieces, stop, value)
    return _with_fraction(pieces, index, stop, value) if value < _LARGEST else None


def vulgar_fraction(piece: str) -> Decimal | None:
    """The value of a sign such as ½, or None.

    >>> vulgar_fraction("¾")
    Decimal('0.75')
    """
    if len(piece) != 1 or not unicodedata.decomposition(piece).startswith("<fraction>"):
        return None
    numerator, _, divisor = unicodedata.normalize("NFKC", piece).partition("\u2044")
    return Decimal(int(numerator)) / Decimal(int(divisor)) if numerator and divisor else None


def read_bare_decimals(pieces: Pieces, index: int) -> tuple[int, Decimal] | None:
    """A number that begins with its decimal point, as English has it: .08."""
    if pieces.low(index) != "." or pieces.glued(index) or not pieces.glued(index + 1):
        return None
    if not pieces.is_digits(index + 1) or len(pieces.texts[index + 1]) > _MOST_DIGITS:
        return None
    return index + 2, Decimal(f"0.{pieces.texts[index + 1]}")


def _inside_chain(pieces: Pieces, index: int) -> bool:
    """Whether the digits go on an address, a version or a list: 192.168.1.2, 22,24,26."""
    return (
        pieces.low(index - 1) in _GROUP_MARKS
        and pieces.glued(index)
        and pieces.glued(index - 1)
        and pieces.is_digits(index - 2)
    )


def _spaced(pieces: Pieces, index: int) -> tuple[int, Decimal] | None:
    """Thousands set apart by spaces: 1 414 021 100."""
    runs = [pieces.texts[index]]
    if len(runs[0]) > 3 or runs[0] == "0":
        return None
    stop = index + 1
    while len(runs) <= _MOST_GROUPS and pieces.is_digits(stop) and pieces.gap(stop) in _GROUP_SPACES:
        if len(pieces.texts[stop]) != 3:
            return None
        runs.append(pieces.texts[stop])
        stop += 1
    return (stop, Decimal("".join(runs))) if len(runs) > 1 else None


def _with_decimals_after_spaces(
    pieces: Pieces, index: int, stop: int, value: Decimal, decimal_mark: str
) -> tuple[int, Decimal]:
    spaced = stop - index > 1 and pieces.is_digits(index + 1)
    if not (spaced and pieces.low(stop) == decimal_mark and pieces.glued(stop)):
        return stop, value
    decimals = pieces.written(stop + 1)
    if not (decimals.isdecimal() and pieces.glued(stop + 1)) or len(decimals) > _MOST_DIGITS:
        return stop, value
    return stop + 2, Decimal(f"{value}.{decimals}")


def _marked(pieces: Pieces, index: int, decimal_mark: str) -> tuple[int, Decimal]:
    runs, marks = [pieces.texts[index]], ""
    stop = index + 1
    while len(marks) <= _MOST_GROUPS and _continues(pieces, stop):
        marks += pieces.texts[stop]
        runs.append(pieces.texts[stop + 1])
        stop += 2
    value = _value(runs, marks, decimal_mark)
    return (stop, value) if value is not None else (index + 1, Decimal(runs[0]))


def _continues(pieces: Pieces, mark: int) -> bool:
    return (
        pieces.low(mark) in _GROUP_MARKS
        and pieces.glued(mark)
        and pieces.is_digits(mark + 1)
        and pieces.glued(mark + 1)
        and len(pieces.texts[mark + 1]) <= _MOST_DIGITS
    )


def _value(runs: list[str], marks: str, decimal_mark: str) -> Decimal | None:
    """The value of digit runs between marks, or None where they are no one number."""
    if not marks:
        return Decimal(runs[0])
    inner, last = marks[:-1], marks[-1]
    if len(set(marks)) == 1 and last != decimal_mark and _grouped(runs):
        return Decimal("".join(runs))
    if not inner and last not in "'’" and (last == decimal_mark or len(runs[1]) != 3 or runs[0] == "0"):
        return Decimal(f"{runs[0]}.{runs[1]}")
    if inner and len(set(inner)) == 1 and inner[0] != last and _grouped(runs[:-1]):
        return Decimal("".join(runs[:-1]) + "." + runs[-1])
    return None


def _grouped(runs: list[str]) -> bool:
    """Groups of three, or India's groups of two before a last one of three."""
    if not 1 <= len(runs[0]) <= 3 or len(runs[-1]) != 3 or runs[0].startswith("0"):
        return False
    sizes = {len(run) for run in runs[1:-1]}
    return sizes <= {3} or (sizes == {2} and len(runs[0]) <= 2)


def _with_exponent(pieces: Pieces, stop: int, value: Decimal) -> tuple[int, Decimal]:
    """A power of ten: 1.3e6, 1.3x10^6."""
    if not pieces.glued(stop):
        return stop, value
    if pieces.low(stop) in {"x", "×"} and pieces.low(stop + 1) == "10" and pieces.low(stop + 2) == "^":
        at = stop + 3
    elif pieces.low(stop) == "e":
        at = stop + 1
    else:
        return stop, value
    sign = pieces.low(at) if pieces.low(at) in {"+", "-"} else ""
    at += len(sign)
    if not (pieces.is_digits(at) and pieces.glued(at)) or len(pieces.texts[at]) > _MOST_EXPONENT_DIGITS:
        return stop, value
    return at + 1, value.scaleb(int(sign + pieces.texts[at]))


def _with_fraction(pieces: Pieces, index: int, stop: int, value: Decimal) -> tuple[int, Decimal]:
    """A fraction in figures: 1/2, 2 1/4, 2½."""
    sign = vulgar_fraction(pieces.written(stop)) if stop - index == 1 else None
    if sign is not None:
        return stop + 1, value + sign
    own = _ratio(pieces, index) if stop - index == 1 else None
    if own is not None:
        return index + 3, own
    added = _ratio(pieces, stop) if stop - index == 1 and not pieces.glued(stop) else None
    return (stop + 3, value + added) if added is not None and added < 1 else (stop, value)


def _ratio(pieces: Pieces, index: int) -> Decimal | None:
    if not (pieces.low(index + 1) == "/" and pieces.is_digits(index) and pieces.is_digits(index + 2)):
        return None
    if not (pieces.glued(index + 1) and pieces.glued(index + 2)) or pieces.low(index + 3) == "/":
        return None
    top, bottom = pieces.texts[index], pieces.texts[index + 2]
    # Years (2015/16), dates and file numbers are no fractions.
    if max(len(top), len(bottom)) > 2 or not int(bottom) or pieces.low(index - 1) == "/":
        return None
    return Decimal(top) / Decimal(bottom)
