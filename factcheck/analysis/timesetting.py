"""From where a time is told: the publication day, the time named last, and the tense."""

from dataclasses import dataclass
from datetime import date

from factcheck.analysis.calendar import Interval, Moment, first_of, moment_of
from factcheck.analysis.tense import Tense

# How far a year must lie from the publication before days without a year are told of it.
_FAR_YEARS = 2
# How soon after one day another still belongs to the same story.
_SAME_STORY_DAYS = 60


@dataclass(frozen=True, slots=True)
class Setting:
    """What a relative time is relative to.

    `told` is the time named last, `here` says that it was named in this sentence, `near` that it was
    named here or, as a date, in the sentence before; `told_month` is the month named last as such, `story`
    the day named last. In a `narrative` (history rather than news) everything is told from there.
    """

    published: date | None
    tense: Tense | None = None
    narrative: bool = False
    told: Moment | Interval | None = None
    near: bool = False
    here: bool = False
    told_month: Moment | None = None
    story: Moment | None = None

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

    def year_for(self, month: int, day: int | None) -> int | None:
        """The year of a day without one: in a narrative, that of the day told before where both are close.

        A year named in passing between two days of one story does not carry the story away.
        """
        year, story = self.told_year, self.story
        if year is None or not self.narrative or story is None or story.month is None or year == story.year:
            return year
        days = (month - story.month) * 30 + (day or 15) - (story.day or 15)
        return story.year if 0 <= days <= _SAME_STORY_DAYS else year

    def base(self, name: str) -> Moment | Interval | None:
        """What "now" or "anchor" stands for here."""
        if name == "anchor":
            return self.told
        return self.told if self.narrative else self.now
