"""What stands ahead of a word in its sentence: whether a verb comes before the clause ends."""

from collections.abc import Sequence

from factcheck.analysis.clause_features import is_mark
from factcheck.analysis.clause_model import OUTSIDE
from factcheck.analysis.grammar import Grammar
from factcheck.analysis.tokens import Token


def verb_ahead(tokens: Sequence[Token], index: int, found: Sequence[str], known: Grammar) -> bool:
    """Whether a finite verb stands here or comes before the next clause or mark."""
    for position in range(index, len(tokens)):
        if position > index and (found[position] != OUTSIDE or is_mark(tokens[position].text)):
            return False
        if tokens[position].tag in known.finite:
            return True
    return False


def goes_on(tokens: Sequence[Token], index: int, known: Grammar) -> bool:
    """Whether a finite verb stands here, perhaps behind adverbs: no clause begins so."""
    while index < len(tokens) and tokens[index].tag == "AV0":
        index += 1
    return index < len(tokens) and tokens[index].tag in known.finite
