"""Sources named by a phrase: "laut X", "nach Angaben von X", "X zufolge", ", so X,", "according to X"."""

from collections.abc import Sequence
from functools import cache

from factcheck.analysis.grammar import Grammar
from factcheck.analysis.nounphrases import end_of_phrase
from factcheck.analysis.tokens import Token
from factcheck.analysis.wordlists import entries, words

_BEFORE_INSERTION = frozenset({",", "“", "”", '"', "–"})
_AFTER_INSERTION = frozenset({",", ".", "–", ")"})
_LONGEST_SOURCE = 8  # words


def find(tokens: Sequence[Token], known: Grammar) -> list[tuple[int, int]]:
    """Token ranges of the sources in "laut X", "nach Angaben X", "according to X", "so X"."""
    forms = [token.text.lower() for token in tokens]
    phrases = _phrases(known.language)
    found = []
    for index, form in enumerate(forms):
        for parts, inserted in phrases.get(form, ()):
            if tuple(forms[index : index + len(parts)]) != parts:
                continue
            if inserted and (index == 0 or forms[index - 1] not in _BEFORE_INSERTION):
                continue
            first = index + len(parts)
            first += first < len(forms) and forms[first] in words(known.language, "phrase_joiners")
            end = end_of_phrase(tokens, first, len(tokens), known)
            closed = end == len(forms) or forms[end] in _AFTER_INSERTION
            if end > first and (closed or not inserted):
                found.append((first, end))
    return found + _before_postpositions(tokens, known)


@cache
def _phrases(language: str) -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """Source phrases by their first word, each with whether it counts only as an insertion."""
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for entry in entries(language, "source_phrases"):
        parts = tuple(entry.text.split())
        found.setdefault(parts[0], []).append((parts, "inserted" in entry.columns))
    return found


def _before_postpositions(tokens: Sequence[Token], known: Grammar) -> list[tuple[int, int]]:
    """ "der Gouverneurin Rosa Quispe zufolge": the noun phrase before the word."""
    found = []
    for index, token in enumerate(tokens):
        if token.text.lower() not in words(known.language, "source_postpositions"):
            continue
        starts = range(max(0, index - _LONGEST_SOURCE), index)
        start = next((i for i in starts if end_of_phrase(tokens, i, index, known) == index), None)
        if start is not None:
            found.append((start, index))
    return found
