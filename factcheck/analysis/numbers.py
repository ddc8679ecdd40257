"""All numbers of a text, in digits and in words, whatever they count: the layer below quantities.

Years, days and house numbers are read here like any other number; which of them is a claim is
decided in `quantities`.
"""

from dataclasses import dataclass
from decimal import Decimal

from factcheck.analysis.counting import Count, NumberForm, Reading
from factcheck.analysis.memo import Memo
from factcheck.analysis.numberroles import playing
from factcheck.analysis.numberwords import NumberWords, number_words
from factcheck.analysis.pieces import Pieces, cut
from factcheck.analysis.spans import Span

_MINUS = frozenset("-−–")


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number and where it stands."""

    span: Span
    value: Decimal
    form: NumberForm


def find(text: str, language: str) -> list[NumberMention]:
    """The numbers of `text` in order, none overlapping; articles that may mean "one" are included.

    >>> [(str(n.value), n.form.value) for n in find("zwei Millionen, 1,5 und ein Drittel", "de")]
    [('2000000', 'word'), ('1.5', 'figure'), ('0.3333333333333333333333333333', 'fraction')]
    """
    pieces = cut(text)
    return [
        NumberMention(pieces.span(reading.first, reading.stop), reading.value, reading.form)
        for reading in read(pieces, language)
    ]


def read(pieces: Pieces, language: str) -> list[Reading]:
    """The numbers among `pieces`, in order, none overlapping."""
    words = number_words(language)
    may_start = Memo(words.may_start)
    readings: list[Reading] = []
    index, length = 0, len(pieces)
    while index < length:
        if not may_start[pieces.lows[index]]:
            index += 1
            continue
        reading = _read_at(pieces, index, words)
        if reading is None or _is_article(pieces, reading, words):
            index += 1
        else:
            readings.append(_signed(pieces, reading, words))
            index = reading.stop
    return readings


def _read_at(pieces: Pieces, index: int, words: NumberWords) -> Reading | None:
    low = pieces.lows[index]
    if low in words.crowds:
        return _crowd(pieces, index, words)
    count = Count(pieces, words, index)
    if not count.start():
        return None
    while count.extend():
        pass
    return count.reading()


def _crowd(pieces: Pieces, index: int, words: NumberWords) -> Reading:
    """At least so many: thousands, Hunderte, hundreds of thousands."""
    value, stop = words.crowds[pieces.lows[index]], index + 1
    other = (
        words.crowds.get(pieces.low(stop + 1)) if pieces.low(stop) in playing(words.language, "of") else None
    )
    if other is not None and other > value:
        value, stop = value * other, stop + 2
    return Reading(index, stop, value, NumberForm.CROWD)


def _is_article(pieces: Pieces, reading: Reading, words: NumberWords) -> bool:
    """English a is never a number by itself, nor is one after a word like this or which."""
    if words.language != "en" or reading.stop - reading.first > 1:
        return False
    pronoun = pieces.low(reading.first) == "one" and pieces.low(reading.first - 1) in words.pronoun_leads
    return pronoun or reading.form is NumberForm.ARTICLE


def _signed(pieces: Pieces, reading: Reading, words: NumberWords) -> Reading:
    before = reading.first - 1
    minus_sign = (
        pieces.low(before) in _MINUS
        and pieces.glued(reading.first)
        and not pieces.glued(before)
        and pieces.is_digits(reading.first)
    )
    if not minus_sign and pieces.low(before) not in words.minus_words:
        return reading
    return Reading(before, reading.stop, -reading.value, reading.form, reading.scale)
