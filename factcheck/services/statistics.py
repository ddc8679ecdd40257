"""How the desk works, in figures: how long claims take, what lies there, who does what, which ratings.

All of it is counted by the database. Figures of a single person are for editors and for that person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from factcheck.models import Claim, ClaimStatus, Rating, User, Verdict, VerdictOutcome
from factcheck.services import access
from factcheck.services.access import Act
from factcheck.services.errors import NotAllowed, Refused
from factcheck.services.moments import hours_between, monday_of

WEEK = timedelta(weeks=1)
LONGEST = timedelta(days=366 * 5)
S = ClaimStatus
CLOSED = (S.SET_ASIDE, S.DUPLICATE, S.WITHDRAWN)
STANDING = (VerdictOutcome.APPROVED,)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both counted, in UTC; perhaps of one person only."""

    first: date
    last: date
    person_id: int | None = None

    @property
    def start(self) -> datetime:
        """The first moment."""
        return datetime.combine(self.first, time.min, UTC)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.last + timedelta(days=1), time.min, UTC)

    def holds(self, moment: "InstrumentedAttribute[Any] | ColumnElement[Any]") -> "ColumnElement[bool]":
        """Whether a moment lies within."""
        return (moment >= self.start) & (moment < self.end)

    def mondays(self) -> list[date]:
        """The Mondays of its weeks, oldest first."""
        monday = self.first - timedelta(days=self.first.weekday())
        count = (self.last - monday).days // 7 + 1
        return [monday + WEEK * number for number in range(count)]


@dataclass(frozen=True, slots=True)
class Turnaround:
    """One week's claims from their arrival to their first publication, in hours; None without any."""

    monday: date
    published: int
    median: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class Backlog:
    """One week: what came, what was closed, and what was open at its end."""

    monday: date
    arrived: int
    closed: int
    open: int


@dataclass(frozen=True, slots=True)
class Work:
    """What one person did in the period, and what they have in hand now; `person` None is the whole desk."""

    person: str | None
    in_hand: int
    proposed: int
    sent_back: int
    second_looks: int
    published: int


def check(actor: User, period: Period) -> None:
    """Raise `NotAllowed` for figures of somebody else, `Refused` for a period that is none."""
    access.require(actor, Act.READ)
    if period.person_id not in {None, actor.id} and not sees_everybody(actor):
        raise NotAllowed("Figures of a single person are for editors and for that person.")
    if period.last < period.first:
        raise Refused("The last day lies before the first.", field="last")
    if period.last - period.first > LONGEST:
        raise Refused("Choose five years at most.", field="first")


def sees_everybody(actor: User) -> bool:
    """Whether the figures of others are for this person."""
    return access.may(actor, Act.CLAIM_ASSIGN_OTHERS)


def turnaround(session: Session, period: Period) -> list[Turnaround]:
    """Median and quartiles of the hours from a claim's arrival to its first publication, by week of that.

    Quartiles by nearest rank. A person's are those of claims whose published verdict they wrote.
    """
    first = _first_published(period)
    hours = hours_between(Claim.created_at, first.c.at)
    rows = (
        select(
            monday_of(first.c.at).label("monday"),
            hours.label("hours"),
            func.row_number().over(partition_by=monday_of(first.c.at), order_by=hours).label("place"),
            func.count().over(partition_by=monday_of(first.c.at)).label("total"),
        )
        .join(Claim, Claim.id == first.c.claim_id)
        .where(period.holds(first.c.at))
        .subquery()
    )
    place, total = rows.c.place, rows.c.total
    middle = case((place.in_([(total + 1) // 2, (total + 2) // 2]), rows.c.hours))
    query = select(
        rows.c.monday,
        total,
        func.avg(middle).label("median"),
        func.max(case((place == (total + 3) // 4, rows.c.hours))).label("lower"),
        func.max(case((place == (3 * total + 3) // 4, rows.c.hours))).label("upper"),
    ).group_by(rows.c.monday, total)
    found = {row.monday: row for row in session.execute(query)}
    return [
        Turnaround(monday, row.total, row.median, row.lower, row.upper)
        if (row := found.get(monday.isoformat()))
        else Turnaround(monday, 0, None, None, None)
        for monday in period.mondays()
    ]


def backlog(session: Session, period: Period) -> list[Backlog]:
    """What arrived and was closed each week, and what was open at its end.

    A claim is closed by its first publication, by being dropped, or by being set aside, marked as a
    duplicate or withdrawn, where that is how it stands. A person's claims are those assigned to them.
    """
    first = _first_published(Period(date.min, date.max))
    closed = func.coalesce(first.c.at, Claim.dropped_at, case((Claim.status.in_(CLOSED), Claim.updated_at)))
    claims = select(Claim.created_at.label("arrived"), closed.label("closed")).outerjoin(
        first, first.c.claim_id == Claim.id
    )
    if period.person_id is not None:
        claims = claims.where(Claim.assignee_id == period.person_id)
    moments = claims.subquery()
    mondays = period.mondays()
    start = datetime.combine(mondays[0], time.min, UTC)
    counted: list[dict[date, int]] = []
    level = 0
    for column, sign in ((moments.c.arrived, 1), (moments.c.closed, -1)):
        level += sign * (session.scalar(select(func.count(column)).where(column < start)) or 0)
        weeks = (
            select(monday_of(column).label("monday"), func.count().label("number"))
            .where(column >= start, column < period.end)
            .group_by(monday_of(column))
        )
        counted.append({date.fromisoformat(row.monday): row.number for row in session.execute(weeks)})
    rows = []
    for monday in mondays:
        arrived, gone = (numbers.get(monday, 0) for numbers in counted)
        level += arrived - gone
        rows.append(Backlog(monday, arrived, gone, level))
    return rows


def by_status(session: Session, period: Period) -> list[tuple[ClaimStatus, int]]:
    """How many claims stand at each step now, in the order of the way over the desk."""
    query = select(Claim.status, func.count(Claim.id).label("number")).where(Claim.dropped_at.is_(None))
    if period.person_id is not None:
        query = query.where(Claim.assignee_id == period.person_id)
    numbers = {row.status: row.number for row in session.execute(query.group_by(Claim.status))}
    return [(status, numbers[status]) for status in ClaimStatus if numbers.get(status)]


def spread(session: Session, period: Period) -> list[tuple[Rating, int]]:
    """How often each rating was given by verdicts that were approved, first proposed in the period."""
    query = (
        select(Rating, func.count(Verdict.id))
        .join(Verdict, Verdict.rating_id == Rating.id)
        .where(Verdict.outcome.in_(STANDING), period.holds(Verdict.decided_at))
    )
    if period.person_id is not None:
        query = query.where(Verdict.author_id == period.person_id)
    query = query.group_by(Rating.id).order_by(Rating.position, Rating.id)
    return [(rating, number) for rating, number in session.execute(query)]


def work(session: Session, actor: User, period: Period) -> list[Work]:
    """What everybody did, by name, the whole desk first; a checker sees the desk and their own row."""
    in_hand = (S.ASSIGNED, S.IN_RESEARCH, S.SENT_BACK, S.ON_HOLD)
    verdict = select(Verdict.author_id, func.count(Verdict.id))
    columns = (
        _numbers(
            session,
            select(Claim.assignee_id, func.count(Claim.id))
            .where(Claim.status.in_(in_hand), Claim.dropped_at.is_(None))
            .group_by(Claim.assignee_id),
        ),
        _numbers(session, verdict.where(period.holds(Verdict.decided_at)).group_by(Verdict.author_id)),
        _numbers(
            session,
            verdict.where(
                Verdict.outcome == VerdictOutcome.SENT_BACK, period.holds(Verdict.second_decided_at)
            ).group_by(Verdict.author_id),
        ),
        _numbers(
            session,
            select(Verdict.second_reviewer_id, func.count(Verdict.id))
            .where(Verdict.second_reviewer_id.is_not(None), period.holds(Verdict.second_decided_at))
            .group_by(Verdict.second_reviewer_id),
        ),
        _numbers(session, verdict.where(period.holds(Verdict.published_at)).group_by(Verdict.author_id)),
    )
    people: Sequence[tuple[int, str]] = [
        (row.id, row.full_name)
        for row in session.execute(select(User.id, User.full_name).order_by(User.full_name, User.id))
        if period.person_id in {None, row.id} and (row.id == actor.id or sees_everybody(actor))
    ]
    rows = [Work(name, *(numbers.get(user_id, 0) for numbers in columns)) for user_id, name in people]
    rows = [row for row in rows if any((row.in_hand, row.proposed, row.second_looks, row.published))]
    if period.person_id is not None:
        return rows
    return [Work(None, *(sum(n for who, n in numbers.items() if who) for numbers in columns)), *rows]


def _numbers(session: Session, query: Any) -> dict[int | None, int]:
    return {row[0]: row[1] for row in session.execute(query)}


def _first_published(period: Period) -> Any:
    """The moment at which each claim's first verdict went out, and who had written that."""
    query = select(
        Verdict.claim_id,
        Verdict.author_id,
        Verdict.published_at.label("at"),
        func.row_number().over(partition_by=Verdict.claim_id, order_by=Verdict.number).label("place"),
    ).where(Verdict.published_at.is_not(None))
    ranked = query.subquery()
    first = select(ranked.c.claim_id, ranked.c.at).where(ranked.c.place == 1)
    if period.person_id is not None:
        first = first.where(ranked.c.author_id == period.person_id)
    return first.subquery()
