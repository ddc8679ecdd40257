"""What was checked before, and what people said of it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from factcheck.api.schemas.base import In, Out, Page
from factcheck.models import MatchStatus


class LookupQuery(In):
    """A claim in its own words; `language` left out is found out."""

    text: Annotated[str, Field(min_length=1, max_length=10_000)]
    language: Literal["de", "en"] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 10


class Qualifier(Out):
    """One difference (number, date, name, negation …) and its words; a side that says nothing is empty."""

    difference: str
    ours: str
    theirs: str


class Lookup(Out):
    """An earlier fact-check, how alike its claim is (`score` from 0 to 100), and what it came to.

    `likeness` is same, other_value, related or none.
    """

    check_id: int
    likeness: str
    score: int
    qualifiers: list[Qualifier]
    claim: str
    language: str
    rating: str | None
    rating_text: str | None
    publisher: str | None
    url: str | None
    review_date: date | None


class Lookups(Page):
    """Earlier fact-checks, the same claim first, then with another value, then what is related."""

    items: list[Lookup]


class Match(Out):
    """An earlier fact-check beside a claim of the desk, and whether a person says it answers the claim."""

    id: int
    claim_id: int
    check_id: int
    likeness: str
    score: int
    status: MatchStatus
    version: int


class Matches(Page):
    """The fact-checks beside a claim: confirmed ones, then suggestions by likeness, then rejected ones."""

    items: list[Match]
