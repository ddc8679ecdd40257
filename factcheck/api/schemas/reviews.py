"""The second look and the third person's word."""

from datetime import datetime

from factcheck.api.schemas.base import In, Line, Note, Out, Page
from factcheck.models import Opinion, Ruling
from factcheck.models import Review as Row


class Review(Out):
    """The second look at one verdict, `blind` without having seen it; `ruling` is the third person's."""

    id: int
    verdict_id: int
    reviewer_id: int
    opinion: Opinion
    blind: bool
    rating: str | None
    summary: str | None
    decided_at: datetime
    adjudicator_id: int | None
    ruling: Ruling | None
    ruling_note: str | None
    ruled_at: datetime | None

    @classmethod
    def of(cls, row: Row) -> "Review":
        """A stored review as it is answered."""
        same = {key: getattr(row, key) for key in set(cls.model_fields) - {"rating"}}
        return cls(**same, rating=None if row.rating is None else row.rating.key)


class Reviews(Page):
    """Every second look on a claim's verdicts, newest first."""

    items: list[Review]


class Adjudication(In):
    """Which of two verdicts holds; `third` takes a `rating`, with the note as its summary."""

    ruling: Ruling
    note: Note = ""
    rating: Line | None = None
