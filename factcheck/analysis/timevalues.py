"""What a time expression means: each shape of form has its own way to be resolved."""

from collections.abc import Callable

from factcheck.analysis import timedates, timerelative
from factcheck.analysis.calendar import Interval, Moment
from factcheck.analysis.timeforms import Shape, TimeForm
from factcheck.analysis.timeparts import Parts
from factcheck.analysis.timesetting import Setting

_Resolve = Callable[[Parts, TimeForm, Setting], Moment | Interval | None]
_BY_SHAPE: dict[Shape, _Resolve] = {
    Shape.DATE: timedates.calendar_date,
    Shape.NUMERIC: timedates.calendar_date,
    Shape.SPOKEN: timedates.calendar_date,
    Shape.DAY: timedates.calendar_date,
    Shape.YEAR: timedates.year,
    Shape.CENTURY: timedates.century,
    Shape.DECADE: timedates.decade,
    Shape.SEASON: timedates.season,
    Shape.QUARTER: timedates.quarter,
    Shape.HOLIDAY: timedates.holiday,
    Shape.WEEKDAY: timerelative.weekday,
    Shape.DEICTIC: timerelative.deictic,
    Shape.RELATIVE: timerelative.relative,
    Shape.STRETCH: timerelative.stretch,
    Shape.OFFSET: timerelative.offset,
    Shape.SHIFTED: timerelative.shifted,
    Shape.COMPOUND: timerelative.compound,
    Shape.PERIOD: timerelative.period,
    Shape.NEAR_EVENT: timerelative.near_event,
}


def value_of(parts: Parts, form: TimeForm, setting: Setting) -> Moment | Interval | None:
    """The time `form` names, or None where it names none that can be worked out."""
    resolve = _BY_SHAPE.get(form.shape)
    return resolve(parts, form, setting) if resolve is not None else None
