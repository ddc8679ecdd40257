"""What an analysis returns: plain frozen values, ready to be stored, shown or printed."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from factcheck.analysis.spans import Span


class ClaimKind(StrEnum):
    """What sort of detail a claim is; see the annotation guide in the README."""

    STATEMENT = "statement"
    QUANTITY = "quantity"
    TIME = "time"
    QUOTE = "quote"
    ATTRIBUTE = "attribute"


class FlagKind(StrEnum):
    """Ways in which wording can be sensational."""

    FEAR_APPEAL = "fear_appeal"
    LOADED_LANGUAGE = "loaded_language"
    EXAGGERATION = "exaggeration"
    VAGUE_ATTRIBUTION = "vague_attribution"
    ANONYMOUS_SOURCE = "anonymous_source"
    EDITORIALISING = "editorialising"
    CLICKBAIT = "clickbait"


class Modality(StrEnum):
    """How a statement presents its content; a plain assertion has none of these."""

    NEGATED = "negated"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"
    REPORTED = "reported"
    CONDITIONAL = "conditional"
    DEMANDED = "demanded"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a score or a flag is what it is: a stable code, its weight, and the words that carried it.

    The code is translated where it is shown; `detail` is text of the article or of a word list.
    """

    code: str
    weight: float = 0.0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as stated: exact in `value`, or bounded by `minimum` and `maximum`.

    "bis zu 800.000 NATO-Truppen" has only a maximum, "zwischen 3 und 5" both bounds; what the text
    does not say is None.
    """

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    value: Decimal | None = None
    unit: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class TimeValue:
    """An ISO 8601 day, month, year or interval `start/end`; the length of the string is its precision."""

    value: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One atomic claim: `text` is exactly `span.of(article)`, `sentence` the index of its sentence."""

    kind: ClaimKind
    span: Span
    text: str
    label: str
    sentence: int
    checkworthiness: float | None = None
    quantity: Quantity | None = None
    time: TimeValue | None = None
    attribution: str | None = None
    modality: tuple[Modality, ...] = ()
    names: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """Words that make a sentence sensational; `quoted` when they stand inside a quotation."""

    kind: FlagKind
    span: Span
    text: str
    sentence: int
    quoted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was found in one text; everything is ordered by position."""

    language: str
    sentences: tuple[Span, ...]
    claims: tuple[Claim, ...]
    flags: tuple[Flag, ...]
