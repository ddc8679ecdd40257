"""Corrections and withdrawals of what was published."""

from datetime import datetime

from factcheck.api.schemas.base import Out, Page
from factcheck.models import CorrectionKind


class Correction(Out):
    """One reopening or withdrawal of a published verdict; its note is public."""

    id: int
    claim_id: int
    verdict_id: int
    kind: CorrectionKind
    note: str
    opened_by_id: int
    opened_at: datetime
    closed_at: datetime | None
    replaced_by_id: int | None
    version: int


class Corrections(Page):
    """Every correction and withdrawal of a claim's verdicts, newest first."""

    items: list[Correction]
