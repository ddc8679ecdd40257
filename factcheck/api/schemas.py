"""The shapes that go in and out, as pydantic models; `openapi` describes them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from factcheck.models import (
    ArticleStatus,
    CarryDecision,
    ClaimKind,
    ClaimStatus,
    Fate,
    FlagKind,
    FlagStatus,
    Role,
    SourceKind,
    Stance,
    VerdictOutcome,
)

LARGEST_ID = 2**63 - 1
Number = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Offset = Annotated[int, Field(ge=0, le=LARGEST_ID, description="In Unicode code points.")]
Text = Annotated[str, Field(min_length=1, max_length=10_000_000, pattern=r"^[^\x00]*$")]
Line = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]
Note = Annotated[str, Field(max_length=20_000, pattern=r"^[^\x00]*$")]


class In(BaseModel):
    """What is sent: unknown fields are refused, so that a typing error is not overlooked."""

    model_config = ConfigDict(extra="forbid")


class Out(BaseModel):
    """What is answered."""

    model_config = ConfigDict(from_attributes=True)


class Page(Out):
    """A page of a list; `next` is the address of the page after it, None on the last."""

    next: str | None = None


class Me(Out):
    """Whose token this is, and what it may do."""

    id: int
    name: str
    full_name: str
    role: Role
    scopes: list[str]


class Person(Out):
    """Somebody who can be given a claim."""

    id: int
    name: str
    full_name: str
    role: Role


class People(Page):
    """Everybody who may sign in."""

    items: list[Person]


class Rating(Out):
    """A step of the house's scale; `value` 1 (false) to 5 (true), None for ratings off the scale."""

    key: str
    name_de: str
    name_en: str
    value: int | None
    is_active: bool


class Ratings(Page):
    """The scale in its order."""

    items: list[Rating]


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


class Source(Out):
    """A document or page that somebody looked at."""

    id: int
    url: str | None
    title: str
    publisher: str | None
    author: str | None
    published: date | None
    kind: SourceKind | None
    archive_url: str | None


class Evidence(Out):
    """What a source says about a claim."""

    id: int
    claim_id: int
    source: Source
    stance: Stance
    quote: str | None
    note: str | None
    accessed: date
    is_removed: bool
    version: int


class EvidenceList(Page):
    """The evidence that stands on a claim, oldest first."""

    items: list[Evidence]


class Finding(In):
    """What was read in a source, and when."""

    stance: Stance
    accessed: date
    quote: Note | None = None
    note: Note | None = None


class NewEvidence(Finding):
    """A source and what it says about the claim."""

    title: Line | None = None
    url: Line | None = None
    publisher: Line | None = None
    author: Line | None = None
    published: date | None = None
    kind: SourceKind | None = None
    archive_url: Line | None = None


class Verdict(Out):
    """One judgement on a claim."""

    id: int
    claim_id: int
    number: int
    rating: str
    summary: str
    outcome: VerdictOutcome
    author_id: int
    decided_at: datetime
    second_reviewer_id: int | None
    second_decided_at: datetime | None
    second_note: str | None
    published_at: datetime | None


class Verdicts(Page):
    """Every verdict on a claim that this person may see, newest first."""

    items: list[Verdict]


class NewVerdict(In):
    """A rating of the scale, and why."""

    rating: Line
    summary: Note


class Reason(In):
    """A word for somebody else."""

    note: Note


class Flag(Out):
    """Sensational wording that was found, and what editors decided."""

    id: int
    article_id: int
    kind: FlagKind
    start: int
    end: int
    quote: str
    quoted: bool
    reason: str
    status: FlagStatus
    decision_reason: str | None
    version: int


class Flags(Page):
    """Flags by article, newest first, then by place."""

    items: list[Flag]


class FlagQuery(In):
    """Which flags; `status` left out means every one."""

    status: FlagStatus | None = None
    kind: FlagKind | None = None
    article: Number | None = None
    after: Annotated[str, Field(pattern=r"^[0-9]{1,18}~[0-9]{1,18}~[0-9]{1,18}$")] | None = None


class Dismissal(In):
    """Why the wording is in order."""

    reason: Note


class ExportWish(In):
    """Which claims to take out, and as what."""

    format: Annotated[str, Field(pattern="^(csv|csv-excel-de|xlsx|jsonl)$")] = "jsonl"
    status: ClaimStatus | None = None
    kind: ClaimKind | None = None
    article: Number | None = None
    rating: Line | None = None
    language: Line | None = None
    archived: bool = True


class ProblemDocument(Out):
    """RFC 9457: what went wrong and what to do, in the words of the pages."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    field: str | None = None
    your_version: int | None = None
    current_version: int | None = None
