"""Amounts that are no number with a noun after it: 34-Jährige, dreimal, jeder dritte, Platz 3, 3:1."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from factcheck.analysis.amounts import Amount
from factcheck.analysis.counting import NumberForm, Reading
from factcheck.analysis.memo import Memo
from factcheck.analysis.numberroles import playing
from factcheck.analysis.numberwords import NumberWords, number_words
from factcheck.analysis.pieces import Pieces
from factcheck.analysis.units import Unit, UnitKind, unit_after
from factcheck.analysis.wordlists import entries, words

_HYPHENS = frozenset("-‐‑")
_ENDINGS = ("", "e", "en", "er", "es", "em", "s", "n")
_MOST_GOALS = 200
_MOST_RANK_DIGITS = 4
# What shares are told of: two of three, seven of ten. "Drei von zwölf Angeklagten" are counted.
_WHOLES = frozenset({*range(2, 11), 100, 1000})


@dataclass(frozen=True, slots=True)
class CountWord:
    """An amount read whole, with the reading it stands for."""

    reading: Reading
    amount: Amount


def count_words(pieces: Pieces, numbers: list[Reading], language: str) -> dict[int, CountWord]:
    """Amounts of these kinds, by the first piece of their number or word.

    >>> from factcheck.analysis.pieces import cut
    >>> [found] = count_words(cut("ihr dreijähriger Sohn"), [], "de").values()
    >>> found.amount.low, found.amount.unit.text
    (Decimal('3'), 'jähriger')
    """
    found: dict[int, CountWord] = {}
    for number in numbers:
        amount = _beside(pieces, number, language) or _rank(pieces, number, language)
        amount = amount or _score(pieces, number, language)
        if amount is not None:
            found[number.first] = CountWord(number, amount)
    counting = Memo(lambda low: _may_count(low, language))
    for index in [at for at, low in enumerate(pieces.lows) if counting[low]]:
        word = _inside_word(pieces, index, language) or _ordinal_share(pieces, index, language)
        if word is not None:
            found.setdefault(word.reading.first, word)
    return found


def _may_count(low: str, language: str) -> bool:
    """Whether a word can hold a number, or stand in a share or a repetition."""
    listed = low in words(language, "every_words") or low in words(language, "time_nouns")
    return listed or number_words(language).may_start(low) or low.endswith(_suffix_forms(language))


@cache
def _suffixes(language: str) -> dict[str, UnitKind]:
    """The endings with every inflection, and the kind of what they count."""
    return {
        entry.text + ending: UnitKind(entry.columns[0])
        for entry in entries(language, "number_adjectives")
        for ending in _ENDINGS
    }


@cache
def _suffix_forms(language: str) -> tuple[str, ...]:
    return tuple(_suffixes(language))


def _beside(pieces: Pieces, number: Reading, language: str) -> Amount | None:
    """An ending after figures and a hyphen: 34-Jährige, 12-stöckig, 20%ige."""
    at = number.stop
    percent = pieces.low(at) == "%"
    if percent or (pieces.low(at) in _HYPHENS and pieces.glued(at)):
        at += 1
    kind = _suffixes(language).get(pieces.low(at)) if pieces.low(at) != "mal" else None
    if kind is None and percent and pieces.low(at) in playing(language, "percent_ending"):
        kind = UnitKind.PERCENT
    if kind is None or number.form is NumberForm.ARTICLE:
        return None
    unit = Unit(pieces.texts[at], kind, at + 1)
    return Amount(number.first, at + 1, number.value, None, unit)


def _inside_word(pieces: Pieces, index: int, language: str) -> CountWord | None:
    """A number and an ending in one word: dreijähriger, fünfköpfige, dreimal."""
    low = pieces.lows[index]
    if not low.endswith(_suffix_forms(language)):
        return None
    ending = max((form for form in _suffix_forms(language) if low.endswith(form)), key=len)
    value = number_words(language).cardinal(low.removesuffix(ending))
    if value is None or value < 2:
        return None
    text = pieces.texts[index][-len(ending) :]
    reading = Reading(index, index + 1, Decimal(value), NumberForm.WORD)
    unit = Unit(text, _suffixes(language)[ending], index + 1)
    return CountWord(reading, Amount(index, index + 1, reading.value, None, unit))


def _rank(pieces: Pieces, number: Reading, language: str) -> Amount | None:
    """A rank after its noun: Platz 3."""
    before = number.first - 1
    before -= pieces.low(before) == "." and pieces.glued(before)
    whole = number.value == number.value.to_integral_value() and number.scale == 1
    if not whole or pieces.written(before) not in words(language, "rank_nouns"):
        return None
    unit = Unit(pieces.texts[before], UnitKind.NOUN, number.stop)
    return Amount(before, number.stop, number.value, None, unit)


def _score(pieces: Pieces, number: Reading, language: str) -> Amount | None:
    """The result of a game: 3:1. It has no one value; what is written stands as its unit."""
    at, other = number.stop, number.stop + 1
    mark = {":"} | (_HYPHENS if language == "en" else set()) | {"–"}
    if pieces.low(at) not in mark or not (pieces.glued(at) and pieces.glued(other)):
        return None
    if not pieces.is_digits(other) or number.stop - number.first > 1 or number.form is not NumberForm.FIGURE:
        return None
    goals = [pieces.texts[number.first], pieces.texts[other]]
    if any(len(goal) > 3 or int(goal) > _MOST_GOALS for goal in goals) or _goes_on(pieces, other + 1):
        return None
    if pieces.low(at) != ":" and not (language == "en" and _is_game(pieces, number.first)):
        return None
    text = pieces.span(number.first, other + 1).of(pieces.text)
    return Amount(number.first, other + 1, None, None, Unit(text, UnitKind.NOUN, other + 1), 2)


def _goes_on(pieces: Pieces, at: int) -> bool:
    """1:23:45 is no score, and a 1:1-Gespräch is no game."""
    joined = pieces.glued(at) and pieces.glued(at + 1)
    marks = pieces.low(at) in {":", ",", "."} and pieces.is_digits(at + 1)
    word = pieces.low(at) in _HYPHENS and pieces.is_word(at + 1)
    return pieces.glued(at) and (pieces.low(at) == "%" or (joined and (marks or word)))


def _is_game(pieces: Pieces, first: int) -> bool:
    """English scores have the dash of a range; a word of winning, losing or drawing tells them apart."""
    return bool(words("en", "game_words").intersection(pieces.lows[max(0, first - 4) : first]))


def _ordinal_share(pieces: Pieces, index: int, language: str) -> CountWord | None:
    """Shares and repetitions told by an ordinal: jeder dritte Deutsche, zum dritten Mal."""
    known = number_words(language)
    if pieces.lows[index] in words(language, "every_words"):
        rank = known.ordinal(pieces.low(index + 1))
        if rank is None or rank < 2 or _recurs(pieces, index + 2, language):
            return None
        return _share(pieces, index, index + 2, Decimal(1) / rank, language)
    if language == "de" and pieces.low(index + 1) in playing(language, "of"):
        return _few_of(pieces, index, known)
    if pieces.lows[index] in words(language, "time_nouns"):
        return _repetition(pieces, index, known)
    return None


def _few_of(pieces: Pieces, index: int, known: NumberWords) -> CountWord | None:
    """Einer von fünf, drei von zehn: shares told in words or in small figures."""
    low = pieces.lows[index]
    part = 1 if low in known.articles else _small(low, known)
    whole = _small(pieces.low(index + 2), known)
    if part is None or whole is None or whole not in _WHOLES or not 0 < part < whole:
        return None
    return _share(pieces, index, index + 3, Decimal(part) / whole, known.language)


def _small(low: str, known: NumberWords) -> int | None:
    return int(low) if low.isdecimal() and len(low) <= 3 else known.cardinal(low)


def _share(pieces: Pieces, first: int, stop: int, value: Decimal, language: str) -> CountWord:
    """A share with the noun it is of, which belongs to the span and is no unit."""
    noun = unit_after(pieces, stop, min(stop + 3, len(pieces)), language)
    reading = Reading(first, stop, value, NumberForm.FRACTION)
    return CountWord(reading, Amount(first, noun.stop if noun is not None else stop, value, None, None))


def _recurs(pieces: Pieces, at: int, language: str) -> bool:
    """Jeden zweiten Tag says how often, not how many."""
    return pieces.low(at) in words(language, "recurring_nouns")


def _repetition(pieces: Pieces, index: int, known: NumberWords) -> CountWord | None:
    first, rank = index - 1, known.ordinal(pieces.low(index - 1))
    if pieces.low(first) == "." and pieces.glued(first) and pieces.is_digits(first - 1):
        first -= 1
        rank = int(pieces.texts[first]) if len(pieces.texts[first]) <= _MOST_RANK_DIGITS else None
    if rank is None or rank < 2:
        return None
    reading = Reading(first, index, Decimal(rank), NumberForm.WORD)
    unit = Unit(pieces.texts[index], UnitKind.NOUN, index + 1)
    return CountWord(reading, Amount(first, index + 1, reading.value, None, unit))
