"""Neutral wordings for flagged words, from tables: an editor accepts one, types another, or none."""

import re
from collections.abc import Iterator
from functools import cache

from factcheck.analysis import flag_words
from factcheck.analysis.wording import folded
from factcheck.analysis.wordlists import entries

LEFT_OUT = "–"  # the suggestion to do without the words
_LANGUAGES = ("de", "en")
_SHORTEST_REST = 4
_PART = re.compile(r"[-‐‑ ]")


def suggestions(words: str, language: str) -> tuple[str, ...]:
    """Wordings that could stand instead, the best first; `LEFT_OUT` where the words can simply go.

    Compounds lose the part that only charges them, so that gender and number stay right.

    >>> suggestions("Schock-Studie", "de")
    ('Studie',)
    >>> suggestions("Horrorunfälle", "de")
    ('Unfälle',)
    >>> suggestions("Skandals", "de")
    ('Affäre', 'Vorwurf', 'Verstoß')
    >>> suggestions("slammed", "en")[0]
    'criticised'
    """
    if language not in _LANGUAGES:
        return ()
    found = [*_uncharged(words.strip(), language), *_listed(words, language)]
    return tuple(dict.fromkeys(found))


def _uncharged(words: str, language: str) -> Iterator[str]:
    """What is left of a compound without its charging head."""
    letters = folded(words)
    for head in _heads(language):
        if not letters.startswith(head) or len(words) - len(head) < _SHORTEST_REST:
            continue
        rest = words[len(head) :]
        if _PART.match(rest):
            rest = rest[1:]
        elif language == "en" or not words[0].isupper() or not _is_word(rest):
            continue
        if rest and " " not in rest:
            yield rest[0].upper() + rest[1:] if language == "de" and words[0].isupper() else rest
            return


def _is_word(rest: str) -> bool:
    """Whether what follows a head written without hyphen looks like a word, not like an ending."""
    return len(rest) > _SHORTEST_REST and rest[0].isalpha() and not rest.startswith(("ier", "ös", "isch"))


def _listed(words: str, language: str) -> Iterator[str]:
    table = _table(language)
    parts = table.get(flag_words.key(words, language), ())
    yield from (LEFT_OUT if part == "-" else part for part in parts)


@cache
def _heads(language: str) -> tuple[str, ...]:
    """The charging heads, longest first."""
    return tuple(sorted((entry.text for entry in entries(language, "neutral_heads")), key=len, reverse=True))


@cache
def _table(language: str) -> dict[str, tuple[str, ...]]:
    found = entries(language, "neutral_wordings")
    return {flag_words.key(entry.text, language): entry.columns for entry in found}
