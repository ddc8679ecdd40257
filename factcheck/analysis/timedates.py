"""Dates, years and seasons: times that name their place in the calendar, if not always their year."""

from collections.abc import Callable
from datetime import date

from factcheck.analysis.calendar import (
    Interval,
    Moment,
    century_of,
    day_of,
    decade_of,
    first_of,
    half_of,
    holiday_of,
    last_of,
    moment_of,
    months_on,
    quarter_of,
    season_of,
)
from factcheck.analysis.timeforms import TimeForm
from factcheck.analysis.timeparts import Parts
from factcheck.analysis.timesetting import Setting

When = Moment | Interval


def calendar_date(parts: Parts, form: TimeForm, setting: Setting) -> When | None:
    """A day or a month: 12. Juni 2024, im Juni, June 12, am 27."""
    day, month = parts.number(form), parts.month(form)
    if form.has("fm"):
        month = int(parts.values(form, "fm")[0])
    year = parts.year(form, setting)
    if form.has("r") and month is not None:
        return _relative_month(parts, form, month, setting)
    if month is None and form.has("w") and day is not None:
        return _weekday_and_day(parts, form, day, setting)
    if month is None:
        told = setting.told or (None if setting.narrative else setting.now)
        month, year = (first_of(told).month, first_of(told).year) if told is not None else (None, None)
    if month is None or not 1 <= month <= 12:
        return None
    if year is None:
        year = setting.year_for(month, day)
    if year is None:
        year = _nearest_year(month, day, setting)
    if year is None or (day is not None and day_of(year, month, day) is None):
        return None
    return Moment(year, month, day)


def _weekday_and_day(parts: Parts, form: TimeForm, day: int, setting: Setting) -> When | None:
    """The month nearest to the publication in which that day falls on that weekday: Dienstag, der 25."""
    now = setting.now
    weekday = int(parts.values(form, "w")[0])
    steps = sorted(range(-12, 13), key=lambda by: (abs(by), (by < 0) == setting.ahead))
    for month in (months_on(now, by) for by in steps) if now is not None else ():
        found = day_of(month.year, month.month or 1, day)
        if found is not None and found.weekday() == weekday:
            return moment_of(found)
    return None


def _relative_month(parts: Parts, form: TimeForm, month: int, setting: Setting) -> When | None:
    step, base = parts.sign(form, "r")
    start = setting.base(base)
    if start is None:
        return None
    now = first_of(start)
    if step == 0 or now.month is None:
        return Moment(now.year + step, month)
    passed = month < now.month if step < 0 else month > now.month
    return Moment(now.year + (step + 1 if step < 0 else step - 1) if passed else now.year + step, month)


def year(parts: Parts, form: TimeForm, _setting: Setting) -> When | None:
    """A year, or two with a stroke: 2024, 490 v. Chr., 1939/40."""
    text = parts.text.pieces.texts[form.at("y")]
    if form.has("bc"):
        return Moment(1 - int(text)) if int(text) > 0 else None
    year = int(text)
    if not 0 < year < 2200:
        return None
    if not form.has("yy"):
        return Moment(year)
    other = parts.text.pieces.texts[form.at("yy")]
    end = int(other) if len(other) == 4 else year - year % 100 + int(other)
    return Interval(Moment(year), Moment(end)) if year < end <= year + 60 else None


def century(parts: Parts, form: TimeForm, _setting: Setting) -> When | None:
    """A century by its number: im 19. Jahrhundert."""
    number = parts.number(form)
    if number is None or not 0 < number < 23:
        return None
    if form.has("bc"):
        return Interval(Moment(1 - 100 * number), Moment(100 - 100 * number))
    return century_of(number)


def decade(parts: Parts, form: TimeForm, _setting: Setting) -> When | None:
    """Ten years: the 1990s, die achtziger Jahre."""
    year = int(parts.text.pieces.texts[form.at("y")]) if form.has("y") else int(parts.values(form, "dc")[0])
    if year % 10:
        return None
    return decade_of(year if year >= 100 else year + (2000 if year < 20 else 1900))


def season(parts: Parts, form: TimeForm, setting: Setting) -> When | None:
    """A season of a stated year, or the one nearest in the direction of the tense."""
    (name,) = parts.values(form, "s")
    year = parts.year(form, setting)
    if year is None and form.has("r"):
        step, _ = parts.sign(form, "r")
        return _nearest(lambda y: season_of(name, y), setting, step)
    if year is None:
        year = setting.told_year
    return season_of(name, year) if year is not None else _nearest(lambda y: season_of(name, y), setting, 0)


def quarter(parts: Parts, form: TimeForm, setting: Setting) -> When | None:
    """A quarter or half of a stated year, or the one nearest in the direction of the tense."""
    number = parts.number(form)
    if number is None:
        return None
    part = quarter_of if parts.values(form, "q")[:1] != ("half",) else half_of
    year = parts.year(form, setting)
    if year is None:
        year = setting.told_year
    return part(number, year) if year is not None else _nearest(lambda y: part(number, y), setting, 0)


def holiday(parts: Parts, form: TimeForm, setting: Setting) -> When | None:
    """A holiday of a stated year, or the one nearest in the direction of the tense."""
    rule = parts.holiday(form)
    year = parts.year(form, setting)
    if year is None:
        year = setting.told_year
    if year is None:
        return _nearest(lambda y: _moment(rule, y), setting, 0)
    return _moment(rule, year)


def _moment(rule: str, year: int) -> Moment | None:
    day = holiday_of(rule, year)
    return moment_of(day) if day is not None else None


def _nearest_year(month: int, day: int | None, setting: Setting) -> int | None:
    """The year that puts a day or month last before, or next after, the publication."""
    now = setting.published
    if now is None:
        return None
    current = (now.month, now.day) if day is not None else (now.month,)
    asked = (month, day) if day is not None else (month,)
    if setting.ahead:
        return now.year if asked >= current else now.year + 1
    if setting.tense is None and day is not None:
        return _closest_year(month, day, now)
    return now.year if asked <= current else now.year - 1


def _closest_year(month: int, day: int, now: date) -> int:
    """Without a verb, as in a dateline, the day closest to the publication is meant."""
    years = [year for year in (now.year, now.year - 1, now.year + 1) if day_of(year, month, day) is not None]
    distances = {
        year: abs(((year - now.year) * 365) + (month - now.month) * 30 + day - now.day) for year in years
    }
    return min(distances, key=lambda year: distances[year], default=now.year)


def _nearest(at: Callable[[int], When | None], setting: Setting, step: int) -> When | None:
    """The season, quarter or holiday last begun before the publication, or the next one ahead."""
    now = setting.published
    if now is None:
        return None
    found = [when for year in range(now.year - 2, now.year + 3) if (when := at(year)) is not None]
    ahead = step > 0 or (step == 0 and setting.ahead)
    if ahead:
        return next(
            (when for when in found if (day := last_of(when).last_day) is not None and day >= now), None
        )
    limit = last_of if step < 0 else first_of
    past = [when for when in found if (day := limit(when).first_day) is not None and day <= now]
    return past[-1] if past else None
