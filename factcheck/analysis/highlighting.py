"""Where the terms of a search stand in a text, and the piece of it that shows most of them."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, takewhile

from factcheck.analysis.terms import terms, word_term

_TOKEN = re.compile(r"\d[\d.,\u00a0\u202f']*\d|\w+")
# A piece shown of a long text, in characters, and how much of it stands before its first term.
PIECE = 260
LEAD = 60


@dataclass(frozen=True, slots=True)
class Part:
    """Some text, and whether it is what was searched for."""

    text: str
    found: bool


def parts(text: str, wanted: Set[str], language: str, length: int = PIECE) -> list[Part]:
    """A text in parts, those that were searched for marked; of a long one the piece around the first.

    >>> [(part.text, part.found) for part in parts("Die Truppe kam.", {"trupp"}, "de")]
    [('Die ', False), ('Truppe', True), (' kam.', False)]
    >>> [part.text for part in parts("Bis zu 800.000 NATO-Truppen", {"trupp", "800000"}, "de") if part.found]
    ['800.000', 'Truppen']
    """
    marks = _marks(text, wanted, language)
    mark = next(marks, None)
    start, end = _piece(text, mark, length)
    found: list[Part] = [Part("… ", found=False)] if start else []
    here = start
    # What stands behind the piece is not looked for: a long article costs what its beginning costs.
    for first, last in chain([mark], takewhile(lambda span: span[1] <= end, marks)) if mark else ():
        found += [Part(text[here:first], found=False), Part(text[first:last], found=True)]
        here = last
    found += [Part(text[here:end], found=False)]
    found += [Part(" …", found=False)] if end < len(text) else []
    return [part for part in found if part.text]


def _marks(text: str, wanted: Set[str], language: str) -> Iterator[tuple[int, int]]:
    """The places of words and numbers that stand for a wanted term, in code points, one after the other."""
    has_number = any(term[0].isdigit() for term in wanted)
    for match in _TOKEN.finditer(text):
        token = match.group()
        if (has_number or not token.isdecimal()) and _stands_for(token, language) & wanted:
            yield match.span()


@lru_cache(maxsize=50_000)
def _stands_for(token: str, language: str) -> Set[str]:
    if token.isalpha():
        return {word_term(token.lower(), language)} - {""}
    return set(terms(token, language))


def _piece(text: str, mark: tuple[int, int] | None, length: int) -> tuple[int, int]:
    """Where the shown piece begins and ends: whole words, the first mark near its beginning."""
    if len(text) <= length:
        return 0, len(text)
    first, last = mark or (0, 0)
    start = max(0, min(first - LEAD, len(text) - length))
    end = start + length
    if start:
        start = max(text.find(" ", start, first), start - 1) + 1
    if end < len(text):
        end = max(text.rfind(" ", start, end), last, start + 1)
    return start, end
