"""Whether what looks like a time expression is one: 3.2 in a heading, Frau Sommer, the verb may."""

from collections.abc import Callable

from factcheck.analysis.numberwords import number_words
from factcheck.analysis.passages import Passages
from factcheck.analysis.tense import Tense, tense_at
from factcheck.analysis.timeforms import Shape, TimeForm
from factcheck.analysis.timewords import Lettered
from factcheck.analysis.units import UnitKind, unit_after
from factcheck.analysis.wordlists import words

_NUMBER_SIGNS = frozenset(".,$€£#§°")
_HYPHENS = frozenset("-‐‑")
# Years that newspapers write about; outside them a bare number before a noun more often counts it.
_FIRST_USUAL_YEAR, _LAST_USUAL_YEAR = 1900, 2050
# How far around an expression verbs are looked for.
_NEAR = 40
_YEAR_LEADS = frozenset("tbfvkzAE")
_TIME_PREPOSITIONS = frozenset("nPtbfvkzlc")


def plausible(text: Lettered, form: TimeForm, within: Passages) -> bool:
    """Whether the form may stand for a time where it stands."""
    if _inside_compound(text, form) or text.pieces.written(form.first - 1) in words(text.language, "titles"):
        return False
    check = _CHECKS.get(form.shape)
    return check is None or check(text, form, within)


def _before(text: Lettered, form: TimeForm, within: Passages) -> str:
    """The letter of the piece before a form in its sentence, empty at the start of the sentence."""
    return text.letters[form.first - 1] if form.first > within.first(form.first) else ""


def _inside_compound(text: Lettered, form: TimeForm) -> bool:
    """Juni-Ausgabe and Vor-Weihnachten are other words, but 2014-2018 is a pair of years."""
    pieces = text.pieces
    after = (
        pieces.low(form.stop) in _HYPHENS
        and pieces.glued(form.stop)
        and pieces.glued(form.stop + 1)
        and pieces.is_word(form.stop + 1)
        and text.letters[form.stop + 1] == "x"
    )
    first = form.first
    before = pieces.glued(first) and pieces.low(first - 1) in _HYPHENS and pieces.is_word(first - 2)
    glued = pieces.glued(first) and (pieces.is_word(first - 1) or pieces.is_digits(first - 1))
    return after or glued or (before and pieces.glued(first - 1) and text.letters[first - 2] == "x")


def _numeric(text: Lettered, form: TimeForm, within: Passages) -> bool:
    pieces = text.pieces
    begin = min(form.at(name) for name in ("d", "nm", "y") if form.has(name))
    if not all(pieces.glued(at) or pieces.gap(at) == " " for at in range(begin + 1, form.stop)):
        return False
    day, month = (int(pieces.texts[form.at(name)]) for name in ("d", "nm"))
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return False
    if form.has("y"):
        return True
    glued = pieces.glued(form.at("nm"))
    before = _before(text, form, within)
    introduced = before in _TIME_PREPOSITIONS or before == "B" or form.first != begin
    if form.has("yy"):
        return glued
    ends_in_point = pieces.low(form.stop - 1) == "."
    return introduced and (ends_in_point or (glued and len(pieces.texts[form.at("nm")]) == 2))


def _spoken(text: Lettered, form: TimeForm, within: Passages) -> bool:
    """Den siebten vierten: at least one number is a word, and a preposition or a weekday comes before."""
    if not (form.has("o") or form.has("no")):
        return False
    stop = form.stop
    introduced = text.letters[form.first] in "Ww" or text.pieces.low(form.first - 1) in words(
        "de", "day_introducers"
    )
    return introduced and not (stop < within.stop(form.first) and text.pieces.is_capitalised(stop))


def _day(text: Lettered, form: TimeForm, within: Passages) -> bool:
    if form.has("fm") or form.has("w"):
        return True
    if text.language == "en":
        return True
    listed = words(text.language, "day_introducers")
    if text.pieces.low(form.first - 1) not in listed or text.pieces.glued(form.first):
        return False
    stop = within.stop(form.first)
    return form.stop >= stop or not text.pieces.is_capitalised(form.stop)


def _date(text: Lettered, form: TimeForm, within: Passages) -> bool:
    dated = form.has("d") or form.has("o") or form.has("y") or form.has("r2") or form.has("ya")
    if form.has("sm") and not dated:
        return False
    if dated or form.has("r") or form.has("e"):
        return True
    if text.language == "de":
        return not _first_name(text, form, within)
    return _before(text, form, within) in _TIME_PREPOSITIONS or "ambiguous" not in text.values(form.at("m"))


def _first_name(text: Lettered, form: TimeForm, within: Passages) -> bool:
    """August Bebel: a month without preposition before another name."""
    stop = form.stop
    followed = (
        stop < within.stop(form.first) and text.pieces.is_capitalised(stop) and text.letters[stop] == "x"
    )
    return followed and _before(text, form, within) not in _TIME_PREPOSITIONS


def _year(text: Lettered, form: TimeForm, within: Passages) -> bool:
    if form.has("yy") and not (text.pieces.glued(form.stop - 1) and text.pieces.glued(form.stop - 2)):
        return False
    before_hyphen = text.pieces.low(form.first - 1) in _HYPHENS and text.pieces.glued(form.first)
    if before_hyphen and text.pieces.glued(form.first - 1) and text.letters[form.first - 2] in "098":
        return False
    if form.has("e") or form.has("bc") or form.stop - form.first > 1:
        return not text.pieces.glued(form.first) or text.pieces.low(form.first - 1) in "(–-/„\"'"
    pieces, at = text.pieces, form.first
    limit = within.stop(at)
    if _is_decimal(text, form) or pieces.low(form.stop) in {"%", "€", "$", "°"}:
        return False
    before = _before(text, form, within)
    unit = unit_after(pieces, form.stop, limit, text.language)
    if unit is not None and unit.kind is not UnitKind.NOUN:
        return False
    if pieces.low(at - 1) in words(text.language, "counted_leads"):
        return False
    code = pieces.written(at - 1)
    if code.isupper() and len(code) <= 2 and not _usual(text, form):
        # Trains and flights: D 1273.
        return False
    if pieces.low(at - 1) in words(text.language, "comparison_words") and _usual(text, form):
        # More than in 2022 is told without in as well: mehr als 2022.
        return unit is None
    if before in {"~", "a"} or pieces.written(at - 1) in words(text.language, "label_nouns"):
        return False
    return unit is None or not _counts(text, form, before)


def _counts(text: Lettered, form: TimeForm, before: str) -> bool:
    """Whether a four-digit number before a noun counts it: mit 1500 Panzern, but wurde 2014 Präsident."""
    pieces = text.pieces
    if pieces.written(form.stop) in words(text.language, "counted_nouns"):
        return True
    directly = pieces.is_capitalised(form.stop)
    if text.language == "en" and directly and _usual(text, form):
        # The 2009 World Championships.
        return False
    if before == "" and directly:
        return text.language == "de"
    if before in {"B", "I"} or pieces.low(form.first - 1) in words(text.language, "yearless_prepositions"):
        return directly
    return not _usual(text, form) and before not in _YEAR_LEADS


def _usual(text: Lettered, form: TimeForm) -> bool:
    year = int(text.pieces.texts[form.first])
    return _FIRST_USUAL_YEAR <= year <= _LAST_USUAL_YEAR and year % 100 != 0


def _is_decimal(text: Lettered, form: TimeForm) -> bool:
    pieces = text.pieces
    after = pieces.low(form.stop) in {".", ","} and pieces.glued(form.stop)
    if after and pieces.is_digits(form.stop + 1) and pieces.glued(form.stop + 1):
        return True
    return pieces.glued(form.first) and pieces.low(form.first - 1) in _NUMBER_SIGNS


def _season(text: Lettered, form: TimeForm, within: Passages) -> bool:
    before = form.first - 1
    named = (
        before >= within.first(form.first)
        and text.pieces.is_capitalised(before)
        and before > within.first(form.first)
        and text.letters[before] == "x"
    )
    if text.language == "de":
        return not named
    stated = form.has("y") or form.has("r") or form.has("r2") or form.has("e")
    return stated or _before(text, form, within) in {"n", "P", "B", "t", "b"}


def _weekday(text: Lettered, form: TimeForm, _within: Passages) -> bool:
    return text.pieces.low(form.first - 1) not in words(text.language, "every_words")


def _quarter(text: Lettered, form: TimeForm, _within: Passages) -> bool:
    stated = form.has("y") or form.has("r2") or form.has("ya") or form.has("j")
    return stated or text.language == "de" or text.values(form.at("q"))[:1] != ("half",)


def _offset(text: Lettered, form: TimeForm, within: Passages) -> bool:
    """In drei Wochen is a time only where the clause looks ahead; else it says how long."""
    if not form.has("ahead"):
        return True
    first, stop = within.first(form.first), within.stop(form.first)
    return tense_at(text.pieces, form.first, first, stop, text.language) is Tense.AHEAD


def _clock(text: Lettered, form: TimeForm, within: Passages) -> bool:
    """15.30 Uhr; without Uhr only after a preposition, as 15:30 may be a score."""
    hour, minute = (text.pieces.written(at) for at in (form.first, form.first + 2))
    if "u" in text.letters[form.first : form.stop]:
        return True
    if len(minute) != 2 or int(minute) > 59 or int(hour) > 24:
        return False
    return _before(text, form, within) in _TIME_PREPOSITIONS


def told_as_news(text: Lettered, form: TimeForm, within: Passages) -> bool:
    """Told as news, not as history: no verb in the simple past."""
    first = max(within.first(form.first), form.first - _NEAR)
    lows = text.pieces.lows[first : min(within.stop(form.first), form.stop + _NEAR)]
    return words(text.language, "tense_past").isdisjoint(lows)


def _century(text: Lettered, form: TimeForm, _within: Passages) -> bool:
    number = number_words(text.language).ordinal(text.pieces.low(form.at("o"))) if form.has("o") else 1
    return number is not None


def _relative(text: Lettered, form: TimeForm, _within: Passages) -> bool:
    """In dem Monat points back; in der Woche and in the month may point anywhere."""
    return not form.has("det") or text.pieces.low(form.at("det")) in words("de", "pointing_articles")


_CHECKS: dict[Shape, Callable[[Lettered, TimeForm, Passages], bool]] = {
    Shape.NUMERIC: _numeric,
    Shape.SPOKEN: _spoken,
    Shape.DAY: _day,
    Shape.DATE: _date,
    Shape.YEAR: _year,
    Shape.SEASON: _season,
    Shape.WEEKDAY: _weekday,
    Shape.QUARTER: _quarter,
    Shape.OFFSET: _offset,
    Shape.RELATIVE: _relative,
    Shape.CENTURY: _century,
    Shape.CLOCK: _clock,
}
