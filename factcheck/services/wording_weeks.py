"""The week's wording: what was flagged, what editors upheld, in which words and outlets."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from factcheck.models import Article, Flag, FlagStatus, WordingScore

WEEKS = 12
TOP = 15


@dataclass(frozen=True, slots=True)
class Tally:
    """Flags and what became of them; `upheld_share` is of those decided, None while none is."""

    flags: int
    upheld: int
    dismissed: int

    @property
    def upheld_share(self) -> float | None:
        """Upheld flags among the decided ones, 0 to 1."""
        decided = self.upheld + self.dismissed
        return self.upheld / decided if decided else None


@dataclass(frozen=True, slots=True)
class Week:
    """One ISO week from its Monday on."""

    monday: date
    articles: int
    tally: Tally

    @property
    def name(self) -> str:
        """The week as ISO 8601 writes it: 2026-W48."""
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02d}"

    @property
    def short_name(self) -> str:
        """The week without its year, for the axis of a chart."""
        return self.name.partition("-")[2]


@dataclass(frozen=True, slots=True)
class WordRow:
    """One flagged word or phrase of the week."""

    quote: str
    kind: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class OutletRow:
    """One publisher of the week; None is unknown. `index` is the mean of its articles, None without any."""

    publisher: str | None
    articles: int
    index: int | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class Overview:
    """One week with its words and outlets, and the weeks up to it, oldest first."""

    week: Week
    trend: tuple[Week, ...]
    words: tuple[WordRow, ...]
    outlets: tuple[OutletRow, ...]


def monday_of(day: date) -> date:
    """The Monday of a day's ISO week."""
    return day - timedelta(days=day.weekday())


def overview(session: Session, day: date) -> Overview:
    """The week of a day; flags belong to the week in which their article came to the desk (UTC)."""
    monday = monday_of(day)
    trend = _trend(session, monday)
    return Overview(
        week=trend[-1],
        trend=trend,
        words=_words(session, monday),
        outlets=_outlets(session, monday),
    )


_UPHELD = func.sum(case((Flag.status == FlagStatus.UPHELD, 1), else_=0))
_DISMISSED = func.sum(case((Flag.status == FlagStatus.DISMISSED, 1), else_=0))


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _trend(session: Session, monday: date) -> tuple[Week, ...]:
    mondays = [monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    # A moment's week in a way that both databases and every server's time zone agree on.
    week = case(
        *(
            (Article.created_at < _moment(start + timedelta(weeks=1)), number)
            for number, start in enumerate(mondays)
        )
    )
    span = (
        Article.created_at >= _moment(mondays[0]),
        Article.created_at < _moment(monday + timedelta(weeks=1)),
    )
    arrived = select(week.label("week"), func.count(Article.id).label("number")).where(*span).group_by(week)
    articles = {row.week: row.number for row in session.execute(arrived)}
    flagged = (
        select(week, func.count(Flag.id), _UPHELD, _DISMISSED)
        .join(Article, Article.id == Flag.article_id)
        .where(*span, Flag.quoted.is_(False))
        .group_by(week)
    )
    tallies = {
        number: Tally(flags, int(upheld), int(dismissed))
        for number, flags, upheld, dismissed in session.execute(flagged)
    }
    return tuple(
        Week(start, articles.get(number, 0), tallies.get(number, Tally(0, 0, 0)))
        for number, start in enumerate(mondays)
    )


def _words(session: Session, monday: date) -> tuple[WordRow, ...]:
    number = func.count(Flag.id)
    query = (
        select(Flag.quote, Flag.kind, number, _UPHELD, _DISMISSED)
        .join(Article, Article.id == Flag.article_id)
        .where(
            Article.created_at >= _moment(monday),
            Article.created_at < _moment(monday + timedelta(weeks=1)),
            Flag.quoted.is_(False),
        )
        .group_by(Flag.quote, Flag.kind)
        .order_by(number.desc(), Flag.quote, Flag.kind)
        .limit(TOP)
    )
    return tuple(
        WordRow(quote, kind, Tally(count, int(upheld), int(dismissed)))
        for quote, kind, count, upheld, dismissed in session.execute(query)
    )


def _outlets(session: Session, monday: date) -> tuple[OutletRow, ...]:
    in_week = (
        Article.created_at >= _moment(monday),
        Article.created_at < _moment(monday + timedelta(weeks=1)),
    )
    flagged = (
        select(Article.publisher, func.count(Flag.id), _UPHELD, _DISMISSED)
        .join(Flag, (Flag.article_id == Article.id) & Flag.quoted.is_(False))
        .where(*in_week)
        .group_by(Article.publisher)
    )
    tallies = {
        publisher: Tally(count, int(upheld), int(dismissed))
        for publisher, count, upheld, dismissed in session.execute(flagged)
    }
    arrived = (
        select(Article.publisher, func.count(Article.id), func.avg(WordingScore.value))
        .outerjoin(WordingScore, WordingScore.article_id == Article.id)
        .where(*in_week)
        .group_by(Article.publisher)
    )
    rows = [
        OutletRow(publisher, count, mean and round(mean), tallies.get(publisher, Tally(0, 0, 0)))
        for publisher, count, mean in session.execute(arrived)
    ]
    return tuple(sorted(rows, key=lambda row: (-(row.index or 0), row.publisher or "")))
