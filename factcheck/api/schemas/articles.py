"""Articles, their texts, and the claims of a corrected one."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field, model_validator

from factcheck.api.schemas.base import In, Line, Number, Out, Page, Text
from factcheck.models import ArticleStatus, CarryDecision, Fate


class ArticleSummary(Out):
    """An article in a list, with how far its work has come."""

    id: int
    title: str
    publisher: str | None
    published: date | None
    language: str
    status: ArticleStatus
    claims: int
    waiting: int
    at_work: int
    proposed: int
    judged: int
    aside: int
    open_flags: int


class Articles(Page):
    """Articles, newest first."""

    items: list[ArticleSummary]


class Article(Out):
    """An article with its newest text; all offsets of its claims point into a text of it."""

    id: int
    title: str
    url: str | None
    publisher: str | None
    author: str | None
    published: date | None
    language: str
    status: ArticleStatus
    created_at: datetime
    text_version: int
    text: str
    undecided: int = Field(description="Claims that a corrected text left to decide on.")
    version: int


class ArticleQuery(In):
    """Which articles."""

    archived: bool = False
    before: Number | None = Field(None, description="As in `next`.")


class _Known(In):
    title: Line | None = None
    url: Line | None = None
    publisher: Line | None = None
    author: Line | None = None
    published: date | None = None
    language: Annotated[str, Field(pattern="^(de|en)$")] | None = None


class NewText(In):
    """A text, plain or as HTML."""

    text: Text | None = None
    html: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> "NewText":
        if (self.text is None) == (self.html is None):
            raise ValueError("send either text or html")
        return self


class NewArticle(NewText, _Known):
    """An article to be analysed; what is left out is read from the HTML or guessed."""


class ArticleDetails(_Known):
    """What is known about an article; what is left out stays as it is."""


class Decision(In):
    """What to do with a claim that the corrected text says differently."""

    decision: Annotated[str, Field(pattern="^(carried|renewed|left)$")]


class Carryover(Out):
    """A claim of the old text and its place in the corrected one."""

    id: int
    claim_id: int
    fate: Fate
    start: int | None
    end: int | None
    quote: str | None
    differences: list[str]
    around: bool
    decision: CarryDecision | None
    new_claim_id: int | None
    version: int


class Carryovers(Page):
    """What waits for a decision, in the order of the old text."""

    items: list[Carryover]
