"""What a report of one article holds: plain records, ready to be written as a page for readers."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

ReportStanding = Literal["published", "corrected", "withdrawn", "checking"]
CorrectionWord = Literal["corrected", "withdrawn", "reopened"]
ReportStance = Literal["supports", "refutes", "context"]


@dataclass(frozen=True, slots=True)
class ReportRating:
    """A rating as readers see it; `value` 1 (false) to 5 (true), None off the scale."""

    name: str
    value: int | None

    @property
    def letters(self) -> str:
        """The initials, so that a verdict can be told without colour.

        >>> ReportRating("Größtenteils richtig", 4).letters
        'GR'
        """
        return "".join(word[0].upper() for word in self.name.split() if word[0].isalpha())[:3]


@dataclass(frozen=True, slots=True)
class ReportSource:
    """One piece of evidence with its source; what is unknown is None."""

    title: str
    stance: ReportStance
    url: str | None = None
    publisher: str | None = None
    quote: str | None = None
    archive_url: str | None = None
    accessed: date | None = None


@dataclass(frozen=True, slots=True)
class ReportClaim:
    """One claim with its published verdict, or on its way to one (`checking`, then without rating)."""

    number: int
    start: int
    end: int
    quote: str
    label: str
    standing: ReportStanding
    rating: ReportRating | None = None
    summary: str | None = None
    published: date | None = None
    attribution: str | None = None
    value: str | None = None
    text_changed: bool = False
    sources: tuple[ReportSource, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportFlag:
    """Wording that an editor upheld as sensational; `kind` and `reason` in words."""

    start: int
    end: int
    quote: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportCorrection:
    """A public note on what was corrected, withdrawn or is being judged anew, and when."""

    claim: int
    day: date
    note: str
    what: CorrectionWord = "corrected"


@dataclass(frozen=True, slots=True)
class Report:
    """The report of one version of an article; spans of claims and flags are offsets into `text`."""

    desk: str
    title: str
    text: str
    language: str
    made: date
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    signed_off: date | None = None
    changed_since: bool = False
    claims: tuple[ReportClaim, ...] = ()
    flags: tuple[ReportFlag, ...] = ()
    corrections: tuple[ReportCorrection, ...] = ()

    @property
    def judged(self) -> tuple[ReportClaim, ...]:
        """The claims that carry a verdict which stands."""
        return tuple(claim for claim in self.claims if claim.rating and claim.standing != "withdrawn")
