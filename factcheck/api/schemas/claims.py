"""Claims: in the queue, one by one, reshaped, and taken out of the house."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from factcheck.api.schemas.base import In, Line, Number, Offset, Out, Page
from factcheck.models import ClaimKind, ClaimStatus, Priority


class Quantity(Out):
    """The amount a claim states; what the text does not say is None."""

    minimum: Decimal | None
    maximum: Decimal | None
    value: Decimal | None
    unit: str | None
    approximate: bool


class Time(Out):
    """An ISO 8601 day, month, year or interval with its precision."""

    value: str
    inferred: bool


class ClaimSummary(Out):
    """A claim of the queue."""

    id: int
    article_id: int
    article_title: str
    kind: ClaimKind
    label: str
    quote: str
    language: str
    status: ClaimStatus
    checkworthiness: float | None
    assignee: str | None
    rating: str | None
    version: int


class Claims(Page):
    """Claims, the most check-worthy first."""

    items: list[ClaimSummary]


class Claim(Out):
    """One atomic claim; `quote` is `text[start:end]` of that version of its article's text."""

    id: int
    article_id: int
    text_version: int
    kind: ClaimKind
    start: int
    end: int
    quote: str
    label: str
    sentence: str
    attribution: str | None
    modality: list[str]
    names: list[str]
    quantity: Quantity | None
    time: Time | None
    checkworthiness: float | None
    status: ClaimStatus
    assignee_id: int | None
    reviewer_id: int | None = Field(description="Who has taken the second look in hand.")
    due_on: date | None
    priority: Priority
    duplicate_of_id: int | None
    text_changed_at: datetime | None
    is_dropped: bool
    possible: list[str] = Field(description="The events this token's person could bring about now.")
    version: int


class ClaimQuery(In):
    """Which claims."""

    status: ClaimStatus | None = None
    kind: ClaimKind | None = None
    article: Number | None = None
    assignee: Number | None = None
    rating: Line | None = None
    language: Line | None = None
    archived: bool = False
    after: Line | None = Field(None, description="As in `next`.")


class Assignment(In):
    """Whom to give a claim to; left out: oneself."""

    assignee_id: Number | None = None


class NewClaim(In):
    """Words of the newest text that are a claim."""

    kind: ClaimKind
    start: Offset
    end: Offset


class ClaimShape(In):
    """Another place, kind or label; what is left out stays."""

    kind: ClaimKind | None = None
    start: Offset | None = None
    end: Offset | None = None
    label: Line | None = None


class Cut(In):
    """Where to cut a claim in two."""

    at: Offset


class Merge(In):
    """Claims of one text to be joined; each with the version that was seen."""

    claims: Annotated[dict[Number, Number], Field(min_length=2, max_length=100)]


class ExportWish(In):
    """Which claims to take out, and as what."""

    format: Annotated[str, Field(pattern="^(csv|csv-excel-de|xlsx|jsonl)$")] = "jsonl"
    status: ClaimStatus | None = None
    kind: ClaimKind | None = None
    article: Number | None = None
    rating: Line | None = None
    language: Line | None = None
    archived: bool = True
