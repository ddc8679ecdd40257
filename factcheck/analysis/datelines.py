"""Datelines: "Wien – ", "London/Brüssel (dpa) – ", "LONDON — " at the head of a sentence."""

from collections.abc import Sequence

from factcheck.analysis.clause_features import is_mark
from factcheck.analysis.grammar import Grammar
from factcheck.analysis.tokens import Token
from factcheck.analysis.wordlists import words

_DASHES = ("–", "—", "--", "-")
_LONGEST = 10


def length(tokens: Sequence[Token], known: Grammar) -> int:
    """How many tokens the dateline of a sentence takes, its dash included; 0 where there is none."""
    agencies = words(known.language, "agencies")
    for index, token in enumerate(tokens[:_LONGEST]):
        if token.text in _DASHES and index > 0:
            rest = tokens[index + 1 :]
            return index + 1 if any(t.tag in known.finite or t.tag in known.participle for t in rest) else 0
        named = token.text[0].isupper() or token.text[0].isdigit() or token.text.lower() in agencies
        if token.tag in known.finite or not (named or is_mark(token.text)):
            return 0
    return 0
