"""Claims across languages: what a German and an English claim can share without a dictionary.

Numbers by value, names that both languages write alike, and places by a list of their names in both.
"""

from collections.abc import Iterator
from functools import cache

from factcheck.analysis.language import LANGUAGES
from factcheck.analysis.terms import fold, word_term
from factcheck.analysis.wordings import Word, Wording
from factcheck.analysis.wordlists import entries

_SHORTEST_NAME = 3
_MOST_WORDS = 3


def is_crossed(one: str, other: str) -> bool:
    """Whether two languages are known and not the same."""
    return one != other and one in LANGUAGES and other in LANGUAGES


def terms_across(wording: Wording) -> tuple[str, ...]:
    """The terms by which a claim may be found in the other language: its numbers, names and places.

    >>> from factcheck.analysis.wordings import read
    >>> terms_across(read("Nordkorea schickt 800 Soldaten zu Putin.", "de"))
    ('800', 'north', 'korea', 'soldaten', 'putin')
    """
    if wording.language not in LANGUAGES:
        return ()
    other = "en" if wording.language == "de" else "de"
    found = [figure.term for figure in wording.figures]
    for name in _names(wording):
        spelled = _german_names().get(name, (name,)) if other == "de" else (name,)
        found += [word_term(word, other) for spelling in spelled for word in spelling.split()]
    return tuple(dict.fromkeys(term for term in found if term))


def shared_names(a: Wording, b: Wording) -> set[str]:
    """The names that two claims of different languages have in common, in English where a place has two."""
    return {_bare(name) for name in _names(a)} & {_bare(name) for name in _names(b)}


@cache
def places() -> frozenset[str]:
    """Every single-word name of a place, folded, in both languages."""
    rows = [(entry.text, *entry.columns) for entry in entries("de", "places")]
    return frozenset(fold(name) for row in rows for name in row if name.isalpha())


def _names(wording: Wording) -> Iterator[str]:
    """Places by their English names, and every other word with a capital that might be a name."""
    known = _places(wording.language)
    index = 0
    while index < len(wording.words):
        for length in range(_MOST_WORDS, 0, -1):
            run = wording.words[index : index + length]
            name = known.get(" ".join(word.folded for word in run)) or known.get(_genitive(run))
            if name and len(run) == length:
                yield name
                index += length
                break
        else:
            word = wording.words[index]
            if word.is_capitalised and word.term and len(word.folded) >= _SHORTEST_NAME:
                yield word.folded
            index += 1


def _genitive(run: tuple[Word, ...]) -> str:
    """A name without the s of its genitive: Nordkoreas."""
    return " ".join(word.folded for word in run).removesuffix("s")


def _bare(name: str) -> str:
    return name.removesuffix("s")


@cache
def _places(language: str) -> dict[str, str]:
    """Places as one language names them, folded -> their English name, folded."""
    rows = [(entry.text, entry.columns[0]) for entry in entries("de", "places")]
    return {
        fold(german if language == "de" else english).replace("-", " "): fold(english)
        for german, english in rows
    }


@cache
def _german_names() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for german, english in _places("de").items():
        found[english] = (*found.get(english, ()), german)
    return found
