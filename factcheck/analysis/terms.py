"""What a text can be found by: its words folded and stemmed, its numbers by their value.

The same terms serve full-text search and the search for claims that were checked before. Choices are those
that ranked best on public sets of claims and checks: stop words of the text's own language only, no
compounds cut, the words of a #HashTag apart, words of other languages as they stand.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import cache, lru_cache

from factcheck.analysis.counting import NumberForm
from factcheck.analysis.language import LANGUAGES
from factcheck.analysis.numbers import read
from factcheck.analysis.pieces import cut
from factcheck.analysis.wordlists import words

_ADDRESS = re.compile(r"https?://\S++|\bwww\.\S++|\b(?:pic\.twitter\.com|t\.co)/\S++")
# Umlauts spelled out: Mueller is Müller. Not after a vowel or q, where two sounds meet: Steuer, Frauen.
_SPELLED_OUT = re.compile(r"(?<![aeiouq])([aou])e")
_TAG = re.compile(r"[#@](\w+)")
_TAG_PART = re.compile(r"[A-ZÄÖÜ]?[a-zäöüß]+|[A-ZÄÖÜ]+(?![a-zäöüß])|\d+")
_ACCENT = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_LONGEST_TERM = 60
# Numbers are told apart by six significant digits: a third is one number, however far it is written out.
_DIGITS = 6


def terms(text: str, language: str) -> tuple[str, ...]:
    """The terms of a text in its order, repetitions included; stop words and addresses are left out.

    Of other languages than German and English words are only folded. A number is one term, written plainly,
    whatever its form: "800.000", "0,8 Millionen" and, in words, "achthunderttausend" are "800000".

    >>> terms("Bis zu 800.000 NATO-Truppen sind in Häusern.", "de")
    ('800000', 'nato', 'trupp', 'haus')
    >>> terms("0.8 million troops were housed", "en")
    ('800000', 'troop', 'hous')
    """
    pieces = cut(cleaned(text))
    known = language in LANGUAGES
    numbers = {
        reading.first: reading
        for reading in read(pieces, language if known else "en")
        if reading.form is not NumberForm.ARTICLE and (known or reading.form is NumberForm.FIGURE)
    }
    found: list[str] = []
    index = 0
    while index < len(pieces):
        number = numbers.get(index)
        if number is not None:
            found.append(number_term(number.value))
            index = number.stop
            continue
        if pieces.texts[index][0].isalnum():
            term = word_term(pieces.lows[index], language)
            if term:
                found.append(term)
        index += 1
    return tuple(found)


def cleaned(text: str) -> str:
    """A text without addresses, in one form of every letter, and with the words of its tags cut apart.

    What stands in a tag counts twice, whole and in parts: either may be how others write it.

    >>> cleaned("https://example.org/x rettet #WildeBienen").split()
    ['rettet', '#WildeBienen', 'Wilde', 'Bienen']
    """
    return _TAG.sub(_spelled, unicodedata.normalize("NFKC", _ADDRESS.sub(" ", text)))


def _spelled(tag: re.Match[str]) -> str:
    parts = _TAG_PART.findall(tag[1])
    return f"{tag[0]} {' '.join(parts)} " if len(parts) > 1 else tag[0]


def number_term(value: Decimal) -> str:
    """How a number is written as a term.

    >>> number_term(Decimal("800000.0")), number_term(Decimal("2.50")), number_term(Decimal(1) / 3)
    ('800000', '2.5', '0.333333')
    """
    rounded = value if value == value.to_integral_value() else Decimal(f"{value:.{_DIGITS}g}")
    plain = format(rounded, "f")
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain)[:_LONGEST_TERM]


def fold(word: str) -> str:
    """A word in small letters without accents; ß is ss.

    >>> fold("Größe"), fold("Café")
    ('grosse', 'cafe')
    """
    if word.isascii():
        return word.lower()
    return _ACCENT.sub("", unicodedata.normalize("NFKD", word.lower().replace("ß", "ss")))


@lru_cache(maxsize=200_000)
def word_term(word: str, language: str) -> str:
    """The term of one word, empty for a stop word.

    >>> word_term("Truppen", "de"), word_term("die", "de")
    ('trupp', '')
    """
    folded = fold(word)
    if language not in LANGUAGES:
        return folded[:_LONGEST_TERM]
    if language == "de":
        folded = _SPELLED_OUT.sub(r"\1", folded)
    if folded in words(language, "stop_words"):
        return ""
    return _stem(language)(folded)[:_LONGEST_TERM]


@cache
def _stem(language: str) -> Callable[[str], str]:
    # Loaded at the first text: importing the library takes longer than starting everything else.
    from nltk.stem.snowball import EnglishStemmer, GermanStemmer

    stem: Callable[[str], str] = (GermanStemmer() if language == "de" else EnglishStemmer()).stem
    return stem
