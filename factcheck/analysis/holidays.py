"""Names of holidays, as sequences of pieces."""

from functools import cache

from factcheck.analysis.pieces import Pieces, cut
from factcheck.analysis.wordlists import entries


@cache
def holidays(language: str) -> dict[tuple[str, ...], str]:
    """The rule of each holiday by the pieces of its name, in lower case."""
    return {
        cut(form.lower()).texts: entry.columns[0]
        for entry in entries(language, "holidays")
        for form in entry.text.split("|")
    }


@cache
def _by_first(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(holidays(language), key=len, reverse=True):
        found.setdefault(name[0], []).append(name)
    return {first: tuple(names) for first, names in found.items()}


@cache
def first_words(language: str) -> frozenset[str]:
    """The words a holiday's name can begin with, in lower case."""
    return frozenset(_by_first(language))


def holiday_at(pieces: Pieces, index: int, language: str) -> int | None:
    """Where the name of a holiday that begins at piece `index` stops.

    >>> holiday_at(cut("Tag der Arbeit 2024"), 0, "de")
    3
    """
    for name in _by_first(language).get(pieces.low(index), ()):
        if pieces.lows[index : index + len(name)] == name and pieces.is_capitalised(index):
            return index + len(name)
    return None
