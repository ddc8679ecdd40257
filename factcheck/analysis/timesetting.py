"""From where a time is told: the publication day, the time named last, and the tense."""

from dataclasses import dataclass
from datetime import date

from factcheck.analysis.calendar import Interval, Moment, first_of, moment_of
from factcheck.analysis.tense import Tense

# How far a year must lie from the publication before days without a year are told of it.
_FAR_YEARS = 2


@dataclass(frozen=True, slots=True)
class Setting:
    """What a relative time is relative to.

    `told` is the time named last, `near` says that it was named in this sentence or, as a date, just
    before, and `told_month` is the month named last as such. In a `narrative` (history rather than news)
    everything is told from there.
    """

    published: date | None
    tense: Tense | None = None
    narrative: bool = False
    told: Moment | Interval | None = None
    near: bool = False
    told_month: Moment | None = None

    @property
    def now(self) -> Moment | None:
        """The publication day."""
        return None if self.published is None else moment_of(self.published)

    @property
    def ahead(self) -> bool:
        """Whether the clause looks ahead; what shows no tense is read as past, as news mostly is."""
        return self.tense is Tense.AHEAD

    @property
    def told_year(self) -> int | None:
        """The year that days without a year belong to, where the text tells of another than its own."""
        if self.told is None:
            return None
        year = first_of(self.told).year
        if self.narrative or self.published is None:
            return year
        return year if self.near and abs(year - self.published.year) >= _FAR_YEARS else None

    def base(self, name: str) -> Moment | Interval | None:
        """What "now" or "anchor" stands for here."""
        if name == "anchor":
            return self.told if self.told is not None or self.narrative else self.now
        return self.told if self.narrative else self.now
