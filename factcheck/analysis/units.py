"""What a number counts: percent signs, currencies, measures, or the noun after it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from factcheck.analysis.numberroles import playing
from factcheck.analysis.pieces import Pieces
from factcheck.analysis.wordlists import entries, words

_HYPHENS = frozenset("-‐‑")
_MOST_ADJECTIVES = 3
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_ENGLISH_WORDS = 4


class UnitKind(StrEnum):
    """What sort of thing is counted."""

    PERCENT = "percent"
    CURRENCY = "currency"
    MEASURE = "measure"
    DURATION = "duration"
    NOUN = "noun"


_WORDS = re.compile(r"\w+|[^\w\s]")
_DASHES = frozenset("–—-")
_MOST_PARTS = 20
_MOST_INSERTED = 8
_PASSIVE_PARTICIPLES = ("te", "ten", "ter", "tes", "tem", "ene", "enen", "ener", "enes", "enem")
_YEAR_DIGITS = 4
_PARTICIPLES = ("ende", "enden", "ender", "endes")
_DIVIDING = frozenset({UnitKind.MEASURE, UnitKind.DURATION})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written, and the piece just after it."""

    text: str
    kind: UnitKind
    stop: int


def unit_after(pieces: Pieces, stop: int, limit: int, language: str) -> Unit | None:
    """The unit of the number that ends before piece `stop`; `limit` is where its sentence ends.

    >>> from factcheck.analysis.pieces import cut
    >>> unit_after(cut("300 neue Stellen"), 1, 3, "de")
    Unit(text='neue Stellen', kind=<UnitKind.NOUN: 'noun'>, stop=3)
    """
    if stop >= limit:
        return None
    hyphened = pieces.low(stop) in _HYPHENS and _joined_by_hyphen(pieces, stop)
    listed = _listed(pieces, stop + hyphened, limit, language)
    if listed is not None and not (language == "de" and _opens_compound(pieces, stop)):
        return listed
    if pieces.glued(stop):
        return None
    return _german_noun(pieces, stop, limit) if language == "de" else _english_noun(pieces, stop, limit)


def _joined_by_hyphen(pieces: Pieces, hyphen: int) -> bool:
    return pieces.is_word(hyphen + 1) and pieces.glued(hyphen) == pieces.glued(hyphen + 1)


def _opens_compound(pieces: Pieces, at: int) -> bool:
    """Whether a word is only the first part of a noun: "zwei Euro-Münzen", unlike "10-Meter-Turm"."""
    joined = pieces.low(at + 1) in _HYPHENS and pieces.glued(at + 1) and pieces.glued(at + 2)
    return pieces.is_word(at) and not pieces.glued(at) and joined and pieces.is_capitalised(at + 2)


@cache
def _unit_kinds(language: str) -> dict[str, UnitKind]:
    return {entry.text: UnitKind(entry.columns[0]) for entry in entries(language, "units")}


def kind_of(unit: str, language: str) -> UnitKind:
    """The kind of a unit as written, judged by its first listed word.

    >>> kind_of("kanadischen Dollar", "de")
    <UnitKind.CURRENCY: 'currency'>
    """
    kinds = _unit_kinds(language)
    known = (kinds.get(word) or kinds.get(word.capitalize()) for word in _WORDS.findall(unit))
    return next((kind for kind in known if kind is not None), UnitKind.NOUN)


def _listed(pieces: Pieces, first: int, limit: int, language: str) -> Unit | None:
    """A unit of the list, with what narrows it down: Grad Celsius, Meter pro Sekunde, km/h, m^2."""
    written = pieces.written(first)
    kinds = _unit_kinds(language)
    kind = kinds.get(written)
    if written == "per" and pieces.low(first + 1) == "cent":
        return Unit(pieces.span(first, first + 2).of(pieces.text), UnitKind.PERCENT, first + 2)
    if _belongs_to_next(pieces, first):
        return None
    if kind is None and language == "de" and written.islower() and len(written) > 3:
        kind = kinds.get(written.capitalize())
    if kind is None or first >= limit:
        return None
    stop = first + 1 + (kind is UnitKind.PERCENT and pieces.low(first + 1) in playing(language, "point"))
    while (wider := _wider(pieces, stop, language)) > stop:
        stop = wider
    stop = min(stop, limit)
    return Unit(pieces.span(first, stop).of(pieces.text), kind, stop)


def _belongs_to_next(pieces: Pieces, at: int) -> bool:
    """A sign that is nearer to the figure after it is that figure's currency."""
    if pieces.is_word(at) or not pieces.is_digits(at + 1) or pieces.low(at) in {"%", "‰"}:
        return False
    return not pieces.glued(at) and (pieces.glued(at + 1) or not pieces.is_digits(at - 1))


def _wider(pieces: Pieces, stop: int, language: str) -> int:
    """Where a unit ends that goes on at `stop`."""
    low = pieces.low(stop)
    kinds = _unit_kinds(language)
    per_unit = low in playing(language, "per") and kinds.get(pieces.written(stop + 1)) in _DIVIDING
    per_sign = low == "/" and pieces.glued(stop) and pieces.is_word(stop + 1)
    power = low == "^" and pieces.is_digits(stop + 1)
    if per_unit or per_sign or power:
        return stop + 2
    return stop + (low in playing(language, "degrees"))


def _compound_stop(pieces: Pieces, first: int, limit: int) -> int:
    """Where a word with hyphens or digits ends: NATO-Truppen, UN-Blauhelme, Asyl- und Migrationsfragen."""
    stop = first + 1 + (pieces.is_digits(first + 1) and pieces.glued(first + 1))  # A380
    while stop + 1 < min(limit, first + _MOST_PARTS) and pieces.low(stop) in _HYPHENS and pieces.glued(stop):
        if not pieces.glued(stop + 1) or not (pieces.is_word(stop + 1) or pieces.is_digits(stop + 1)):
            break
        stop += 2
    return stop


def _german_noun(pieces: Pieces, first: int, limit: int) -> Unit | None:
    at = first
    stops = words("de", "unit_stops")
    for _ in range(_MOST_ADJECTIVES + 1):
        if at >= limit or not pieces.is_word(at):
            return None
        stop = _compound_stop(pieces, at, limit)
        last = pieces.texts[stop - 1]
        if last[0].isupper() or (last.isdecimal() and pieces.is_capitalised(at)):
            return _noun_unit(pieces, first, _past_origin(pieces, at, stop, limit))
        if pieces.lows[at] in stops:
            return None
        if not last.endswith(_ADJECTIVE_ENDINGS) and not _qualifies_participle(pieces, at, first, limit):
            return None
        at = stop
    return None


def _qualifies_participle(pieces: Pieces, at: int, first: int, limit: int) -> bool:
    """ "70 frisch geschulte Helfer": an adverb before a participle; after a year it may be a verb."""
    year = len(pieces.written(first - 1)) == _YEAR_DIGITS
    described = at == first and at + 2 < limit and pieces.lows[at + 1].endswith(_PASSIVE_PARTICIPLES)
    return described and not year and pieces.texts[at + 1].islower() and pieces.is_capitalised(at + 2)


def _past_origin(pieces: Pieces, first: int, stop: int, limit: int) -> int:
    """A place name used as an adjective belongs to the noun after it: Berliner Schulen, Deutsche Mark."""
    origin = stop == first + 1 and pieces.texts[first].endswith(("er", "sche", "schen"))
    if origin and stop < limit and pieces.is_word(stop) and pieces.is_capitalised(stop):
        return _compound_stop(pieces, stop, limit)
    return stop


def noun_further_on(pieces: Pieces, stop: int, limit: int) -> str | None:
    """The noun a bare number counts although other words stand between, or None where that is unsure.

    It follows a participle with its own words, or the second dash of an insertion.

    >>> from factcheck.analysis.pieces import cut
    >>> noun_further_on(cut("130.000 die Stadt passierende Personen"), 3, 7)
    'Personen'
    """
    if pieces.low(stop) in _DASHES and pieces.is_capitalised(stop + 1):
        opened = any(pieces.low(at) in _DASHES for at in range(max(0, stop - _MOST_INSERTED), stop))
        end = _compound_stop(pieces, stop + 1, limit) if stop + 1 < limit else stop
        return pieces.span(stop + 1, end).of(pieces.text) if opened and end > stop else None
    for at in range(stop, min(limit - 1, stop + _MOST_INSERTED)):
        if not pieces.is_word(at):
            return None
        participle = pieces.texts[at].islower() and pieces.lows[at].endswith(_PARTICIPLES)
        if participle and at > stop and pieces.is_capitalised(at + 1):
            return pieces.span(at + 1, _compound_stop(pieces, at + 1, limit)).of(pieces.text)
    return None


def _noun_unit(pieces: Pieces, first: int, stop: int) -> Unit:
    text = pieces.span(first, stop).of(pieces.text)
    kind = _unit_kinds("de").get(pieces.texts[stop - 1], UnitKind.NOUN)
    return Unit(text, kind, stop)


def _looks_plural(low: str) -> bool:
    if low.endswith(tuple(playing("en", "plural_ending"))):
        return True
    return low.endswith("s") and not low.endswith(("ss", "us", "is"))


def _english_noun(pieces: Pieces, first: int, limit: int) -> Unit | None:
    """The words up to the first plural; English nouns carry no capital, so the plural is the sign."""
    stops = words("en", "unit_stops")
    plurals = words("en", "irregular_plurals")
    kinds = _unit_kinds("en")
    at, head = first, None
    for _ in range(_ENGLISH_WORDS):
        if at >= limit or not pieces.is_word(at) or pieces.lows[at] in stops:
            break
        stop = _compound_stop(pieces, at, limit)
        low = pieces.lows[stop - 1]
        if low in plurals or low in kinds or _looks_plural(low):
            head = stop
            # Aircraft carriers, police officers: the first word only narrows the second down.
            narrows = low in plurals and stop < limit and pieces.lows[stop].endswith("s")
            head += narrows and low not in playing("en", "plural_ending") and pieces.lows[stop] not in stops
            break
        at = stop
    if head is None:
        return None
    text = pieces.span(first, head).of(pieces.text)
    return Unit(text, kinds.get(pieces.texts[head - 1], UnitKind.NOUN), head)
