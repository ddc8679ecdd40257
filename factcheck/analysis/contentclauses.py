"""English content clauses without "that": "said on Friday the government was …"."""

from collections.abc import Sequence

from factcheck.analysis.clause_features import is_mark
from factcheck.analysis.clause_model import BEGIN, OUTSIDE, RESUME
from factcheck.analysis.grammar import Grammar
from factcheck.analysis.innerclauses import saying
from factcheck.analysis.lookahead import goes_on, verb_ahead
from factcheck.analysis.tokens import Token
from factcheck.analysis.wordlists import words

_NOUN_PHRASES = frozenset({"AT0", "DPS", "AJ0", "CRD"})


def begin(tokens: Sequence[Token], found: list[str], known: Grammar) -> None:
    """English "said on Friday the government was …": a noun phrase with a verb behind a verb of saying."""
    clause = 0
    for index in range(len(tokens) - 2):
        clause = index if found[index] == BEGIN else clause
        if found[index] == OUTSIDE and tokens[index].text.lower() in known.coordinators:
            _begin_torn(tokens, index, found, known)
        says = tokens[index].tag in known.finite and tokens[index].lemma in saying(known)
        if not says or index == clause:  # ", said the mayor": what follows is who said it
            continue
        start = _behind_time(tokens, index + 1, known)
        after = tokens[start]
        starts = after.tag in known.noun or after.tag in known.pronoun or after.tag in _NOUN_PHRASES
        if not starts or found[start] != OUTSIDE:
            continue
        joined = _joined_subject(tokens, start, found, known)
        if joined is not None:
            found[joined] = OUTSIDE
        resumed = _behind_relative(tokens, start, found, known)
        if resumed is not None:
            found[start], found[resumed] = BEGIN, RESUME
        elif verb_ahead(tokens, start, found, known):
            found[start] = BEGIN


def _begin_torn(tokens: Sequence[Token], index: int, found: list[str], known: Grammar) -> None:
    """ "buses will vanish and tax, which rose in May, will go up": a second clause, torn in two."""
    resumed = _behind_relative(tokens, index, found, known)
    start = next((i for i in range(index - 1, -1, -1) if found[i] != OUTSIDE), 0)
    if resumed is not None and any(token.tag in known.finite for token in tokens[start:index]):
        found[index], found[resumed] = BEGIN, RESUME


def _behind_relative(tokens: Sequence[Token], start: int, found: Sequence[str], known: Grammar) -> int | None:
    """Where the verb stands in "argue the plan, which …, is dead": behind a relative clause in commas."""
    inner = next((i for i in range(start + 1, len(tokens)) if found[i] != OUTSIDE), len(tokens))
    if inner == len(tokens) or tokens[inner].tag not in ("DTQ", "PNQ") or tokens[inner - 1].text != ",":
        return None
    if any(token.tag in known.finite or is_mark(token.text) for token in tokens[start : inner - 1]):
        return None
    ends = (i for i in range(inner + 1, len(tokens)) if tokens[i - 1].text == "," or found[i] != OUTSIDE)
    after = next(ends, len(tokens))
    return after if goes_on(tokens, after, known) and tokens[after - 1].text == "," else None


def _joined_subject(tokens: Sequence[Token], start: int, found: Sequence[str], known: Grammar) -> int | None:
    """The "and" that a clause was taken to begin at before any verb: "said cooks and waiters left"."""
    index = next((i for i in range(start + 1, len(tokens)) if found[i] != OUTSIDE), len(tokens))
    if index == len(tokens) or tokens[index].text.lower() not in known.coordinators:
        return None
    verbless = not any(token.tag in known.finite or is_mark(token.text) for token in tokens[start:index])
    predicate = goes_on(tokens, index + 1, known)  # "denied this and left": the same person did both
    return index if verbless and not predicate and verb_ahead(tokens, index, found, known) else None


def _behind_time(tokens: Sequence[Token], index: int, known: Grammar) -> int:
    """Behind "on Friday", "last week" or "in a statement", where a noun phrase begins there; else `index`."""
    if tokens[index].tag in known.preposition:
        index = _behind_phrase(tokens, index + 1, known) or index
    elif tokens[index].tag == "ORD" or tokens[index].text.lower() in words(known.language, "calendar_names"):
        index = _behind_phrase(tokens, index, known) or index
    return index


def _behind_phrase(tokens: Sequence[Token], index: int, known: Grammar) -> int | None:
    """Behind one short noun phrase; None where the sentence ends with it."""
    while index < len(tokens) and tokens[index].tag in ("AT0", "DPS", "AJ0", "ORD"):
        index += 1
    return index + 1 if index + 2 < len(tokens) and tokens[index].tag in known.noun else None
