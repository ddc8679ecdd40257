"""Nouns that say what a name stands for: offices, trades and kin of people, classes of things."""

from collections.abc import Iterator
from functools import cache, lru_cache

from factcheck.analysis.wordlists import words

_COMPOUNDING = frozenset({"de"})  # languages that write compounds as one word
_CASE_ENDINGS = ("ens", "es", "en", "s", "n", "r", "e")
_FEMININE_ENDINGS = ("innen", "in")
_SHORTEST_STEM = 4
_LONGEST = 30  # letters at the end of a word that are looked at


@lru_cache(maxsize=50_000)
def is_office(word: str, language: str) -> bool:
    """Whether a noun says what somebody is: an office, a trade, a role, in any case, number and gender.

    >>> is_office("Verteidigungsministers", "de"), is_office("Soziologin", "de"), is_office("Vertrag", "de")
    (True, True, False)
    >>> is_office("vice-president", "en"), is_office("Johnson", "en")
    (True, False)
    """
    forms = tuple(_with_masculine(uninflected(word.lower())))
    if any(ends_in(form, "no_offices", language) for form in forms):
        return False
    return any(ends_in(form, "office_endings", language) for form in forms)


@lru_cache(maxsize=50_000)
def is_class(word: str, language: str) -> bool:
    """Whether a noun says what sort of thing a name stands for: a company, a ship, a song, an island.

    >>> is_class("Billigfluglinie", "de"), is_class("Beispiel", "de"), is_class("newspaper", "en")
    (True, False, True)
    """
    return any(ends_in(form, "class_endings", language) for form in uninflected(word.lower()))


@cache
def is_surname(word: str, language: str) -> bool:
    """Whether an office is a surname as well, so that it goes on a name: "Anna Koch".

    >>> is_surname("Koch", "de"), is_surname("Botschafter", "de")
    (True, False)
    """
    return word.lower() in words(language, "office_surnames")


def ends_in(word: str, listed: str, language: str) -> bool:
    """Whether a lower-case word, or where the language compounds its end, stands in the list.

    An entry that begins with "=" is only met by the whole word or by all of it behind its last hyphen.
    """
    known = words(language, listed)
    last = word.rpartition("-")[2]
    word = word[-_LONGEST:]
    if "=" + last in known or last in known or word in known:
        return True
    return language in _COMPOUNDING and any(word[start:] in known for start in range(1, len(word) - 1))


def uninflected(word: str) -> tuple[str, ...]:
    """A lower-case noun, and what is left of it without the case endings it might have."""
    bare = (word.removesuffix(ending) for ending in _CASE_ENDINGS)
    return (word, *(form for form in bare if form != word and len(form) > _SHORTEST_STEM))


def _with_masculine(forms: tuple[str, ...]) -> Iterator[str]:
    """The forms, and those of the men where they may be feminine: "biologin" to "biolog" and "biologe"."""
    yield from forms
    for ending in _FEMININE_ENDINGS:
        stem = forms[0].removesuffix(ending)
        if stem != forms[0]:
            yield from (stem, stem + "e")
