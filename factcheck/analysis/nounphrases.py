"""Noun phrases read off the tags: how far the words reach that name one person or thing."""

from collections.abc import Sequence

from factcheck.analysis.grammar import Grammar
from factcheck.analysis.tokens import Token

_STARTS = frozenset(
    {"ART", "PPOSAT", "PDAT", "PIAT", "PIDAT", "ADJA", "CARD", "AT0", "DPS", "DT0", "AJ0", "AJS", "CRD"}
)
_GENITIVE = frozenset(
    {"des", "der", "eines", "einer", "seines", "seiner", "ihres", "ihrer", "dieser", "dieses"}
)
_INNER_PREPOSITIONS = frozenset({"von", "vom", "of", "for", "at", "aus", "der"})
_PRONOUNS = frozenset({"PPER", "PNP", "PIS", "PDS"})


def end_of_phrase(tokens: Sequence[Token], start: int, stop: int, known: Grammar) -> int:
    """Where the noun phrase that begins at `start` ends, at most `stop`; `start` itself where there is none.

    Takes in genitives ("ein Sprecher des Konzerns"), "von"-phrases and an apposition that is a name.
    """
    index = start
    while index < stop and tokens[index].tag in _STARTS:
        index += 1
    head = index
    while index < stop and (tokens[index].tag in known.noun or tokens[index].text in ("-", "&")):
        index += 1
    if index == head:
        return start
    return _with_complements(tokens, index, stop, known)


def _with_complements(tokens: Sequence[Token], index: int, stop: int, known: Grammar) -> int:
    while index < stop:
        token = tokens[index]
        following = end_of_phrase(tokens, index + 1, stop, known) if index + 1 < stop else index + 1
        inner = token.tag in known.preposition and token.text.lower() in _INNER_PREPOSITIONS
        if inner and following > index + 1:
            index = following
        elif token.text.lower() in _GENITIVE and token.tag in _STARTS:
            further = end_of_phrase(tokens, index, stop, known)
            return further if further > index else index
        elif token.text in ("und", "and") and following > index + 1:
            index = following
        elif token.text == "(":
            close = next((i for i in range(index, min(index + 8, stop)) if tokens[i].text == ")"), None)
            if close is None:
                return index
            index = close + 1
        elif token.text == "," and index + 1 < stop and tokens[index + 1].tag in known.name:
            return following
        else:
            return index
    return index


def is_pronoun(token: Token) -> bool:
    """Whether a word stands for somebody named elsewhere."""
    return token.tag in _PRONOUNS
