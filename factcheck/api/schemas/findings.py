"""What people found and decided: evidence, verdicts, flags."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from factcheck.api.schemas.base import In, Line, Note, Number, Out, Page
from factcheck.models import FlagKind, FlagStatus, SourceKind, Stance, VerdictOutcome


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
    """One judgement on a claim; a `sealed` one is told to its author alone until the second person judges."""

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
    adjudicator_id: int | None
    sealed: bool
    published_at: datetime | None
    withdrawn_at: datetime | None


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
    wording: str | None
    snoozed_until: date | None
    version: int


class Flags(Page):
    """Flags by article, newest first, then by place."""

    items: list[Flag]


class FlagQuery(In):
    """Which flags; `status` left out means every one."""

    status: FlagStatus | None = None
    kind: FlagKind | None = None
    article: Number | None = None
    after: Annotated[str, Field(pattern=r"^[0-9]{1,18}(~[0-9]{1,18}){3}$")] | None = None


class Wording(In):
    """Words that stand instead of the flagged ones."""

    wording: Line


class Snooze(In):
    """The day on which a flag comes back."""

    until: date


class Dismissal(In):
    """Why the wording is in order."""

    reason: Note
