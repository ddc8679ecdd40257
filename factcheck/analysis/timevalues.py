"""What a time expression means: its form, resolved against the publication day and what was told before."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from factcheck.analysis.calendar import (
    Interval,
    Moment,
    century_of,
    day_of,
    days_on,
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
from factcheck.analysis.holidays import holidays
from factcheck.analysis.numberwords import number_words
from factcheck.analysis.timeforms import Shape, TimeForm
from factcheck.analysis.timesetting import Setting
from factcheck.analysis.timeunits import stepped, unit_around, years_away
from factcheck.analysis.timewords import Lettered

When = Moment | Interval
_HALVES = {"anderthalb": "1.5", "eineinhalb": "1.5", "zweieinhalb": "2.5", "dreieinhalb": "3.5"}
_LONG_AGO = 30


class Resolver:
    """Reads the parts of forms in one text and works out the time they name."""

    def __init__(self, text: Lettered) -> None:
        self.text = text
        self.words = number_words(text.language)
        self.by_shape: dict[Shape, Callable[[TimeForm, Setting], When | None]] = {
            Shape.DATE: self._date,
            Shape.NUMERIC: self._date,
            Shape.SPOKEN: self._date,
            Shape.DAY: self._date,
            Shape.WEEKDAY: self._weekday,
            Shape.YEAR: self._year,
            Shape.CENTURY: self._century,
            Shape.DECADE: self._decade,
            Shape.SEASON: self._season,
            Shape.QUARTER: self._quarter,
            Shape.HOLIDAY: self._holiday,
            Shape.DEICTIC: self._deictic,
            Shape.RELATIVE: self._relative,
            Shape.STRETCH: self._stretch,
            Shape.OFFSET: self._offset,
            Shape.SHIFTED: self._shifted,
            Shape.COMPOUND: self._compound,
            Shape.PERIOD: self._period,
            Shape.NEAR_EVENT: self._near_event,
        }

    def value(self, form: TimeForm, setting: Setting) -> When | None:
        """The time `form` names, or None where it names none that can be worked out."""
        resolve = self.by_shape.get(form.shape)
        return resolve(form, setting) if resolve is not None else None

    def count(self, form: TimeForm) -> Decimal | None:
        """The number in a form; None where it is vague (einige, several)."""
        at = form.at("n")
        low = self.text.pieces.low(at)
        if self.text.letters[at] == "I":
            return Decimal(1)
        if low in _HALVES:
            return Decimal(_HALVES[low])
        if self.text.pieces.is_digits(at):
            return Decimal(low)
        value = self.words.cardinal(low)
        return None if value is None else Decimal(value)

    def _number(self, form: TimeForm) -> int | None:
        """The day or rank of a form."""
        if form.has("d"):
            return int(self.text.pieces.texts[form.at("d")])
        return self.words.ordinal(self.text.pieces.low(form.at("o"))) if form.has("o") else None

    def _values(self, form: TimeForm, name: str) -> tuple[str, ...]:
        return self.text.values(form.at(name)) if form.has(name) else ()

    def _sign(self, form: TimeForm, name: str) -> tuple[int, str]:
        """The step and the base of a relative adjective."""
        step, base = self._values(form, name)
        return int(step), base

    def _unit(self, form: TimeForm) -> str:
        return self._values(form, "u")[0]

    def year_of(self, form: TimeForm, setting: Setting) -> int | None:
        """The year a form states or names relative to another; None where it leaves the year open."""
        pieces = self.text.pieces
        for name in ("y", "ya", "yx"):
            if form.has(name):
                return _full_year(pieces.texts[form.at(name)], setting)
        if form.has("yy"):
            return _full_year(pieces.texts[form.at("yy")], setting)
        if form.has("r2"):
            step, base = self._sign(form, "r2")
            return self._relative_year(step, base, setting)
        if form.has("j"):
            unit, years, base = self._values(form, "j")
            return self._relative_year(int(years), base, setting) if unit == "year" else None
        return None

    @staticmethod
    def _relative_year(step: int, base: str, setting: Setting) -> int | None:
        start = setting.base(base)
        return None if start is None else first_of(start).year + step

    def _month(self, form: TimeForm) -> int | None:
        if form.has("nm"):
            return int(self.text.pieces.texts[form.at("nm")])
        if form.has("no"):
            return self.words.ordinal(self.text.pieces.low(form.at("no")))
        for name in ("m", "sm"):
            if form.has(name):
                return int(self._values(form, name)[0])
        return None

    def _date(self, form: TimeForm, setting: Setting) -> When | None:
        day, month = self._number(form), self._month(form)
        if form.has("fm"):
            month = int(self._values(form, "fm")[0])
        year = self.year_of(form, setting)
        if form.has("r") and month is not None:
            return self._relative_month(form, month, setting)
        if month is None and form.has("w") and day is not None:
            return self._weekday_and_day(form, day, setting)
        if month is None:
            told = setting.base("anchor")
            month, year = (first_of(told).month, first_of(told).year) if told is not None else (None, None)
        if month is None or not 1 <= month <= 12:
            return None
        if year is None:
            year = setting.told_year
        if year is None:
            year = _nearest_year(month, day, setting)
        if year is None or (day is not None and day_of(year, month, day) is None):
            return None
        return Moment(year, month, day)

    def _weekday_and_day(self, form: TimeForm, day: int, setting: Setting) -> When | None:
        """The month nearest to the publication in which that day falls on that weekday: Dienstag, der 25."""
        now = setting.now
        weekday = int(self._values(form, "w")[0])
        steps = sorted(range(-12, 13), key=lambda by: (abs(by), (by < 0) == setting.ahead))
        for month in (months_on(now, by) for by in steps) if now is not None else ():
            found = day_of(month.year, month.month or 1, day)
            if found is not None and found.weekday() == weekday:
                return moment_of(found)
        return None

    def _relative_month(self, form: TimeForm, month: int, setting: Setting) -> When | None:
        step, base = self._sign(form, "r")
        start = setting.base(base)
        if start is None:
            return None
        now = first_of(start)
        if step == 0 or now.month is None:
            return Moment(now.year + step, month)
        passed = month < now.month if step < 0 else month > now.month
        return Moment(now.year + (step + 1 if step < 0 else step - 1) if passed else now.year + step, month)

    def _year(self, form: TimeForm, _setting: Setting) -> When | None:
        text = self.text.pieces.texts[form.at("y")]
        if form.has("bc"):
            return Moment(1 - int(text)) if int(text) > 0 else None
        year = int(text)
        if not 0 < year < 2200:
            return None
        if not form.has("yy"):
            return Moment(year)
        other = self.text.pieces.texts[form.at("yy")]
        end = int(other) if len(other) == 4 else year - year % 100 + int(other)
        return Interval(Moment(year), Moment(end)) if year < end <= year + 60 else None

    def _century(self, form: TimeForm, _setting: Setting) -> When | None:
        number = self._number(form)
        if number is None or not 0 < number < 23:
            return None
        if form.has("bc"):
            return Interval(Moment(1 - 100 * number), Moment(100 - 100 * number))
        return century_of(number)

    def _decade(self, form: TimeForm, _setting: Setting) -> When | None:
        year = (
            int(self.text.pieces.texts[form.at("y")]) if form.has("y") else int(self._values(form, "dc")[0])
        )
        if year % 10:
            return None
        return decade_of(year if year >= 100 else year + (2000 if year < 20 else 1900))

    def _season(self, form: TimeForm, setting: Setting) -> When | None:
        (name,) = self._values(form, "s")
        year = self.year_of(form, setting)
        if year is None and form.has("r"):
            step, _ = self._sign(form, "r")
            return _nearest(lambda y: season_of(name, y), setting, step)
        if year is None:
            year = setting.told_year
        return (
            season_of(name, year) if year is not None else _nearest(lambda y: season_of(name, y), setting, 0)
        )

    def _quarter(self, form: TimeForm, setting: Setting) -> When | None:
        number = self._number(form)
        if number is None:
            return None
        part = quarter_of if self._values(form, "q")[0] == "quarter" else half_of
        year = self.year_of(form, setting)
        if year is None:
            year = setting.told_year
        return part(number, year) if year is not None else _nearest(lambda y: part(number, y), setting, 0)

    def _holiday(self, form: TimeForm, setting: Setting) -> When | None:
        rule = holiday_rule(self.text, form)
        year = self.year_of(form, setting)
        if year is None:
            year = setting.told_year
        if year is None:
            return _nearest(lambda y: _moment(rule, y), setting, 0)
        return _moment(rule, year)

    def _weekday(self, form: TimeForm, setting: Setting) -> When | None:
        weekday = int(self._values(form, "w")[0])
        if form.has("rw"):
            step, base = self._sign(form, "rw")
            start = setting.base(base)
            week = unit_around(start, step, "week") if start is not None else None
            monday = first_of(week).first_day if week is not None else None
            day = days_on(monday, weekday) if monday is not None else None
            return moment_of(day) if day is not None else None
        step = self._sign(form, "r")[0] if form.has("r") else 0
        told = setting.told if setting.narrative else None
        start_day = first_of(told).first_day if told is not None else setting.published
        if start_day is None or (told is not None and first_of(told).day is None):
            return None
        ahead = step > 0 or (step == 0 and (setting.ahead or told is not None))
        distance = (weekday - start_day.weekday()) % 7 if ahead else -((start_day.weekday() - weekday) % 7)
        if step and distance == 0:
            distance = 7 * step
        day = days_on(start_day, distance)
        return moment_of(day) if day is not None else None

    def _deictic(self, form: TimeForm, setting: Setting) -> When | None:
        if setting.narrative or setting.published is None:
            return None
        day = days_on(setting.published, int(self._values(form, "g")[0]))
        return moment_of(day) if day is not None else None

    def _relative(self, form: TimeForm, setting: Setting) -> When | None:
        step, base = self._sign(form, "r") if form.has("r") else (0, "anchor" if form.has("det") else "now")
        unit, *plural = self._values(form, "u")
        if plural:
            return None
        if unit == "weekend" and not form.has("r"):
            return self._weekend(setting)
        if unit == "day" and step >= 0:
            base = "anchor"
        start = setting.base(base)
        if form.has("det") and unit == "month":
            start = setting.told_month or start
        return unit_around(start, step, unit) if start is not None else None

    @staticmethod
    def _weekend(setting: Setting) -> When | None:
        """The weekend just over or going on; the coming one where the clause looks ahead."""
        now = setting.base("now")
        day = first_of(now).first_day if now is not None else None
        if now is None or day is None:
            return None
        return unit_around(now, 0 if setting.ahead or day.weekday() > 4 else -1, "weekend")

    def _stretch(self, form: TimeForm, setting: Setting) -> When | None:
        count, now = self.count(form), setting.now
        step, base = self._sign(form, "r")
        if count is None or now is None or step == 0 or base != "now" or setting.narrative:
            return None
        other = stepped(now, count * step, self._unit(form))
        if other is None:
            return None
        return Interval(other, now) if step < 0 else Interval(now, other)

    def _offset(self, form: TimeForm, setting: Setting) -> When | None:
        count, start = self.count(form), setting.base("now")
        unit = self._unit(form)
        if count is None or start is None:
            return None
        if form.has("inside"):
            return unit_around(start, -1, unit) if not setting.ahead and unit != "day" else None
        if form.has("ahead"):
            return stepped(first_of(start), count, unit) if setting.ahead else None
        return stepped(first_of(start), -count, unit)

    def _shifted(self, form: TimeForm, setting: Setting) -> When | None:
        step, base = self._sign(form, "v")
        start = setting.base(base) if base == "now" else setting.told
        unit, *plural = self._values(form, "u")
        count = self.count(form) if form.has("n") else Decimal(1)
        if count is None or start is None or (plural and not form.has("n")):
            return None
        return stepped(last_of(start) if step > 0 else first_of(start), count * step, unit)

    def _compound(self, form: TimeForm, setting: Setting) -> When | None:
        unit, step, base = self._values(form, "j")
        if unit == "period":
            return years_away(setting.told, int(step)) if setting.told is not None else None
        if form.has("yx"):
            return unit_around(Moment(int(self.text.pieces.texts[form.at("yx")]), 1, 1), 0, unit)
        start = setting.base("anchor" if unit == "day" else base)
        return unit_around(start, int(step), unit) if start is not None else None

    def _period(self, form: TimeForm, setting: Setting) -> When | None:
        told = setting.told
        if told is None:
            return None
        if form.has("y"):
            return years_away(told, int(self.text.pieces.texts[form.at("y")]) - first_of(told).year)
        if form.has("j"):
            return years_away(told, int(self._values(form, "j")[1]))
        return years_away(told, self._sign(form, "r2")[0] if form.has("r2") else 0)

    def _near_event(self, form: TimeForm, setting: Setting) -> When | None:
        """Shortly before or after an event, told as news: the month of publication is all that is known."""
        if setting.narrative or setting.published is None or self._unit(form) not in {"day", "week"}:
            return None
        return Moment(setting.published.year, setting.published.month)


def _moment(rule: str, year: int) -> Moment | None:
    day = holiday_of(rule, year)
    return moment_of(day) if day is not None else None


def _full_year(text: str, setting: Setting) -> int:
    """Years in two digits lie within a century that ends soon after the publication."""
    year = int(text)
    if len(text) > 2:
        return year
    latest = (setting.published.year if setting.published is not None else 2000 + _LONG_AGO) + 10
    told = setting.told_year
    century = told - told % 100 if told is not None and setting.narrative else latest - latest % 100
    return century + year if setting.narrative or century + year <= latest else century + year - 100


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
    found = [when for year in _years(now.year) if (when := at(year)) is not None]
    ahead = step > 0 or (step == 0 and setting.ahead)
    if ahead:
        return next(
            (when for when in found if (day := last_of(when).last_day) is not None and day >= now), None
        )
    limit = last_of if step < 0 else first_of
    past = [when for when in found if (day := limit(when).first_day) is not None and day <= now]
    return past[-1] if past else None


def _years(year: int) -> Iterator[int]:
    yield from range(year - 2, year + 3)


def holiday_rule(text: Lettered, form: TimeForm) -> str:
    """The rule of the holiday a form names."""
    first, stop = form.parts["h"]
    return holidays(text.language)[text.pieces.lows[first:stop]]
