"""How well earlier fact-checks are found: MAP@5 on public sets, with BM25 over raw words beside it."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass

from factcheck.training.matching_sets import MatchingSet

DEPTH = 5
_WORD = re.compile(r"[^\W_]+")
_K1, _B = 1.5, 0.75  # the usual setting of libraries

# A question and how many answers are wanted -> positions of checks, the best first.
Ranker = Callable[[str, int], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Row:
    """One set: mean average precision at five of ours and of BM25 over raw words."""

    name: str
    checks: int
    asked: int
    ours: float
    raw_bm25: float


def measure(data: MatchingSet, ours: Ranker) -> Row:
    """The figures of one set; `ours` ranks its checks for a post."""
    raw = RawBm25([f"{claim} {title}" for claim, title in data.checks])
    return Row(
        data.name,
        len(data.checks),
        len(data.asked),
        _mean(_precisions(data, ours)),
        _mean(_precisions(data, raw.rank)),
    )


def average_precision(ranking: Sequence[int], answers: Set[int], depth: int = DEPTH) -> float:
    """Average precision of the first places of a ranking.

    >>> average_precision([7, 3, 9], {3})
    0.5
    """
    right, total = 0, 0.0
    for place, position in enumerate(ranking[:depth], 1):
        if position in answers:
            right += 1
            total += right / place
    return total / min(len(answers), depth)


class RawBm25:
    """BM25 over the small letters of all words, nothing stemmed and nothing left out."""

    def __init__(self, texts: Sequence[str]) -> None:
        cut = [_WORD.findall(text.lower()) for text in texts]
        usual = sum(map(len, cut)) / len(cut)
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for position, found in enumerate(cut):
            scale = _K1 * (1 - _B + _B * len(found) / usual)
            for word, times in Counter(found).items():
                self.postings[word].append((position, times * (_K1 + 1) / (times + scale)))
        self.size = len(texts)

    def rank(self, text: str, limit: int) -> list[int]:
        """Positions of the texts that share words with this one, the best first."""
        scores: dict[int, float] = defaultdict(float)
        for word in dict.fromkeys(_WORD.findall(text.lower())):
            found = self.postings.get(word, [])
            rarity = math.log(1 + (self.size - len(found) + 0.5) / (len(found) + 0.5))
            for position, weight in found:
                scores[position] += rarity * weight
        return sorted(scores, key=lambda position: (-scores[position], position))[:limit]


def _precisions(data: MatchingSet, ranker: Ranker) -> Iterator[float]:
    for asked in data.asked:
        yield average_precision(ranker(asked.text, DEPTH), asked.answers)


def _mean(values: Iterator[float]) -> float:
    found = list(values)
    return sum(found) / len(found)
