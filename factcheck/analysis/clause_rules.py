"""Clause boundaries by rule alone, for languages without trained weights.

A boundary stands after a mark, and at a coordinator, where both sides carry a finite verb of their own.
"""

from collections.abc import Sequence

from factcheck.analysis.clause_features import is_mark
from factcheck.analysis.clause_model import BEGIN, OUTSIDE, RESUME
from factcheck.analysis.grammar import Grammar
from factcheck.analysis.tokens import Token


def labels(tokens: Sequence[Token], known: Grammar) -> list[str]:
    """One label a word, as the clause model gives them."""
    result = [OUTSIDE] * len(tokens)
    starts = _starts(tokens, known)
    if not starts:
        return result
    done = False  # whether the clause in hand has its verb
    inner = False  # whether it is subordinate
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        verb = any(token.tag in known.finite for token in tokens[start:end])
        opens = _opens(tokens, start, known)
        infinitive = tokens[start].text.lower() in known.infinitive_openers and any(
            token.tag in known.infinitive for token in tokens[start:end]
        )
        if start > 0 and (infinitive or (verb and (done or opens))):
            result[start] = BEGIN if opens or infinitive or not inner else RESUME
            inner, done = opens or infinitive, verb
        else:
            inner = inner or (opens and verb)
            done = done or verb
    return result


def _starts(tokens: Sequence[Token], known: Grammar) -> list[int]:
    """Words after a mark, coordinators, and subordinators: the places where a clause could begin."""
    starts = []
    for index, token in enumerate(tokens):
        if is_mark(token.text):
            continue
        word = token.text.lower()
        after_mark = index == 0 or is_mark(tokens[index - 1].text)
        if after_mark or word in known.coordinators or word in known.complementisers:
            starts.append(index)
    return starts


def _opens(tokens: Sequence[Token], start: int, known: Grammar) -> bool:
    word = tokens[start].text.lower()
    if word in known.prepositions and start + 1 < len(tokens):
        word = tokens[start + 1].text.lower()
        return word in known.relatives and word not in known.subordinators
    return word in known.subordinators or word in known.relatives
