"""How sensational an article's wording is, as one number with the parts it is made of.

The number is a convention of the house, not a measurement: it orders articles of one desk and shows what
an editor would change first. Only the article's own words count; what a speaker says in quotation marks
and what an editor dismissed is left out by the caller.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from factcheck.analysis.results import FlagKind
from factcheck.analysis.spans import Span

# What one flag weighs: 3 where the words work on the reader's feelings or hide what the piece is about,
# 2 where they judge or inflate, 1 where they only leave a source open (the guide's order of harm).
WEIGHTS: Final[dict[FlagKind, float]] = {
    FlagKind.FEAR_APPEAL: 3,
    FlagKind.CLICKBAIT: 3,
    FlagKind.LOADED_LANGUAGE: 2,
    FlagKind.EXAGGERATION: 2,
    FlagKind.EDITORIALISING: 2,
    FlagKind.VAGUE_ATTRIBUTION: 1,
    FlagKind.ANONYMOUS_SOURCE: 1,
}
# A headline is read by everybody and by many alone.
HEADLINE_FACTOR: Final = 3.0
# In a text shorter than this one flag alone would give the highest density there is.
FEWEST_WORDS: Final = 150
# Points per 1,000 words at which the index is 50.
HALFWAY: Final = 30.0


@dataclass(frozen=True, slots=True)
class Part:
    """What one kind of wording, in the headline or in the body, adds to the index."""

    kind: FlagKind
    in_headline: bool
    count: int
    points: float
    share: float


@dataclass(frozen=True, slots=True)
class WordingIndex:
    """0 (sober) to 100; `parts` add up to `value` before rounding, the largest first.

    `density` is flags per 1,000 words of the body.
    """

    value: int
    words: int
    density: float
    parts: tuple[Part, ...]


def index(headline: Iterable[FlagKind], body: Iterable[FlagKind], words: int) -> WordingIndex:
    """The index of an article from the kinds of its flags and the number of words of its body.

    `value = 100 × (1 − 2^(−points / 30))`, points counted per 1,000 words: twice the wording brings the
    number half the rest of the way to 100, so that it never overflows.

    >>> index([], [], 400).value
    0
    >>> found = index([FlagKind.CLICKBAIT], [FlagKind.EXAGGERATION] * 3, 500)
    >>> found.value, [(part.kind.value, part.in_headline, round(part.share)) for part in found.parts]
    (50, [('clickbait', True, 30), ('exaggeration', False, 20)])
    """
    per_thousand = 1000 / max(words, FEWEST_WORDS)
    inside = list(body)
    counted = [(kind, True) for kind in headline] + [(kind, False) for kind in inside]
    points: dict[tuple[FlagKind, bool], list[float]] = {}
    for kind, in_headline in counted:
        weight = WEIGHTS[kind] * (HEADLINE_FACTOR if in_headline else 1)
        points.setdefault((kind, in_headline), []).append(weight * per_thousand)
    total = sum(sum(found) for found in points.values())
    value = 100 * (1 - math.pow(2, -total / HALFWAY))
    parts = [
        Part(kind, in_headline, len(found), sum(found), value * sum(found) / total)
        for (kind, in_headline), found in points.items()
    ]
    parts.sort(key=lambda part: (-part.points, part.kind.value, part.in_headline))
    return WordingIndex(round(value), words, 1000 * len(inside) / max(words, 1), tuple(parts))


def count_words(text: str) -> int:
    """How many words a text has, as everybody counts them: runs without white space.

    >>> count_words("Rund 800.000 NATO-Truppen – so heißt es.")
    7
    """
    return len(text.split())


def densities(paragraphs: Sequence[Span], flags: Sequence[Span]) -> list[int]:
    """How many of the flags begin in each paragraph; both in the order of the text.

    >>> densities([Span(0, 10), Span(11, 30)], [Span(2, 4), Span(12, 14), Span(20, 25)])
    [1, 2]
    """
    found = [0] * len(paragraphs)
    here = 0
    for flag in flags:
        while here < len(paragraphs) and paragraphs[here].end <= flag.start:
            here += 1
        if here < len(paragraphs) and paragraphs[here].start <= flag.start:
            found[here] += 1
    return found
