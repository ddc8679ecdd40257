"""Quantities as claims: how many of what, with the words that bound the number.

Follows the annotation guide: a span holds modifier, number and unit or counted noun; years, dates,
clock times, labels (Artikel 5) and numbers inside names (A8, Covid-19) are no quantities.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.analysis.addresses import pieces_in_addresses
from factcheck.analysis.amounts import Amount, amount_at
from factcheck.analysis.comparators import Bound, Comparison, comparison
from factcheck.analysis.counting import NumberForm, Reading
from factcheck.analysis.countwords import count_words
from factcheck.analysis.numberroles import playing
from factcheck.analysis.numbers import read
from factcheck.analysis.numberwords import number_words
from factcheck.analysis.passages import Passages, passages
from factcheck.analysis.phrases import phrase_table
from factcheck.analysis.pieces import Pieces, cut
from factcheck.analysis.results import Quantity
from factcheck.analysis.spans import Span
from factcheck.analysis.timereader import pieces_in_times
from factcheck.analysis.uncounted import counts_nothing, means_nothing_bare
from factcheck.analysis.units import Unit, UnitKind, noun_further_on
from factcheck.analysis.wordlists import words

# How many pieces back "es waren" is looked for; a bound, so that endless sentences cost no more.
_NEAR = 30
# A number this many times larger than the one it changes to is no number of the same scale.
_MUCH_LARGER = 10
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
    within = passages(pieces, sentences)
    taken = pieces_in_times(pieces, within, language) | pieces_in_addresses(pieces)
    return _Finder(pieces, [n for n in numbers if n.first not in taken], within, language).run()


class _Finder:
    """One pass over the numbers of a text; remembers what was counted last for elliptic numbers."""

    def __init__(self, pieces: Pieces, numbers: list[Reading], within: Passages, language: str) -> None:
        self.pieces = pieces
        self.ready = count_words(pieces, numbers, language)
        known = {number.first for number in numbers}
        hidden = [word.reading for first, word in self.ready.items() if first not in known]
        self.numbers = sorted([*numbers, *hidden], key=lambda number: number.first)
        self.within = within
        self.language = language
        self.counted: tuple[int, Unit] | None = None
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
        if number.first < self.free:
            return 1, None
        ready = self.ready.get(number.first)
        if ready is not None:
            number, amount = ready.reading, ready.amount
        elif counts_nothing(self.pieces, number, floor, limit, self.language):
            return 1, None
        else:
            amount = amount_at(self.pieces, self.numbers, index, range(floor, limit), self.language)
            amount = self._scaled(self._with_ending(amount, index), index)
        first = amount.first - self._has_article(number, amount.first, floor)
        compared = comparison(self.pieces, first, amount.stop, floor, self.language)
        if amount.first < floor or not self._is_claim(index, number, amount, compared, floor):
            return 1, None
        self.free = min(max(self._with_age(amount), compared.stop), limit)
        span = self.pieces.span(self._opening(amount, compared.first, floor), self.free)
        return amount.used, QuantityMention(
            span, _quantity(number, amount, compared, self._unit(amount, index))
        )

    def _is_claim(
        self, index: int, number: Reading, amount: Amount, compared: Comparison, floor: int
    ) -> bool:
        if number.form is NumberForm.ARTICLE and amount.high is None:
            return amount.unit is not None and amount.unit.kind in _COUNTED_BY_ARTICLE
        if number.form is NumberForm.FRACTION and self._halves(number.first, floor):
            return False
        if amount.unit is not None or amount.high is not None:
            return True
        if compared.bound is not Bound.EXACT or compared.approximate:
            return True
        if phrase_table(self.language, "age_leads").ending_at(self.pieces, number.first, floor) is not None:
            return True
        shared = self._shared_ahead(amount, index) is not None
        return shared or not means_nothing_bare(self.pieces, number, floor)

    def _halves(self, first: int, floor: int) -> bool:
        """The second half is a part of a game or a decade and no share."""
        return first > floor and number_words(self.language).ordinal(self.pieces.low(first - 1)) is not None

    def _opening(self, amount: Amount, first: int, floor: int) -> int:
        """The first piece of the span: zwischen belongs to a range."""
        before = self.pieces.low(first - 1) if first > floor else ""
        opened = amount.high is not None and before in playing(self.language, "between")
        return first - 1 if opened else first

    def _has_article(self, number: Reading, first: int, floor: int) -> bool:
        """Whether an article belongs to a share: die Hälfte, mehr als die Hälfte."""
        before = self.pieces.low(first - 1) if first > floor else ""
        return number.form is NumberForm.FRACTION and before in playing(self.language, "definite")

    def _with_age(self, amount: Amount) -> int:
        """The piece after an age: 34 Jahre alt, 34-year-old."""
        stop = amount.stop
        if amount.unit is None or amount.unit.kind is not UnitKind.DURATION:
            return stop
        at = stop + (self.pieces.low(stop) == "-" and self.pieces.glued(stop))
        return at + 1 if self.pieces.low(at) in words(self.language, "age_words") else stop

    def _unit(self, amount: Amount, index: int) -> str | None:
        """The unit as written; that of what was counted before where the number refers back to it."""
        sentence = self.within.of[self.numbers[index].first]
        if amount.unit is not None:
            if amount.low is not None:  # the result of a game counts nothing that goes on
                self.counted = sentence, amount.unit
            return amount.unit.text
        ahead = self._shared_ahead(amount, index)
        if ahead is not None and ahead[1].unit is not None:
            return ahead[1].unit.text
        if self.language == "de" and self.numbers[index].form is NumberForm.FIGURE:
            noun = noun_further_on(self.pieces, amount.stop, self.within.stop(amount.first))
            if noun is not None:
                self.counted = sentence, Unit(noun, UnitKind.NOUN, amount.stop)
                return noun
        if self.counted is None or self.counted[0] < sentence - 1 or amount.low is None:
            return None
        counted, unit = self.counted
        if self.numbers[index].form is NumberForm.FRACTION:
            return None
        referring = phrase_table(self.language, "share_words").starting_at(self.pieces, amount.stop)
        whole = amount.low == amount.low.to_integral_value()
        large = self.numbers[index].scale > 1 and unit.kind is UnitKind.CURRENCY
        fits = large or (unit.kind is UnitKind.NOUN if whole else unit.kind is UnitKind.PERCENT)
        opening = max(self.within.firsts[sentence], amount.first - _NEAR)
        resuming = playing(self.language, "resumes")
        resumed = not resuming.isdisjoint(self.pieces.lows[opening : amount.first])
        return unit.text if fits and (referring or counted == sentence or resumed) else None

    def _shared_ahead(self, amount: Amount, index: int) -> tuple[Reading, Amount] | None:
        """The second number where two share its unit: von 6,1 auf 5,8 Prozent, 315 zu 300 Stimmen."""
        if index + 1 >= len(self.numbers) or self.numbers[index + 1].first != amount.stop + 1:
            return None
        shared = self.pieces.low(amount.stop) in words(self.language, "unit_sharers")
        if not shared or amount.unit is not None or self.numbers[index].form is NumberForm.FRACTION:
            return None
        other = self.numbers[index + 1]
        within = range(amount.stop, self.within.stop(other.first))
        found = amount_at(self.pieces, self.numbers, index + 1, within, self.language)
        return (other, found) if found.unit is not None else None

    def _scaled(self, amount: Amount, index: int) -> Amount:
        """Von 2,1 auf 2,5 Milliarden: the first number has the scale of the second, if it is as small."""
        shared = self._shared_ahead(amount, index)
        if shared is None or amount.low is None or self.numbers[index].scale != 1:
            return amount
        other, _ = shared
        alike = amount.low <= _MUCH_LARGER * abs(other.value / other.scale)
        return replace(amount, low=amount.low * other.scale) if alike and other.scale > 1 else amount

    def _with_ending(self, amount: Amount, index: int) -> Amount:
        """15- bis 19-Jährige: the ending after the second number belongs to both."""
        last = index + amount.used - 1
        ending = self.ready.get(self.numbers[last].first) if amount.used > 1 else None
        if ending is None or ending.amount.unit is None or ending.amount.low is None:
            return amount
        return replace(amount, stop=ending.amount.stop, unit=ending.amount.unit)


def _quantity(number: Reading, amount: Amount, compared: Comparison, unit: str | None) -> Quantity:
    approximate = compared.approximate or number.form is NumberForm.CROWD
    low, high = _plain(amount.low), _plain(amount.high)
    if high is not None:
        return Quantity(minimum=low, maximum=high, unit=unit, approximate=approximate)
    if compared.bound is Bound.MINIMUM or number.form is NumberForm.CROWD:
        return Quantity(minimum=low, unit=unit, approximate=approximate)
    if compared.bound is Bound.MAXIMUM:
        return Quantity(maximum=low, unit=unit, approximate=approximate)
    return Quantity(value=low, unit=unit, approximate=approximate)


def _plain(value: Decimal | None) -> Decimal | None:
    """Whole numbers without decimals, others with the decimals they were written with."""
    return value if value is None or value != value.to_integral_value() else Decimal(int(value))
