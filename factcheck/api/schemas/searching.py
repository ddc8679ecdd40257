"""What a search over the whole desk finds."""

from typing import Annotated

from pydantic import Field

from factcheck.api.schemas.base import In, Out, Page
from factcheck.models import ClaimKind, ClaimStatus, HitKind


class SearchQuery(In):
    """The words as typed in the search field; those in quotation marks stand side by side."""

    q: Annotated[str, Field(min_length=1, max_length=200)]


class Part(Out):
    """A piece of text, and whether it is what was searched for."""

    text: str
    found: bool


class Hit(Out):
    """What was found, the claim or article it leads to, and where the words stand."""

    kind: HitKind
    id: int
    claim_id: int | None
    article_id: int
    article_title: str
    language: str
    title: list[Part]
    text: list[Part]
    claim_kind: ClaimKind | None
    status: ClaimStatus | None
    rating: str | None


class HitGroup(Out):
    """The best hits of one kind and how many there are; `more` when that number is a lower bound."""

    kind: HitKind
    hits: list[Hit]
    number: int
    more: bool


class HitGroups(Page):
    """Hits by kind; kinds without a hit are left out."""

    items: list[HitGroup]
