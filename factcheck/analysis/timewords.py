"""One letter a word: what each piece of a text can be in a date.

Dates are then found by regular expressions over these letters (`timeforms`), which are short, bounded
and the same for every spelling.
"""

from dataclasses import dataclass
from functools import cache

from factcheck.analysis.holidays import first_words
from factcheck.analysis.memo import Memo
from factcheck.analysis.numberwords import number_words
from factcheck.analysis.pieces import Pieces
from factcheck.analysis.wordlists import entries

OTHER = "x"
_MOST_DIGITS = 6
_LETTERS = {
    "month": "M",
    "short_month": "m",
    "weekday": "W",
    "short_weekday": "w",
    "unit": "U",
    "weekend": "y",
    "year_unit": "A",
    "century": "L",
    "part_unit": "q",
    "period": "p",
    "quarter_sign": "Q",
    "relative": "R",
    "filler": "F",
    "part": "E",
    "season": "S",
    "deictic": "G",
    "compound": "J",
    "daytime": "Z",
    "shift": "V",
    "leading_shift": "i",
    "decade": "D",
    "decade_years": "d",
    "decade_ending": "e",
    "ordinal_ending": "o",
    "before_christ": "h",
    "after_christ": "g",
    "christ": "r",
    "clock": "u",
    "article": "B",
    "one": "I",
    "vague": "a",
    "blur": "~",
    "particle": "s",
    "of": "c",
    "before": "v",
    "in": "n",
    "since": "t",
    "until": "b",
    "after": "k",
    "between": "z",
    "from": "f",
    "within": "l",
    "preposition": "P",
    "and": "&",
    "or": "|",
    "reference": "X",
}
_MARKS = {mark: mark for mark in ".,/:()"} | dict.fromkeys("-‐‑–—", "-") | {"'": "'", "’": "'"}


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A word of the list: its letter, and the values its class needs."""

    letter: str
    values: tuple[str, ...]


@cache
def time_words(language: str) -> dict[str, TimeWord]:
    """The words of dates in `language`, by their written form; the first entry of a form counts.

    >>> time_words("de")["Juni"]
    TimeWord(letter='M', values=('6',))
    """
    found: dict[str, TimeWord] = {}
    for entry in entries(language, "time_words"):
        kind, *values = entry.columns
        for form in entry.text.split("|"):
            found.setdefault(form, TimeWord(_LETTERS[kind], tuple(values)))
    return found


@dataclass(frozen=True, slots=True)
class Lettered:
    """The pieces of a text with a letter for each."""

    pieces: Pieces
    letters: str
    language: str

    def word(self, index: int) -> TimeWord | None:
        """The list's entry for piece `index`, if it has one."""
        listed = time_words(self.language)
        return listed.get(self.pieces.texts[index]) or listed.get(self.pieces.lows[index])

    def values(self, index: int) -> tuple[str, ...]:
        """The values of piece `index` in the list, empty where it is not in it."""
        word = self.word(index)
        return word.values if word is not None else ()


def lettered(pieces: Pieces, language: str) -> Lettered:
    """The letters of all pieces."""
    known = Memo(lambda text: _letter(text, language))
    return Lettered(pieces, "".join([known[text] for text in pieces.texts]), language)


def _letter(text: str, language: str) -> str:
    if text.isdecimal():
        return _digits_letter(text)
    if text in _MARKS:
        return _MARKS[text]
    low = text.lower()
    # Words written small may open a sentence, a heading or what follows a colon.
    word = time_words(language).get(text) or time_words(language).get(low)
    if word is not None:
        return word.letter
    words = number_words(language)
    if words.amount(low) is not None:
        return "N"
    if words.ordinal(low) is not None:
        return "O"
    return "H" if text[0].isupper() and low in first_words(language) else OTHER


def _digits_letter(text: str) -> str:
    """9 for what can be a day, 8 for other two digits, Y for a year, 0 for other counts of years or days."""
    if len(text) <= 2:
        return "9" if 1 <= int(text) <= 31 else "8"
    if len(text) > _MOST_DIGITS:
        return OTHER
    return "Y" if len(text) == 4 and 1000 <= int(text) <= 2199 else "0"
