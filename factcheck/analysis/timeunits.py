"""Steps in calendar units: five months before a day, the week after, the year of a moment."""

from collections.abc import Callable
from decimal import Decimal

from factcheck.analysis.calendar import (
    Interval,
    Moment,
    century_of,
    days_on,
    decade_of,
    first_of,
    half_of,
    last_of,
    moment_of,
    months_on,
    quarter_of,
    week_of,
    weekend_of,
    years_on,
)

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_HOURS = {"hour": 24, "minute": 24 * 60, "second": 24 * 60 * 60}
_YEARS = {"year": 1, "decade": 10, "century": 100}
_MOST = 100_000


def stepped(base: Moment, count: Decimal, unit: str) -> Moment | None:
    """The moment `count` units from `base`, as precise as the unit: a year away is a year.

    Days, weeks and hours lead to a day, months to a month; what leaves the calendar leads nowhere.

    >>> str(stepped(Moment(2024, 11, 30), Decimal(-5), "month"))
    '2024-06'
    >>> str(stepped(Moment(2024, 11, 30), Decimal("-1.5"), "year"))
    '2023-05'
    """
    if abs(count) > _MOST:
        return None
    if unit in _DAYS:
        start = base.first_day if base.day is not None else None
        moved = days_on(start, int(count * _DAYS[unit])) if start is not None else None
        return moment_of(moved) if moved is not None else None
    if unit in _HOURS:
        return stepped(base, Decimal(int(count / _HOURS[unit])), "day")
    if unit in {"month", "quarter", "half"}:
        months = int(count * {"month": 1, "quarter": 3, "half": 6}[unit])
        return months_on(base, months) if base.month is not None else None
    if unit in _YEARS:
        years = count * _YEARS[unit]
        if years != years.to_integral_value():
            return months_on(base, int(years * 12)) if base.month is not None else None
        return Moment(base.year + int(years))
    return None


def unit_around(base: Moment | Interval, by: int, unit: str) -> Moment | Interval | None:
    """The calendar unit that holds `base`, or the one `by` units from it.

    >>> str(unit_around(Moment(2015, 10, 2), -1, "month"))
    '2015-09'
    >>> str(unit_around(Moment(2024, 11, 30), 0, "week"))
    '2024-11-25/2024-12-01'
    """
    start = first_of(base) if by <= 0 else last_of(base)
    around = _AROUND.get(unit)
    return around(start, by) if around is not None else None


def _day(base: Moment, by: int) -> Moment | None:
    return stepped(base, Decimal(by), "day")


def _week(base: Moment, by: int) -> Interval | None:
    day = _day(base, 7 * by)
    first = day.first_day if day is not None else None
    return week_of(first) if first is not None else None


def _weekend(base: Moment, by: int) -> Interval | None:
    day = _day(base, 7 * by)
    first = day.first_day if day is not None else None
    return weekend_of(first) if first is not None else None


def _month(base: Moment, by: int) -> Moment | None:
    return months_on(base, by) if base.month is not None else None


def _quarter(base: Moment, by: int) -> Interval | None:
    if base.month is None:
        return None
    moved = months_on(base, 3 * by)
    return quarter_of(((moved.month or 1) + 2) // 3, moved.year)


def _half(base: Moment, by: int) -> Interval | None:
    if base.month is None:
        return None
    moved = months_on(base, 6 * by)
    return half_of(1 if (moved.month or 1) <= 6 else 2, moved.year)


_AROUND: dict[str, Callable[[Moment, int], Moment | Interval | None]] = {
    "day": _day,
    "week": _week,
    "weekend": _weekend,
    "month": _month,
    "quarter": _quarter,
    "half": _half,
    "year": lambda base, by: Moment(base.year + by),
    "decade": lambda base, by: decade_of(base.year + 10 * by),
    "century": lambda base, by: century_of((base.year + 99) // 100 + by),
    "year_start": lambda base, by: Moment(base.year + by),
}


def years_away(when: Moment | Interval, by: int) -> Moment | Interval:
    """The same time `by` years later."""
    if isinstance(when, Interval):
        return Interval(years_on(when.start, by), years_on(when.end, by))
    return years_on(when, by)
