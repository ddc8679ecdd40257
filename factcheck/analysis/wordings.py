"""A claim read for comparison: its words, numbers with their bounds, negations and opposites."""

from dataclasses import dataclass
from functools import cache, lru_cache

from factcheck.analysis.comparators import Bound, comparison
from factcheck.analysis.counting import NumberForm
from factcheck.analysis.language import LANGUAGES
from factcheck.analysis.numbers import read as read_numbers
from factcheck.analysis.pieces import Pieces, cut
from factcheck.analysis.terms import cleaned, fold, number_term, word_term
from factcheck.analysis.wordlists import entries, words

_APOSTROPHES = frozenset("'’")
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as written, folded, and its term, which is empty for a stop word."""

    text: str
    folded: str
    term: str

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: as written, its value as a term, and the bound that the words around it set."""

    text: str
    term: str
    bound: Bound
    is_date: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything about one claim that a comparison looks at.

    `sequence` holds folded words and values in order; `negations` the term each negation stands before;
    `sides` the opposites it takes a side in, as (pair, side), with the word that shows it.
    """

    language: str
    words: tuple[Word, ...]
    figures: tuple[Figure, ...]
    sequence: tuple[str, ...]
    negations: tuple[str, ...]
    sides: dict[tuple[int, int], str]

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms of its words, without numbers."""
        return tuple(word.term for word in self.words if word.term)


@lru_cache(maxsize=4096)
def read(text: str, language: str) -> Wording:
    """Read a claim; other languages than German and English are read by the rules of English.

    >>> wording = read("Bis zu 800.000 Truppen sind nicht bereit.", "de")
    >>> [(figure.text, figure.bound.value) for figure in wording.figures], wording.negations
    ([('800.000', 'maximum')], ('bereit',))
    """
    known = language if language in LANGUAGES else "en"
    pieces = cut(cleaned(text))
    numbers = {
        number.first: number
        for number in read_numbers(pieces, known)
        if number.form is not NumberForm.ARTICLE
    }
    found: list[Word] = []
    figures: list[Figure] = []
    sequence: list[str] = []
    negated: list[int] = []  # how many words stood before each negation
    index = 0
    while index < len(pieces):
        number = numbers.get(index)
        if number is not None:
            figure = _figure(pieces, number.first, number.stop, number_term(number.value), known)
            figures.append(figure)
            sequence.append(figure.term)
            index = number.stop
            continue
        text_here = pieces.texts[index]
        if text_here[0].isalnum():
            folded = fold(text_here)
            if folded in words(known, "negators") or _is_clitic(pieces, index):
                negated.append(len(found))
            found.append(Word(text_here, folded, word_term(pieces.lows[index], language)))
            sequence.append(folded)
        index += 1
    negations = tuple(next((word.term for word in found[at:] if word.term), "") for at in negated)
    sides = _sides(found, known)
    return Wording(language, tuple(found), tuple(figures), tuple(sequence), negations, sides)


def _figure(pieces: Pieces, first: int, stop: int, term: str, language: str) -> Figure:
    compared = comparison(pieces, first, stop, 0, language)
    is_year = term.isdecimal() and len(term) == _YEAR_DIGITS and _FIRST_YEAR <= int(term) <= _LAST_YEAR
    plain = pieces.texts[first].isdecimal() and stop - first == 1
    months = {entry.text.lower() for entry in entries(language, "month_names")}
    by_month = any(pieces.low(near) in months for near in (first - 1, first - 2, stop, stop + 1))
    dotted = pieces.low(stop) == "." and pieces.glued(stop) and pieces.is_digits(stop + 1)
    return Figure(
        pieces.span(first, stop).of(pieces.text),
        term,
        compared.bound,
        plain and (is_year or by_month or dotted),
    )


def _is_clitic(pieces: Pieces, index: int) -> bool:
    """The t of don't, which is a word of its own here."""
    return pieces.lows[index] == "t" and pieces.written(index - 1) in _APOSTROPHES and pieces.glued(index)


def _sides(found: list[Word], language: str) -> dict[tuple[int, int], str]:
    exact, open_ended = _opposites(language)
    sides: dict[tuple[int, int], str] = {}
    for word in found:
        for side in exact.get(word.folded, ()):
            sides.setdefault(side, word.text)
        for beginning, side in open_ended.get(word.folded[:2], ()):
            if word.folded.startswith(beginning):
                sides.setdefault(side, word.text)
    return sides


@cache
def _opposites(
    language: str,
) -> tuple[dict[str, list[tuple[int, int]]], dict[str, list[tuple[str, tuple[int, int]]]]]:
    """The sides of the list of opposites: by whole word, and by beginnings under their first two letters."""
    exact: dict[str, list[tuple[int, int]]] = {}
    open_ended: dict[str, list[tuple[str, tuple[int, int]]]] = {}
    for pair, entry in enumerate(entries(language, "opposites")):
        for side, listed in enumerate((entry.text, *entry.columns)):
            for word in listed.split():
                if word.endswith("*"):
                    open_ended.setdefault(word[:2], []).append((word[:-1], (pair, side)))
                else:
                    exact.setdefault(word, []).append((pair, side))
    return exact, open_ended
