"""Days, months, years and intervals with their precision, and the arithmetic of calendars.

A `Moment` is as precise as what it knows: Moment(2024, 6) is a month. Years before Christ count as ISO
8601 does: 1 BC is the year 0, 490 BC the year -489.
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS_OF_SEASON = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A year, a month of a year or a day of a month.

    >>> str(Moment(2024, 6)), str(Moment(-489))
    ('2024-06', '-0489')
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        text = f"{self.year:04d}" if self.year >= 0 else f"-{-self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        return text if self.day is None else f"{text}-{self.day:02d}"

    @property
    def first_day(self) -> date | None:
        """Its first day, or None outside the years 1 to 9999."""
        return day_of(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date | None:
        """Its last day, or None outside the years 1 to 9999."""
        if not 1 <= self.year <= 9999:
            return None
        month = self.month or 12
        return day_of(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class Interval:
    """From the beginning of `start` to the end of `end`.

    >>> str(Interval(Moment(2015, 4), Moment(2015, 6)))
    '2015-04/2015-06'
    """

    start: Moment
    end: Moment

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"


def first_of(when: Moment | Interval) -> Moment:
    """The moment an interval begins with; a moment is its own beginning."""
    return when.start if isinstance(when, Interval) else when


def last_of(when: Moment | Interval) -> Moment:
    """The moment an interval ends with; a moment is its own end."""
    return when.end if isinstance(when, Interval) else when


def day_of(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has no such day.

    >>> day_of(2023, 2, 29) is None
    True
    """
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def moment_of(day: date) -> Moment:
    """The day as a moment."""
    return Moment(day.year, day.month, day.day)


def days_on(day: date, by: int) -> date | None:
    """The day `by` days later, or None outside the years 1 to 9999."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return None


def months_on(when: Moment, by: int) -> Moment:
    """The month `by` months after the month of `when`; January where `when` is a year.

    >>> str(months_on(Moment(2024, 11, 30), -5))
    '2024-06'
    """
    count = when.year * 12 + (when.month or 1) - 1 + by
    return Moment(count // 12, count % 12 + 1)


def years_on(when: Moment, by: int) -> Moment:
    """The same moment `by` years later; the last of February where there is no 29th.

    >>> str(years_on(Moment(2024, 2, 29), -1))
    '2023-02-28'
    """
    year = when.year + by
    if when.month == 2 and when.day == 29 and day_of(year, 2, 29) is None:
        return Moment(year, 2, 28)
    return Moment(year, when.month, when.day)


def week_of(day: date) -> Interval | None:
    """Monday to Sunday of the week that holds `day`."""
    monday = days_on(day, -day.weekday())
    sunday = days_on(day, 6 - day.weekday())
    return None if monday is None or sunday is None else Interval(moment_of(monday), moment_of(sunday))


def weekend_of(day: date) -> Interval | None:
    """Saturday and Sunday of the week that holds `day`."""
    week = week_of(day)
    sunday = week.end.first_day if week else None
    saturday = days_on(sunday, -1) if sunday else None
    return Interval(moment_of(saturday), moment_of(sunday)) if saturday and sunday else None


def season_of(name: str, year: int) -> Interval:
    """The meteorological season; winter belongs to the year it begins in.

    >>> str(season_of("winter", 1916))
    '1916-12/1917-02'
    """
    first, last = _MONTHS_OF_SEASON[name]
    return Interval(Moment(year, first), Moment(year + (last < first), last))


def quarter_of(number: int, year: int) -> Interval | None:
    """The quarter 1 to 4 of a year.

    >>> str(quarter_of(1, 2015))
    '2015-01/2015-03'
    """
    if not 1 <= number <= 4:
        return None
    return Interval(Moment(year, number * 3 - 2), Moment(year, number * 3))


def half_of(number: int, year: int) -> Interval | None:
    """The first or second half of a year."""
    if not 1 <= number <= 2:
        return None
    return Interval(Moment(year, number * 6 - 5), Moment(year, number * 6))


def decade_of(year: int) -> Interval:
    """The ten years that begin with the tens of `year`.

    >>> str(decade_of(1936))
    '1930/1939'
    """
    start = year - year % 10
    return Interval(Moment(start), Moment(start + 9))


def century_of(number: int) -> Interval:
    """The century with that number, after Christ.

    >>> str(century_of(20))
    '1901/2000'
    """
    return Interval(Moment(number * 100 - 99), Moment(number * 100))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar; the anonymous computation of 1876 (Nature 13).

    >>> easter(2022), easter(2024)
    (datetime.date(2022, 4, 17), datetime.date(2024, 3, 31))
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def fourth_advent(year: int) -> date:
    """The last Sunday before Christmas, from which the Sundays of Advent are counted back.

    >>> fourth_advent(2020)
    datetime.date(2020, 12, 20)
    """
    eve = date(year, 12, 24)
    return eve - timedelta(days=(eve.weekday() + 1) % 7)


def weekday_in_month(year: int, month: int, weekday: int, number: int) -> date:
    """The `number`-th such weekday (0 is Monday) of a month; -1 is the last one.

    >>> weekday_in_month(2024, 11, 3, 4)
    datetime.date(2024, 11, 28)
    """
    if number > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    last = date(year, month, calendar.monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-number - 1))


def _fixed(rule: str, year: int) -> date | None:
    month, day = rule.split("-")
    return day_of(year, int(month), int(day))


def _from_easter(rule: str, year: int) -> date | None:
    return days_on(easter(year), int(rule))


def _from_advent(rule: str, year: int) -> date | None:
    return days_on(fourth_advent(year), int(rule))


def _from_weekday(rule: str, year: int) -> date | None:
    month, weekday, number = rule.split(",")
    return weekday_in_month(year, int(month), int(weekday), int(number))


_RULES: dict[str, Callable[[str, int], date | None]] = {
    "fixed": _fixed,
    "easter": _from_easter,
    "advent": _from_advent,
    "weekday": _from_weekday,
}


def holiday_of(rule: str, year: int) -> date | None:
    """The day a rule of the holiday lists gives in `year`, or None outside the years 1 to 9999.

    Rules are "fixed 12-24", "easter 49" (days from Easter Sunday), "advent -21" (days from the fourth
    Sunday of Advent) and "weekday 11,3,4" (month, weekday from 0, number or -1).

    >>> holiday_of("easter 49", 2022)
    datetime.date(2022, 6, 5)
    """
    if not 1 <= year <= 9999:
        return None
    kind, _, argument = rule.partition(" ")
    return _RULES[kind](argument, year)
