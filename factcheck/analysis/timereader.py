"""All time expressions of a text with what they mean: the layer below times.

Durations, clock times and vague references (now, recently) are read here too; which expressions fix a
time that can be checked is decided in `times`.
"""

import re
from dataclasses import replace
from datetime import date

from factcheck.analysis.calendar import Interval, Moment, first_of
from factcheck.analysis.numberwords import number_words
from factcheck.analysis.passages import Passages
from factcheck.analysis.phrases import phrase_table
from factcheck.analysis.pieces import Pieces
from factcheck.analysis.tense import Tense, tense_at
from factcheck.analysis.timeexpressions import TimeExpression
from factcheck.analysis.timeforms import Shape, TimeForm, forms_at, starts
from factcheck.analysis.timejoining import joined_value
from factcheck.analysis.timeparts import Parts
from factcheck.analysis.timeplausible import plausible
from factcheck.analysis.timesetting import Setting
from factcheck.analysis.timevalues import value_of
from factcheck.analysis.timewords import Lettered, lettered

# Shapes that name no point the following times could be told from.
_NO_ANCHOR = frozenset({Shape.CENTURY, Shape.DECADE, Shape.NEAR_EVENT, Shape.STRETCH})
_OLD_YEARS = 2
_MANY_OLD = 5
_OLD_YEARS_A_WEEKDAY = 20
_STRAY_YEARS = 8
_YEAR_OR_DEICTIC = re.compile("[YGWJh]")


def read(text: Lettered, within: Passages, published: date | None) -> list[TimeExpression]:
    """The time expressions of a text in order, none overlapping."""
    return _Reader(text, within, published).run()


def is_narrative(text: Lettered, published: date | None) -> bool:
    """Whether a text tells history: nearly all its years lie well before its publication.

    News tell the past as well, but they name weekdays, which histories hardly ever do.
    """
    if published is None:
        return False
    old = near = 0
    for found in _YEAR_OR_DEICTIC.finditer(text.letters):
        piece = text.pieces.texts[found.start()]
        year = int(piece) if piece.isdecimal() else published.year
        before_christ = found.group() == "h" and text.letters[found.end() : found.end() + 2] in {".r", "r."}
        if year < published.year - _OLD_YEARS or before_christ:
            old += 1
        elif found.group() != "h":
            near += 1
    weekdays = text.letters.count("W")
    return old >= max(_MANY_OLD, 4 * near, _OLD_YEARS_A_WEEKDAY * weekdays)


class _Reader:
    """One pass over a text that remembers the time named last."""

    def __init__(self, text: Lettered, within: Passages, published: date | None) -> None:
        self.text = text
        self.within = within
        self.parts = Parts(text, number_words(text.language))
        self.setting = Setting(published, narrative=is_narrative(text, published))
        self.told_in = -1
        self.stray: int | None = None
        self.last: TimeExpression | None = None

    def run(self) -> list[TimeExpression]:
        """Every expression, from left to right."""
        found: list[TimeExpression] = []
        search = starts(self.text.language).search
        at = 0
        while (next_start := search(self.text.letters, at)) is not None:
            index = next_start.start()
            expression = self._at(index)
            if expression is None:
                at = index + 1
            else:
                found.append(expression)
                at = expression.stop
        return found

    def _at(self, index: int) -> TimeExpression | None:
        limit = self.within.stop(index)
        forms = [f for f in forms_at(self.text, index, limit) if plausible(self.text, f, self.within)]
        if not forms:
            return None
        setting = self._setting(index)
        for form in forms:
            value = value_of(self.parts, form, setting)
            if value is not None:
                expression = TimeExpression(form, value)
                self._tell(expression, value)
                return expression
        return TimeExpression(forms[0], None) if forms[0].shape is not Shape.DAY else None

    def _setting(self, index: int) -> Setting:
        sentence = self.within.of[index]
        told = self.setting.told
        since = sentence - self.told_in
        near = told is not None and (since == 0 or (since == 1 and first_of(told).month is not None))
        first, stop = self.within.firsts[sentence], self.within.stops[sentence]
        tense: Tense | None = Tense.PAST
        if "t" not in self.text.letters[max(first, index - 2) : index + 1]:
            tense = tense_at(self.text.pieces, index, first, stop, self.text.language)
        return replace(self.setting, tense=tense, near=near, here=told is not None and since == 0)

    def _tell(self, expression: TimeExpression, value: Moment | Interval) -> None:
        form = expression.form
        if form.shape in _NO_ANCHOR or self._compared(form.first) or self._stray(form, value):
            return
        if self._since(form) and not self.setting.narrative:
            # Since 2015 lasts until now, so that what follows is told of now.
            return
        before, self.last = self.last, expression
        joined = joined_value(self.text, self.within, before, expression) if before is not None else None
        told = joined or value
        month = told if isinstance(told, Moment) and told.month is not None and told.day is None else None
        story = first_of(value) if first_of(value).day is not None else self.setting.story
        self.setting = replace(
            self.setting, told=told, told_month=month or self.setting.told_month, story=story
        )
        self.told_in = self.within.of[form.first]

    def _stray(self, form: TimeForm, value: Moment | Interval) -> bool:
        """Whether a bare year is far from what a narrative tells of; two such years in a row are believed."""
        told, before = self.setting.told, self.stray
        self.stray = None
        if not self.setting.narrative or told is None or form.shape is not Shape.YEAR:
            return False
        year = first_of(value).year
        far = abs(year - first_of(told).year) > _STRAY_YEARS
        if far:
            self.stray = year
        return far and (before is None or abs(year - before) > _STRAY_YEARS)

    def _since(self, form: TimeForm) -> bool:
        letters = self.text.letters
        return form.has("since") or "t" in letters[max(0, form.first - 2) : form.first]

    def _compared(self, index: int) -> bool:
        """Whether the time is only compared with: mehr als im ersten Quartal."""
        table = phrase_table(self.text.language, "comparison_words")
        floor = self.within.first(index)
        stops = range(index, max(floor, index - 3), -1)
        return any(table.ending_at(self.text.pieces, stop, floor) is not None for stop in stops)


# Expressions whose numbers count something: a duration is a quantity as well, and so are the years in
# "35 Jahre nach dem Mauerfall", which name no time.
_COUNTING = frozenset({Shape.DURATION, Shape.REFERENCE})


def pieces_in_times(pieces: Pieces, within: Passages, language: str) -> frozenset[int]:
    """The pieces that belong to dates, years, clock times and the like, so that they count nothing."""
    letters = lettered(pieces, language)
    expressions = read(letters, within, None)
    taken: set[int] = set()
    for expression in expressions:
        years = expression.form.shape is Shape.NEAR_EVENT and letters.letters[expression.form.at("u")] == "A"
        if expression.form.shape not in _COUNTING and not years:
            taken.update(range(expression.first, expression.stop))
    return frozenset(taken)
