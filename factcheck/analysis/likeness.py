"""What a comparison of two claims answers: how alike they are, and what keeps them apart."""

from dataclasses import dataclass
from enum import StrEnum


class Likeness(StrEnum):
    """How much two claims have to do with each other, the closest first."""

    SAME = "same"
    OTHER_VALUE = "other_value"
    RELATED = "related"
    NONE = "none"


class Difference(StrEnum):
    """What keeps two claims from being the same one."""

    NUMBER = "number"
    DATE = "date"
    BOUND = "bound"
    NAME = "name"
    ORDER = "order"
    NEGATION = "negation"
    OPPOSITE = "opposite"
    WORDS = "words"
    ADDRESS = "address"
    LANGUAGE = "language"


# Claims that differ in nothing else are the same claim with another value.
VALUES = frozenset({Difference.NUMBER, Difference.DATE, Difference.BOUND})


@dataclass(frozen=True, slots=True)
class Qualifier:
    """One difference with the words that show it; a side that says nothing there is empty."""

    difference: Difference
    ours: str = ""
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two claims are, from 0 to 100 by their words, and every reason against their being one."""

    likeness: Likeness
    score: int
    qualifiers: tuple[Qualifier, ...] = ()
