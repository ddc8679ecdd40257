"""Do the numbers and dates of a claim stand in a quotation, and if not, which others stand there?

Only what can be compared is: percentages with percentages, euros with euros; people, soldiers and other
counted nouns with one another, the same noun first. Numbers agree within one per cent, "rund" and its like
within ten, so that 79,800 is about 80,000 and 800,000 is not. Dates agree when one holds the other: June
2024 and 5 June 2024.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

from factcheck.analysis import quantities, times
from factcheck.analysis.language import LANGUAGES
from factcheck.analysis.quantities import QuantityMention
from factcheck.analysis.results import Quantity
from factcheck.analysis.sentences import split
from factcheck.analysis.terms import word_term
from factcheck.analysis.times import TimeMention
from factcheck.analysis.wordlists import entries

EXACT = Decimal("0.01")
ABOUT = Decimal("0.1")
_COUNTED = "counted"


class Finding(StrEnum):
    """What a quotation says about a number or date of the claim."""

    AGREES = "agrees"
    ROUNDED = "rounded"
    TEN_TIMES = "ten_times"
    OTHER_NUMBER = "other_number"
    OTHER_BOUND = "other_bound"
    OTHER_DATE = "other_date"


# These are pointed out; the others are said quietly.
WARNINGS = frozenset({Finding.TEN_TIMES, Finding.OTHER_NUMBER, Finding.OTHER_BOUND, Finding.OTHER_DATE})


@dataclass(frozen=True, slots=True)
class ValueCheck:
    """A number or date of the claim, in its words, and what the quotation has for it, in its own."""

    finding: Finding
    claimed: str
    quoted: str


def compare(
    claim: str,
    quote: str,
    language: str,
    quote_language: str | None = None,
    published: date | None = None,
    quote_published: date | None = None,
) -> tuple[ValueCheck, ...]:
    """What a quotation says about each number and date of a claim, in the claim's order.

    What the quotation says nothing about is left out. The days of publication anchor "gestern" and its like.

    >>> [found] = compare("bis zu 800.000 NATO-Truppen", "Es sind 80.000 Soldaten, 5 Prozent mehr.", "de")
    >>> found.finding.value, found.claimed, found.quoted
    ('ten_times', 'bis zu 800.000 NATO-Truppen', '80.000 Soldaten')
    """
    if language not in LANGUAGES:
        return ()
    quoted = quote_language if quote_language in LANGUAGES else language
    mine, theirs = split(claim, language), split(quote, quoted)
    numbers = quantities.find(quote, theirs, quoted)
    days = times.find(quote, theirs, quoted, quote_published)
    found: list[tuple[int, ValueCheck]] = []
    for mention in quantities.find(claim, mine, language):
        answer = _number(claim, mention, quote, numbers, (language, quoted))
        found += [(mention.span.start, answer)] if answer else []
    for time in times.find(claim, mine, language, published):
        answer = _day(claim, time, quote, days)
        found += [(time.span.start, answer)] if answer else []
    return tuple(answer for _, answer in sorted(found, key=lambda pair: pair[0]))


def _number(
    claim: str,
    mention: QuantityMention,
    quote: str,
    numbers: Sequence[QuantityMention],
    languages: tuple[str, str],
) -> ValueCheck | None:
    """The nearest comparable number of the quotation, those with the same noun before others."""
    name = _unit(mention.quantity.unit, languages[0])
    comparable = [(other, _unit(other.quantity.unit, languages[1])) for other in numbers]
    same = [other for other, theirs in comparable if theirs == name]
    loose = {_COUNTED, None}
    alike = [other for other, theirs in comparable if name[0] in loose and theirs[0] in loose]
    candidates = same or alike
    if not candidates:
        return None
    best = min(candidates, key=lambda other: _apart(mention.quantity, other.quantity))
    finding = _judged(mention.quantity, best.quantity)
    return ValueCheck(finding, mention.span.of(claim), best.span.of(quote))


def _judged(claimed: Quantity, quoted: Quantity) -> Finding:
    apart = _apart(claimed, quoted)
    about = claimed.approximate or quoted.approximate
    if apart > (ABOUT if about else EXACT):
        return Finding.TEN_TIMES if _is_power_of_ten(claimed, quoted) else Finding.OTHER_NUMBER
    if _bound(claimed) != _bound(quoted) and "=" not in (_bound(claimed), _bound(quoted)):
        return Finding.OTHER_BOUND
    return Finding.AGREES if apart == 0 else Finding.ROUNDED


def _apart(first: Quantity, second: Quantity) -> Decimal:
    """How far two amounts lie apart, as a share of the larger; 0 where their stated numbers meet."""
    return min(
        (_share(one, other) for one in _stated(first) for other in _stated(second)), default=Decimal(1)
    )


def _share(one: Decimal, other: Decimal) -> Decimal:
    largest = max(abs(one), abs(other))
    return abs(one - other) / largest if largest else Decimal(0)


def _stated(amount: Quantity) -> list[Decimal]:
    return [number for number in (amount.value, amount.minimum, amount.maximum) if number is not None]


def _is_power_of_ten(claimed: Quantity, quoted: Quantity) -> bool:
    """Whether a nought too many or too few, or thousands for millions, explains the difference."""
    for one in _stated(claimed):
        for other in _stated(quoted):
            low, high = sorted((abs(one), abs(other)))
            if low and high / low in {Decimal(10) ** power for power in range(1, 10)}:
                return True
    return False


def _bound(amount: Quantity) -> str:
    if amount.value is not None or (amount.minimum is not None and amount.maximum is not None):
        return "="
    return "<" if amount.minimum is None else ">"


def _unit(unit: str | None, language: str) -> tuple[str | None, str]:
    """What a unit is compared by: its own name, or that it counts things and which."""
    if unit is None:
        return None, ""
    known = _same_units(language)
    for word in (unit, unit.split()[-1], unit.split()[0]):
        if word in known:
            return known[word], ""
    noun = unit.split()[-1].rpartition("-")[2]
    return _COUNTED, word_term(noun, language)


@cache
def _same_units(language: str) -> dict[str, str]:
    return {entry.text: entry.columns[0] for entry in entries(language, "same_units")}


def _day(claim: str, time: TimeMention, quote: str, days: Sequence[TimeMention]) -> ValueCheck | None:
    """The first time of the quotation that holds the claim's or lies in it, else the first at all."""
    if not days:
        return None
    for other in days:
        if _meet(time.value, other.value):
            finding = Finding.AGREES if other.value == time.value else Finding.ROUNDED
            return ValueCheck(finding, time.span.of(claim), other.span.of(quote))
    return ValueCheck(Finding.OTHER_DATE, time.span.of(claim), days[0].span.of(quote))


def _meet(one: str, other: str) -> bool:
    """Whether two ISO days, months, years or intervals share a day.

    >>> _meet("2024-06", "2024-06-05"), _meet("2024-06", "2024-07"), _meet("2024-01/2024-03", "2024-02")
    (True, False, True)
    """
    (start, end), (begin, stop) = _ends(one), _ends(other)
    return start <= stop and begin <= end


def _ends(iso: str) -> tuple[str, str]:
    first, slash, last = iso.partition("/")
    # A month goes on to the last string that begins like it.
    return first, (last or "9999" if slash else first) + "~"
