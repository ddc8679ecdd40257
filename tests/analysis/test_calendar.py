"""Moments, intervals and holidays."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.analysis.calendar import (
    Interval,
    Moment,
    day_of,
    easter,
    holiday_of,
    months_on,
    quarter_of,
    season_of,
    week_of,
    years_on,
)
from factcheck.analysis.timeunits import stepped, unit_around

YEARS = st.integers(min_value=1, max_value=9998)


def test_the_length_of_the_text_is_the_precision() -> None:
    assert [str(m) for m in (Moment(2024), Moment(2024, 6), Moment(2024, 6, 3))] == [
        "2024",
        "2024-06",
        "2024-06-03",
    ]


def test_years_before_christ_count_from_the_year_zero() -> None:
    assert str(Moment(1 - 490)) == "-0489"


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1818, date(1818, 3, 22)),
        (1943, date(1943, 4, 25)),
        (2000, date(2000, 4, 23)),
        (2008, date(2008, 3, 23)),
        (2016, date(2016, 3, 27)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_falls_where_the_churches_put_it(year: int, day: date) -> None:
    assert easter(year) == day


@given(YEARS)
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    day = easter(year)
    assert day.weekday() == 6
    assert (3, 22) <= (day.month, day.day) <= (4, 25)


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("fixed 12-24", 2024, date(2024, 12, 24)),
        ("easter 49", 2022, date(2022, 6, 5)),
        ("easter -46", 2024, date(2024, 2, 14)),
        ("advent -28", 2020, date(2020, 11, 22)),
        ("weekday 11,3,4", 2024, date(2024, 11, 28)),
        ("weekday 5,0,-1", 2024, date(2024, 5, 27)),
    ],
)
def test_holidays_follow_their_rule(rule: str, year: int, day: date) -> None:
    assert holiday_of(rule, year) == day


@given(st.integers(min_value=-3000, max_value=12000))
def test_a_holiday_outside_the_calendar_is_unknown_and_raises_nothing(year: int) -> None:
    assert (holiday_of("fixed 01-01", year) is None) == (not 1 <= year <= 9999)


@given(YEARS, st.integers(1, 12), st.integers(-50_000, 50_000))
def test_months_forward_and_back_come_home(year: int, month: int, by: int) -> None:
    assert months_on(months_on(Moment(year, month), by), -by) == Moment(year, month)


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)))
def test_a_week_holds_its_day_from_monday_to_sunday(day: date) -> None:
    week = week_of(day)
    assert week is not None
    first, last = week.start.first_day, week.end.first_day
    assert first is not None
    assert last is not None
    assert (first.weekday(), last - first) == (0, timedelta(days=6))
    assert first <= day <= last


def test_the_29th_of_february_moves_to_the_28th_in_other_years() -> None:
    assert years_on(Moment(2024, 2, 29), 1) == Moment(2025, 2, 28)


def test_a_winter_ends_in_the_next_year() -> None:
    assert season_of("winter", 2023) == Interval(Moment(2023, 12), Moment(2024, 2))


def test_there_is_no_fifth_quarter() -> None:
    assert quarter_of(5, 2024) is None


def test_a_day_that_no_calendar_has_is_none() -> None:
    assert day_of(2023, 2, 29) is None


@pytest.mark.parametrize(
    ("count", "unit", "expected"),
    [
        ("-3", "week", "2024-11-09"),
        ("2", "day", "2024-12-02"),
        ("-5", "month", "2024-06"),
        ("-10", "year", "2014"),
        ("-1.5", "year", "2023-05"),
        ("2", "decade", "2044"),
        ("3", "hour", "2024-11-30"),
        ("-24", "hour", "2024-11-29"),
    ],
)
def test_a_step_is_as_precise_as_its_unit(count: str, unit: str, expected: str) -> None:
    assert str(stepped(Moment(2024, 11, 30), Decimal(count), unit)) == expected


@given(
    st.dates(),
    st.integers(-200_000, 200_000),
    st.sampled_from(
        ["day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century", "hour"]
    ),
)
def test_no_step_leaves_the_calendar_with_an_error(day: date, by: int, unit: str) -> None:
    moment = Moment(day.year, day.month, day.day)
    stepped(moment, Decimal(by), unit)
    unit_around(moment, max(-3, min(3, by)), unit)
