"""Words that bound or blur a number: up to, at least, about."""

from dataclasses import dataclass
from enum import StrEnum

from factcheck.analysis.numberroles import playing
from factcheck.analysis.numberwords import number_words
from factcheck.analysis.phrases import phrase_table
from factcheck.analysis.pieces import Pieces


class Bound(StrEnum):
    """What a comparator makes of the number beside it."""

    EXACT = "exact"
    MAXIMUM = "maximum"
    MINIMUM = "minimum"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The bound set by the words around a number, and the pieces they take up."""

    bound: Bound
    approximate: bool
    first: int
    stop: int


def comparison(pieces: Pieces, first: int, stop: int, floor: int, language: str) -> Comparison:
    """What the words before piece `first` and from piece `stop` on say of the number between them.

    Several comparators add up ("bis zu etwa 300" is an approximate maximum). `floor` is the first
    piece of the sentence.

    >>> from factcheck.analysis.pieces import cut
    >>> comparison(cut("bis zu etwa 300"), 3, 4, 0, "de")
    Comparison(bound=<Bound.MAXIMUM: 'maximum'>, approximate=True, first=0, stop=4)
    """
    before = phrase_table(language, "comparators")
    bound, approximate = Bound.EXACT, False
    while (found := before.ending_at(pieces, first, floor)) is not None:
        if (
            pieces.low(found[0]) in playing(language, "several")
            and pieces.low(first) not in number_words(language).scales
        ):
            break
        first, (kind, *_) = found
        approximate, bound = _combined(kind, bound, approximate=approximate)
    after = phrase_table(language, "comparators_after").starting_at(pieces, stop)
    if after is not None and bound is Bound.EXACT:
        stop, (kind, *_) = after
        approximate, bound = _combined(kind, bound, approximate=approximate)
    return Comparison(bound, approximate, first, stop)


def _combined(kind: str, bound: Bound, *, approximate: bool) -> tuple[bool, Bound]:
    return (True, bound) if kind == "approximate" else (approximate, Bound(kind))
