"""Quantities as claims: how many of what, with the words that bound the number.

Follows the annotation guide: a span holds modifier, number and unit or counted noun; years, dates,
clock times, labels (Artikel 5) and numbers inside names (A8, Covid-19) are no quantities.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.analysis.addresses import pieces_in_addresses
from factcheck.analysis.amounts import Amount, amount_at
from factcheck.analysis.comparators import Bound, Comparison, comparison
from factcheck.analysis.numbers import NumberForm, Reading, read
from factcheck.analysis.passages import Passages, passages
from factcheck.analysis.phrases import phrase_table
from factcheck.analysis.pieces import Pieces, cut
from factcheck.analysis.results import Quantity
from factcheck.analysis.spans import Span
from factcheck.analysis.timereader import pieces_in_times
from factcheck.analysis.uncounted import counts_nothing, means_nothing_bare
from factcheck.analysis.units import UnitKind

# "ein Euro" is an amount, "ein Haus" and "ein Tag" mostly are not.
_COUNTED_BY_ARTICLE = frozenset({UnitKind.PERCENT, UnitKind.CURRENCY, UnitKind.MEASURE})


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A quantity and where it stands."""

    span: Span
    quantity: Quantity


def find(text: str, sentences: Sequence[Span], language: str) -> list[QuantityMention]:
    """The quantities of `text` in order, none overlapping.

    >>> [found] = find("Bis zu 1,2 Mio. Euro fehlen.", [Span(0, 28)], "de")
    >>> found.quantity.maximum, found.quantity.unit
    (Decimal('1200000'), 'Euro')
    """
    pieces = cut(text)
    numbers = read(pieces, language)
    if not numbers:
        return []
    within = passages(pieces, sentences)
    taken = pieces_in_times(pieces, within, language) | pieces_in_addresses(pieces)
    return _Finder(pieces, [n for n in numbers if n.first not in taken], within, language).run()


class _Finder:
    """One pass over the numbers of a text; remembers what was counted last for elliptic numbers."""

    def __init__(self, pieces: Pieces, numbers: list[Reading], within: Passages, language: str) -> None:
        self.pieces = pieces
        self.numbers = numbers
        self.within = within
        self.language = language
        self.counted: tuple[int, str] | None = None
        self.free = 0

    def run(self) -> list[QuantityMention]:
        """Every quantity, from left to right."""
        found: list[QuantityMention] = []
        index = 0
        while index < len(self.numbers):
            used, mention = self._at(index)
            if mention is not None:
                found.append(mention)
            index += used
        return found

    def _at(self, index: int) -> tuple[int, QuantityMention | None]:
        number = self.numbers[index]
        floor = max(self.free, self.within.first(number.first))
        limit = self.within.stop(number.first)
        if number.first < self.free or counts_nothing(self.pieces, number, floor, limit, self.language):
            return 1, None
        amount = amount_at(self.pieces, self.numbers, index, limit, self.language)
        compared = comparison(self.pieces, amount.first, amount.stop, floor, self.language)
        if not self._is_claim(number, amount, compared, floor):
            return 1, None
        first = self._with_between(amount, compared.first, floor)
        self.free = max(amount.stop, compared.stop)
        unit = self._unit(amount, number.first)
        span = self.pieces.span(first, self.free)
        return amount.used, QuantityMention(span, _quantity(number, amount, compared, unit))

    def _is_claim(self, number: Reading, amount: Amount, compared: Comparison, floor: int) -> bool:
        if number.form is NumberForm.ARTICLE:
            return amount.unit is not None and amount.unit.kind in _COUNTED_BY_ARTICLE
        if amount.unit is not None or amount.high is not None:
            return True
        if compared.bound is not Bound.EXACT or compared.approximate:
            return True
        return not means_nothing_bare(self.pieces, number, floor)

    def _with_between(self, amount: Amount, first: int, floor: int) -> int:
        """zwischen and between belong to the span of their range."""
        if (
            amount.high is not None
            and first > floor
            and self.pieces.low(first - 1) in {"zwischen", "between"}
        ):
            return first - 1
        return first

    def _unit(self, amount: Amount, at: int) -> str | None:
        sentence = self.within.of[at]
        if amount.unit is not None:
            if amount.unit.kind is UnitKind.NOUN:
                self.counted = sentence, amount.unit.text
            return amount.unit.text
        referring = phrase_table(self.language, "share_words").starting_at(self.pieces, amount.stop)
        if self.counted is None or self.counted[0] < sentence - 1:
            return None
        return self.counted[1] if referring or self.counted[0] == sentence else None


def _quantity(number: Reading, amount: Amount, compared: Comparison, unit: str | None) -> Quantity:
    approximate = compared.approximate or number.form is NumberForm.CROWD
    if amount.high is not None:
        return Quantity(minimum=amount.low, maximum=amount.high, unit=unit, approximate=approximate)
    if compared.bound is Bound.MINIMUM or number.form is NumberForm.CROWD:
        return Quantity(minimum=amount.low, unit=unit, approximate=approximate)
    if compared.bound is Bound.MAXIMUM:
        return Quantity(maximum=amount.low, unit=unit, approximate=approximate)
    return Quantity(value=amount.low, unit=unit, approximate=approximate)
