"""Numbers together with what they count: ranges, currencies in two parts, and the unit after them."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from factcheck.analysis.counting import NumberForm, Reading
from factcheck.analysis.numberroles import playing
from factcheck.analysis.numberwords import number_words
from factcheck.analysis.phrases import phrase_table
from factcheck.analysis.pieces import Pieces
from factcheck.analysis.units import Unit, UnitKind, unit_after
from factcheck.analysis.wordlists import entries, words

_ONE = Decimal(1)
_DASHES = frozenset("-–—")
_ENDS = frozenset(".,;!?)")


@dataclass(frozen=True, slots=True)
class Amount:
    """One value or a range, its unit, and the pieces it takes up; `used` numbers went into it.

    `low` is None for what is written in numbers and has no value, as the result of a game.
    """

    first: int
    stop: int
    low: Decimal | None
    high: Decimal | None
    unit: Unit | None
    used: int = 1


def prefixed_currency(pieces: Pieces, first: int, floor: int, language: str) -> Unit | None:
    """The currency written before the number at piece `first`; its `stop` is where the currency begins.

    >>> from factcheck.analysis.pieces import cut
    >>> prefixed_currency(cut("für US$ 15"), 3, 0, "de")
    Unit(text='US$', kind=<UnitKind.CURRENCY: 'currency'>, stop=1)
    """
    at = first - 1
    if at < floor or pieces.written(at) not in words(language, "currency_prefixes"):
        return None
    if pieces.is_word(at) and pieces.glued(at):
        return None
    before = at - 1
    country = pieces.written(before)
    national = before >= floor and pieces.is_word(before) and len(country) <= 3
    if national and not pieces.is_word(at) and (country.isupper() or pieces.glued(at)):
        at = before
    return Unit(pieces.span(at, first).of(pieces.text), UnitKind.CURRENCY, at)


def amount_at(pieces: Pieces, numbers: list[Reading], index: int, within: range, language: str) -> Amount:
    """The amount that begins with number `index`: a range where one is meant, else a single value.

    `within` are the pieces it may take up: those of its sentence that are still free.
    """
    number = numbers[index]
    single = _single(pieces, number, within, language)
    ranged = _range(pieces, numbers, index, within, language, single)
    if ranged is not None:
        return ranged
    return _with_subunit(pieces, numbers, index, within, language, single)


def _single(pieces: Pieces, number: Reading, within: range, language: str) -> Amount:
    factor, stop = _ONE, number.stop
    before = prefixed_currency(pieces, number.first, within.start, language)
    if before is not None:
        suffix = _money_suffixes(language).get(pieces.written(stop)) if pieces.glued(stop) else None
        if suffix is not None:
            factor, stop = suffix, stop + 1
        return Amount(before.stop, stop, number.value * factor, None, before)
    suffix = _money_suffixes(language).get(pieces.written(stop))
    if suffix is not None:
        after = unit_after(pieces, stop + 1, within.stop, language)
        if after is not None and after.kind is UnitKind.CURRENCY:
            return Amount(number.first, after.stop, number.value * suffix, None, after)
    if pieces.low(stop) == "," and pieces.low(stop + 1) in _DASHES and pieces.glued(stop + 1):
        # Prices without cents: 20,- Euro.
        priced = unit_after(pieces, stop + 2, within.stop, language)
        if priced is not None and priced.kind is UnitKind.CURRENCY:
            return Amount(number.first, priced.stop, number.value, None, priced)
    linked = number.form is NumberForm.CROWD and pieces.low(stop) in playing(language, "of")
    unit = unit_after(pieces, stop + linked, within.stop, language)
    if unit is None and number.form is NumberForm.FRACTION:
        unit = _unit_of_part(pieces, stop, within, language)
    if unit is None:
        return Amount(number.first, stop, number.value, None, None)
    scale = number_words(language).scales.get(pieces.low(unit.stop)) if unit.stop < within.stop else None
    if scale is not None and unit.kind is UnitKind.CURRENCY and number.scale == _ONE:
        return Amount(number.first, unit.stop + 1, number.value * scale, None, unit)
    return Amount(number.first, unit.stop, number.value, None, unit)


def _unit_of_part(pieces: Pieces, stop: int, within: range, language: str) -> Unit | None:
    """What half a mile and a quarter of a percentage point are parts of."""
    at = stop + (pieces.low(stop) in playing(language, "of"))
    if language != "en" or pieces.low(at) not in number_words(language).articles:
        return None
    unit = unit_after(pieces, at + 1, within.stop, language)
    return unit if unit is not None and unit.kind is not UnitKind.NOUN else None


@cache
def _money_suffixes(language: str) -> dict[str, Decimal]:
    return {e.text: Decimal(e.columns[0]) for e in entries(language, "currency_suffixes")}


@cache
def _range_words(language: str) -> dict[str, str]:
    return {e.text: (e.columns[0] if e.columns else "") for e in entries(language, "range_words")}


def _range(
    pieces: Pieces, numbers: list[Reading], index: int, within: range, language: str, single: Amount
) -> Amount | None:
    """Two numbers joined to a range, the second one ending in the unit of both."""
    if index + 1 >= len(numbers) or numbers[index].form is NumberForm.CROWD:
        return None
    number, other = numbers[index], numbers[index + 1]
    # "ein bis zwei" is a range, "ein Mann oder zwei" is none.
    ends = {number.stop} if number.form is NumberForm.ARTICLE else {number.stop, single.stop}
    joiner = next((at for at in ends if _joins(pieces, single.first, at, other, language)), None)
    if joiner is None or other.first >= within.stop or other.form in {NumberForm.ARTICLE, NumberForm.CROWD}:
        return None
    second = _single(pieces, other, range(number.stop, within.stop), language)
    unit = second.unit or single.unit
    if joiner != number.stop and (single.unit is None or not _alike(single.unit, second.unit)):
        return None
    low, high = single.low, second.low
    if low is None or high is None:
        return None
    if number.scale == _ONE and low < high / other.scale:
        low *= other.scale
    if high <= low:
        return None
    return Amount(single.first, second.stop, low, high, unit, 2)


def _alike(one: Unit, other: Unit | None) -> bool:
    """Whether both count the same: a fall of "1.7 percentage points to 58.9 %" is no range."""
    return other is not None and one.kind is other.kind and _is_points(one) is _is_points(other)


def _is_points(unit: Unit) -> bool:
    return "punkt" in unit.text.lower() or "point" in unit.text.lower()


def _joins(pieces: Pieces, first: int, at: int, other: Reading, language: str) -> bool:
    before = _range_words(language).get(pieces.low(at))
    gap = other.first - at
    if before is None or gap not in {1, 2} or (gap == 2 and not _may_stand_between(pieces, at, language)):
        return False
    if pieces.low(at) in playing(language, "or") and other.form is not NumberForm.WORD:
        return False
    if pieces.low(first - 1) in playing(language, "change"):
        return False
    # A comparator may stand between: zwischen etwa 150 und 225.
    return not before or before in {pieces.low(first - 1), pieces.low(first - 2)}


def _may_stand_between(pieces: Pieces, at: int, language: str) -> bool:
    """What may follow the word of a range: bis zu 5, 3 bis etwa 5, $3 to $5, 15- bis 19."""
    following = at + 1
    listed = phrase_table(language, "comparators").starting_at(pieces, following) is not None
    hyphen = pieces.low(at) in _DASHES and _range_words(language).get(pieces.low(following)) == ""
    return (
        listed
        or hyphen
        or pieces.low(following) == "zu"
        or pieces.written(following) in words(language, "currency_prefixes")
    )


def _with_subunit(
    pieces: Pieces, numbers: list[Reading], index: int, within: range, language: str, single: Amount
) -> Amount:
    """Euros and cents as one amount: 15 Dollar und 15 Cent, zwei Euro fünfzig."""
    if single.unit is None or single.unit.kind is not UnitKind.CURRENCY or index + 1 >= len(numbers):
        return single
    if (
        single.low is None
        or single.low != single.low.to_integral_value()
        or single.unit.stop <= numbers[index].first
    ):
        return single
    other = numbers[index + 1]
    gap = other.first - single.stop
    joined = gap == 1 and pieces.low(single.stop) in playing(language, "and")
    if other.first >= within.stop or not (gap == 0 or joined) or not 0 < other.value < 100:
        return single
    if other.form is NumberForm.ARTICLE:
        return single
    minor = pieces.low(other.stop) in words(language, "subunits")
    ends = other.stop >= within.stop or pieces.low(other.stop) in _ENDS
    if not minor and not ends:
        return single
    value = single.low + other.value / 100
    return Amount(single.first, other.stop + minor, value, None, single.unit, 2)
