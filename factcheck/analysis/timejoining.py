"""Two times that are one: von April bis Juni, 1956 und 1957, zwischen 2010 und 2014."""

import re
from dataclasses import dataclass, replace

from factcheck.analysis.calendar import (
    Interval,
    Moment,
    day_of,
    days_on,
    first_of,
    last_of,
    moment_of,
    months_on,
)
from factcheck.analysis.numberwords import number_words
from factcheck.analysis.passages import Passages
from factcheck.analysis.timeexpressions import TimeExpression
from factcheck.analysis.timeforms import Shape
from factcheck.analysis.timeparts import Parts
from factcheck.analysis.timeplausible import told_as_news
from factcheck.analysis.timeunits import stepped
from factcheck.analysis.timewords import Lettered
from factcheck.analysis.units import unit_after

_UNTIL = re.compile(r"-|b[Pfk]?B?")
_DISTANCE = re.compile(r"B?|B?x{1,4}f")
_YEARS = frozenset({"y", "yy", "ya", "r", "r2", "j", "yx", "rw"})  # parts of a form that fix its year
_AND = re.compile(r"[&/|][Pnf]?B?")


@dataclass(frozen=True, slots=True)
class JoinedTime:
    """One time made of one or two expressions; `start` is its first day where that is known better."""

    first: int
    stop: int
    value: Moment | Interval | None
    start: Moment | None = None
    inferred: bool = False


def joined_times(text: Lettered, within: Passages, expressions: list[TimeExpression]) -> list[JoinedTime]:
    """The expressions that have a value, with ranges put together, in order."""
    known = [e for e in expressions if e.value is not None or e.form.shape is Shape.NEAR_EVENT]
    joined: list[JoinedTime] = []
    index = 0
    while index < len(known):
        one = known[index]
        other = known[index + 1] if index + 1 < len(known) else None
        value: Moment | Interval | None = None
        if other is not None:
            value = joined_value(text, within, one, other) or distance_value(text, one, other)
        if other is not None and value is not None:
            joined.append(JoinedTime(one.first, other.stop, value))
            index += 2
            continue
        inferred = one.form.shape is Shape.NEAR_EVENT
        if inferred and not told_as_news(text, one.form, within):
            index += 1
            continue
        stop = _event_stop(text, one.stop, within.stop(one.first)) if inferred else one.stop
        joined.append(JoinedTime(one.first, stop, one.value, _year_start(text, one), inferred))
        index += 1
    return joined


def distance_value(text: Lettered, one: TimeExpression, other: TimeExpression) -> Moment | None:
    """Two weeks before 3 May, zwei Tage nach dem Anschlag vom 3. Mai: the distance from the date."""
    if one.form.shape is not Shape.NEAR_EVENT or other.value is None:
        return None
    if not _DISTANCE.fullmatch(text.letters[one.stop : other.first]):
        return None
    count = Parts(text, number_words(text.language)).count(one.form)
    before = text.letters[one.form.at("v")] == "v"
    unit = text.values(one.form.at("u"))[0]
    return stepped(first_of(other.value), -count if before else count, unit) if count is not None else None


def _event_stop(text: Lettered, first: int, limit: int) -> int:
    """Where the name of an event ends that a time is told from: vor dem Referendum."""
    after_article = first + int(text.letters[first : first + 1] == "B")
    event = unit_after(text.pieces, after_article, limit, text.language)
    return event.stop if event is not None else after_article


def joined_value(
    text: Lettered, within: Passages, one: TimeExpression, other: TimeExpression
) -> Interval | None:
    """The interval that two expressions name together, or None where they are two times."""
    if within.of[one.first] != within.of[other.first] or one.value is None or other.value is None:
        return None
    between = text.letters[one.stop : other.first]
    opened = "z" in text.letters[max(0, one.first - 2) : one.first]
    start = _year_start(text, one) or first_of(one.value)
    end = last_of(other.value)
    if _UNTIL.fullmatch(between) and not one.form.parts.keys() & _YEARS and not _in_order(start, end):
        # "von Januar bis November", told in February: both lie in the year that the last one names.
        start = replace(start, year=end.year - ((start.month or 0) > (end.month or 0)))
    if not _in_order(start, end):
        return None
    if _UNTIL.fullmatch(between) or (opened and _AND.fullmatch(between)):
        return Interval(start, end)
    if between == "PB" and text.letters[one.first] == "Z" and _next(one.value) == other.value:
        # In der Nacht vom 5. auf den 6. Mai.
        return Interval(start, end)
    if _AND.fullmatch(between) and _next(one.value) == other.value:
        return Interval(start, end)
    return None


def _year_start(text: Lettered, one: TimeExpression) -> Moment | None:
    """The first of January where an interval opens with the beginning of a year."""
    at = one.form.at("j")
    if one.form.shape is not Shape.COMPOUND or not isinstance(one.value, Moment):
        return None
    return Moment(one.value.year, 1, 1) if text.values(at)[0] == "year_start" else None


def _in_order(start: Moment, end: Moment) -> bool:
    if start.year != end.year or start.month is None or end.month is None:
        return start.year < end.year or (start.year == end.year and start != end)
    return (start.month, start.day or 0) < (end.month, end.day or 32)


def _next(value: Moment | Interval) -> Moment | None:
    """The year, month or day after a moment."""
    if isinstance(value, Interval):
        return None
    if value.month is None:
        return Moment(value.year + 1)
    if value.day is None:
        return months_on(value, 1)
    day = day_of(value.year, value.month, value.day)
    following = days_on(day, 1) if day is not None else None
    return moment_of(following) if following is not None else None
