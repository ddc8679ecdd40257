"""Times told from another: from the publication, or from the time named last."""

from factcheck.analysis.calendar import Interval, Moment, days_on, first_of, last_of, moment_of
from factcheck.analysis.timeforms import TimeForm
from factcheck.analysis.timeparts import Parts
from factcheck.analysis.timesetting import Setting
from factcheck.analysis.timeunits import stepped, unit_around, years_away

When = Moment | Interval


def weekday(parts: Parts, form: TimeForm, setting: Setting) -> When | None:
    """The weekday last before or next after the publication; in a narrative, after the day told before."""
    weekday = int(parts.values(form, "w")[0])
    if form.has("rw"):
        step, base = parts.sign(form, "rw")
        start = setting.base(base)
        week = unit_around(start, step, "week") if start is not None else None
        monday = first_of(week).first_day if week is not None else None
        day = days_on(monday, weekday) if monday is not None else None
        return moment_of(day) if day is not None else None
    step = parts.sign(form, "r")[0] if form.has("r") else 0
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


def deictic(parts: Parts, form: TimeForm, setting: Setting) -> When | None:
    """Yesterday, today, tomorrow and their like; in a narrative they name no day."""
    if setting.narrative or setting.published is None:
        return None
    day = days_on(setting.published, int(parts.values(form, "g")[0]))
    return moment_of(day) if day is not None else None


def relative(parts: Parts, form: TimeForm, setting: Setting) -> When | None:
    """Im vergangenen Monat, next week, in dem Jahr: a calendar unit near the publication or the time told."""
    step, base = parts.sign(form, "r") if form.has("r") else (0, "anchor" if form.has("det") else "now")
    if parts.text.language == "en" and base == "now" and form.has("r") and not form.has("u"):
        # "this evening" and "last night" are told from the publication, "am selben Abend" is the day told.
        today = setting.base("now")
        return unit_around(today, step, "day") if today is not None else None
    unit, *plural = parts.values(form, "u") or ("day",)
    if plural or (form.has("det") and setting.told is None):
        return None
    if unit == "weekend" and not form.has("r"):
        return _weekend(setting)
    if unit == "day" and step < 0 and base == "now":
        # The last day is the end of something, not yesterday.
        return None
    if unit == "day":
        base = "anchor"
    start = setting.base(base)
    if form.has("det") and unit == "month":
        start = setting.told_month or start
    return unit_around(start, step, unit) if start is not None else None


def _weekend(setting: Setting) -> When | None:
    """The weekend just over or going on; the coming one where the clause looks ahead."""
    now = setting.base("now")
    day = first_of(now).first_day if now is not None else None
    if now is None or day is None:
        return None
    return unit_around(now, 0 if setting.ahead or day.weekday() > 4 else -1, "weekend")


def stretch(parts: Parts, form: TimeForm, setting: Setting) -> When | None:
    """In den vergangenen zehn Jahren, over the next five years: from or to the publication."""
    count, now = parts.count(form), setting.now
    step, base = parts.sign(form, "r")
    if count is None or now is None or step == 0 or base != "now" or setting.narrative:
        return None
    other = stepped(now, count * step, parts.unit(form))
    if other is None:
        return None
    return Interval(other, now) if step < 0 else Interval(now, other)


def offset(parts: Parts, form: TimeForm, setting: Setting) -> When | None:
    """Vor fünf Monaten, in zwei Wochen, binnen eines Jahres: counted from the publication."""
    count, start = parts.count(form), setting.base("now")
    unit = parts.unit(form)
    if count is None or start is None:
        return None
    if form.has("inside"):
        return unit_around(start, -1, unit) if not setting.ahead and unit != "day" else None
    if form.has("ahead"):
        return stepped(first_of(start), count, unit) if setting.ahead else None
    return stepped(first_of(start), -count, unit)


def shifted(parts: Parts, form: TimeForm, setting: Setting) -> When | None:
    """Zwei Wochen später, im Jahr darauf, two days earlier, five months ago."""
    step, base = parts.sign(form, "v")
    unit, *plural = parts.values(form, "u")
    start = setting.base(base) if base == "now" else _told_for(unit, setting)
    if start is None:
        return None
    if not form.has("n"):
        return None if plural else unit_around(start, step, unit)
    count = parts.count(form)
    if count is None:
        return None
    return stepped(last_of(start) if step > 0 else first_of(start), count * step, unit)


def _told_for(unit: str, setting: Setting) -> When | None:
    """The time named last, or the day named last where days are counted and only a year came since."""
    told = setting.told
    if told is not None and unit in {"day", "week"} and first_of(told).day is None:
        return setting.story or told
    return told


def compound(parts: Parts, form: TimeForm, setting: Setting) -> When | None:
    """Times in one word: Vorjahr, Folgetag, Jahresende."""
    unit, step, base = parts.values(form, "j")
    if unit == "period":
        return years_away(setting.told, int(step)) if setting.told is not None else None
    if form.has("yx"):
        return unit_around(Moment(int(parts.text.pieces.texts[form.at("yx")]), 1, 1), 0, unit)
    start = setting.base(base)
    if unit == "day":
        start = _told_for(unit, setting) or setting.now
    elif setting.here and setting.told is not None:
        # Im Oktober um 5 Prozent mehr als im Vormonat: September, whenever that is read.
        start = setting.told
    return unit_around(start, int(step), unit) if start is not None else None


def period(parts: Parts, form: TimeForm, setting: Setting) -> When | None:
    """In diesem Zeitraum, im gleichen Zeitraum des Vorjahres: the time told, in its or another year."""
    told = setting.told
    if told is None:
        return None
    if form.has("y"):
        return years_away(told, int(parts.text.pieces.texts[form.at("y")]) - first_of(told).year)
    if form.has("j"):
        return years_away(told, int(parts.values(form, "j")[1]))
    return years_away(told, parts.sign(form, "r2")[0] if form.has("r2") else 0)


def near_event(parts: Parts, form: TimeForm, setting: Setting) -> When | None:
    """Shortly before or after an event, told as news: the month of publication is all that is known."""
    if setting.narrative or setting.published is None or parts.unit(form) not in {"day", "week"}:
        return None
    return Moment(setting.published.year, setting.published.month)
