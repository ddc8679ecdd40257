"""Details that mean the same in every language: whole percentages and ISO dates."""

import re
from datetime import date
from decimal import Decimal

from factcheck.analysis.quantities import QuantityMention
from factcheck.analysis.results import Quantity
from factcheck.analysis.spans import Span
from factcheck.analysis.times import TimeMention

_PERCENT = re.compile(r"(?<![\w.,'’/-])(\d{1,3})[ \u00a0\u202f]?%")
_DAY = re.compile(r"(?<![\w-])(\d{4}-\d{2}-\d{2})(?![\w-])")


def find(text: str) -> tuple[list[QuantityMention], list[TimeMention]]:
    """Percentages without decimals and valid ISO days, each in order.

    Decimal marks and thousands marks differ between languages, so numbers that have one are left out.

    >>> amounts, days = find("Le 2024-11-30, 12 % des votes, 3,5 % nuls.")
    >>> [amount.quantity.value for amount in amounts], [day.value for day in days]
    ([Decimal('12')], ['2024-11-30'])
    """
    amounts = [
        QuantityMention(Span(*found.span()), Quantity(value=Decimal(found[1]), unit="%"))
        for found in _PERCENT.finditer(text)
    ]
    days = [TimeMention(Span(*found.span()), found[1]) for found in _DAY.finditer(text) if _exists(found[1])]
    return amounts, days


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
