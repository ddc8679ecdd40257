"""How stored claims are ranked for a query: BM25 in whole numbers, blended with RapidFuzz at the top.

Whole numbers, so that every database adds up the same and two lists never differ by a rounding. Measured
on public sets of posts and fact-checks: k1 and b hardly matter, the blend brings 0.01 of MAP@5, ranking by
RapidFuzz alone costs 0.1.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from factcheck.analysis.terms import fold

K1, B = 1.2, 0.5
# How many terms a claim has on average; a constant, so that stored weights never age.
USUAL_LENGTH = 8
# What is a hundredth in a term's weight and a thousandth in its rarity.
_WEIGHT_UNIT, _RARITY_UNIT = 100, 1000
# How many postings one query may read: it bounds the time of a query however long it is, and costs no
# quality, because the commonest terms are the ones left out.
BUDGET = 15_000
CANDIDATES = 100
RERANKED = 30
_BLEND = 0.25
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored text that shares terms with the query: its id, terms, words, title and language."""

    id: int
    terms: str
    text: str
    title: str | None = None
    language: str = "other"


def rarity(documents: int, containing: int) -> int:
    """How much a term tells, in thousandths: the rarer it is among the stored texts, the more.

    >>> rarity(1000, 1) > rarity(1000, 500) > 0
    True
    """
    inverse = math.log(1 + (documents - containing + 0.5) / (containing + 0.5))
    return round(_RARITY_UNIT * inverse)


def weight(times: int, length: int) -> int:
    """What a term that stands `times` times in a text of `length` terms weighs there, in hundredths."""
    saturated = times * (K1 + 1) / (times + K1 * (1 - B + B * length / USUAL_LENGTH))
    return round(_WEIGHT_UNIT * saturated)


def weights(terms: Sequence[str]) -> dict[str, int]:
    """The weight of every term of one text."""
    return {term: weight(times, len(terms)) for term, times in Counter(terms).items()}


def affordable(frequencies: Mapping[str, int]) -> list[str]:
    """The rarest terms of a query whose postings together stay within the budget, always at least one.

    >>> affordable({"nato": 15_000, "trupp": 10, "plan": 9_000})
    ['trupp', 'plan']
    """
    chosen: list[str] = []
    read = 0
    for term in sorted(frequencies, key=lambda term: (frequencies[term], term)):
        if chosen and read + frequencies[term] > BUDGET:
            break
        chosen.append(term)
        read += frequencies[term]
    return chosen


def ranked(query: str, rarities: Mapping[str, int], candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates in their final order, ties by id."""
    scored = sorted(
        ((_bm25(rarities, candidate.terms), candidate) for candidate in candidates),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    if not scored or not scored[0][0]:
        return [candidate for _, candidate in scored]
    best = scored[0][0]
    asked = plain(query)
    top = sorted(
        ((score / best + _alike(asked, candidate), candidate) for score, candidate in scored[:RERANKED]),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    return [candidate for _, candidate in top] + [candidate for _, candidate in scored[RERANKED:]]


def plain(text: str) -> str:
    """The folded words of a text with one blank between them, as RapidFuzz wants them."""
    return " ".join(_WORD.findall(fold(text)))


def _bm25(rarities: Mapping[str, int], terms: str) -> int:
    own = terms.split()
    shared = [term for term in own if term in rarities]
    once = weight(1, len(own))
    if len(set(shared)) == len(shared):
        return once * sum([rarities[term] for term in shared])
    return sum(rarities[term] * weight(times, len(own)) for term, times in Counter(shared).items())


def _alike(asked: str, candidate: Candidate) -> float:
    own = plain(candidate.text)
    alike = fuzz.token_set_ratio(asked, own) + fuzz.token_sort_ratio(asked, own)
    if candidate.title:
        alike += fuzz.token_set_ratio(asked, plain(candidate.title))
    return _BLEND * alike / 100
