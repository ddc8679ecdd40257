"""The parts of a time form as numbers and names: its day, its year, its count and unit."""

from dataclasses import dataclass
from decimal import Decimal

from factcheck.analysis.calendar import first_of
from factcheck.analysis.holidays import holidays
from factcheck.analysis.numberwords import NumberWords
from factcheck.analysis.timeforms import TimeForm
from factcheck.analysis.timesetting import Setting
from factcheck.analysis.timewords import Lettered

# Years in two digits belong to the century that ends this many years after the publication.
_YEARS_AHEAD = 10
_UNPUBLISHED = 2030
_LATEST_YEAR = 2200


@dataclass(frozen=True, slots=True)
class Parts:
    """Reads the parts of forms in one text."""

    text: Lettered
    words: NumberWords

    def count(self, form: TimeForm) -> Decimal | None:
        """The number in a form; None where it is vague (einige, several)."""
        at = form.at("n")
        low = self.text.pieces.low(at)
        if self.text.letters[at] == "I":
            return Decimal(1)
        return Decimal(low) if self.text.pieces.is_digits(at) else self.words.amount(low)

    def number(self, form: TimeForm) -> int | None:
        """The day or rank of a form."""
        if form.has("d"):
            return int(self.text.pieces.texts[form.at("d")])
        rank = self.words.ordinal(self.text.pieces.low(form.at("o"))) if form.has("o") else None
        if rank is None or not form.has("t"):
            return rank
        return rank + (self.words.cardinal(self.text.pieces.low(form.at("t"))) or 0)

    def values(self, form: TimeForm, name: str) -> tuple[str, ...]:
        """What the word list says of a part, empty where the form has no such part."""
        return self.text.values(form.at(name)) if form.has(name) else ()

    def sign(self, form: TimeForm, name: str) -> tuple[int, str]:
        """The step and the base of a relative adjective."""
        step, base = self.values(form, name)
        return int(step), base

    def unit(self, form: TimeForm) -> str:
        """The calendar unit of a form."""
        return self.values(form, "u")[0]

    def year(self, form: TimeForm, setting: Setting) -> int | None:
        """The year a form states or names relative to another; None where it leaves the year open."""
        pieces = self.text.pieces
        for name in ("y", "ya", "yx"):
            if form.has(name):
                return _full_year(pieces.texts[form.at(name)], setting)
        if form.has("yy"):
            return _full_year(pieces.texts[form.at("yy")], setting)
        if form.has("r2"):
            step, base = self.sign(form, "r2")
            return _relative_year(step, base, setting)
        if form.has("j"):
            unit, years, base = self.values(form, "j")
            return _relative_year(int(years), base, setting) if unit == "year" else None
        return None

    def month(self, form: TimeForm) -> int | None:
        """The month of a form, by name or by number."""
        if form.has("nm"):
            return int(self.text.pieces.texts[form.at("nm")])
        if form.has("no"):
            return self.words.ordinal(self.text.pieces.low(form.at("no")))
        for name in ("m", "sm"):
            if form.has(name):
                return int(self.values(form, name)[0])
        return None

    def holiday(self, form: TimeForm) -> str:
        """The rule of the holiday a form names."""
        first, stop = form.parts["h"]
        return holidays(self.text.language)[self.text.pieces.lows[first:stop]]


def _relative_year(step: int, base: str, setting: Setting) -> int | None:
    start = setting.base(base)
    return None if start is None else first_of(start).year + step


def _full_year(text: str, setting: Setting) -> int | None:
    """Years in two digits lie within a century that ends soon after the publication."""
    year = int(text)
    if len(text) > 2:
        return year if year < _LATEST_YEAR else None
    latest = (setting.published.year if setting.published is not None else _UNPUBLISHED) + _YEARS_AHEAD
    told = setting.told_year
    century = told - told % 100 if told is not None and setting.narrative else latest - latest % 100
    return century + year if setting.narrative or century + year <= latest else century + year - 100
