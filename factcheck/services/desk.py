"""What lies on the desk: articles with their progress, and the queue of claims."""

import math
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Float, Select, String, case, func, literal_column, select
from sqlalchemy.orm import Session

from factcheck.models import (
    WORTH,
    Article,
    ArticleStatus,
    Claim,
    ClaimKind,
    ClaimStatus,
    Flag,
    FlagStatus,
    Rating,
    User,
    Verdict,
    VerdictOutcome,
)
from factcheck.services.errors import NotFound, Refused

PAGE = 50
LARGEST_ID = 2**63 - 1  # no database counts further
S = ClaimStatus
WAITING = (S.NEW,)
AT_WORK = (S.TRIAGED, S.ASSIGNED, S.IN_RESEARCH, S.SENT_BACK, S.ON_HOLD)
ASIDE = (S.SET_ASIDE, S.DUPLICATE, S.WITHDRAWN)
PROPOSED = (S.VERDICT_PROPOSED, S.SECOND_REVIEW, S.ADJUDICATION)
JUDGED = (S.APPROVED, S.PUBLISHED, S.CORRECTED)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article of the desk with how far its work has come."""

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


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim of the queue; `position` goes back into `queue` to get the page after it."""

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
    text_changed: bool


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to show or export; None lets all through.

    `free_for` is a person who wants what is theirs or nobody's.
    """

    statuses: tuple[ClaimStatus, ...] | None = None
    kind: ClaimKind | None = None
    article_id: int | None = None
    assignee_id: int | None = None
    free_for: int | None = None
    rating: str | None = None
    language: str | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers at the top of the desk."""

    mine: int
    waiting: int
    at_work: int
    to_review: int
    open_flags: int


def articles(session: Session, *, archived: bool = False, before: int | None = None) -> list[ArticleRow]:
    """Up to `PAGE` + 1 articles, newest first; `before` is the id the page before ended with."""
    status = ArticleStatus.ARCHIVED if archived else ArticleStatus.OPEN
    query = select(Article).where(Article.status == status).order_by(Article.id.desc()).limit(PAGE + 1)
    rows = session.scalars(query if before is None else query.where(Article.id < before)).all()
    ids = [article.id for article in rows]
    claims = _claim_counts(session, ids)
    flags = _open_flags(session, ids)
    return [
        ArticleRow(
            id=article.id,
            title=article.title,
            publisher=article.publisher,
            published=article.published,
            language=article.language,
            status=article.status,
            **claims.get(
                article.id, dict.fromkeys(("claims", "waiting", "at_work", "proposed", "judged", "aside"), 0)
            ),
            open_flags=flags.get(article.id, 0),
        )
        for article in rows
    ]


def queue(session: Session, wanted: ClaimFilter, after: tuple[float, int] | None = None) -> list[ClaimRow]:
    """Up to `PAGE` + 1 claims, the most check-worthy first.

    `after` is (check-worthiness or -1, claim id) of the last claim of the page before, so that a page does
    not shift while people work.
    """
    score = literal_column(WORTH, Float)
    query = filtered(_columns(), wanted).order_by(score.desc(), Claim.id).limit(PAGE + 1)
    if after is not None:
        last_score, last_id = after
        # The first condition says nothing new, but lets the index be entered where the page begins.
        query = query.where(score <= last_score, (score < last_score) | (Claim.id > last_id))
    return [ClaimRow(**row._mapping) for row in session.execute(query)]


def row(session: Session, claim_id: int) -> ClaimRow:
    """One claim as the queue shows it; raises `NotFound`."""
    query = filtered(_columns(), ClaimFilter(archived=True)).where(Claim.id == claim_id)
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFound("There is no claim with this number.")
    return ClaimRow(**found._mapping)


def counts(session: Session, actor: User) -> Counts:
    """What waits for this person and for the desk."""
    by_status = filtered(select(Claim.status, func.count(Claim.id).label("number")), ClaimFilter())
    status_counts = {row.status: row.number for row in session.execute(by_status.group_by(Claim.status))}
    mine = session.scalar(
        filtered(select(func.count(Claim.id)), ClaimFilter(statuses=AT_WORK, assignee_id=actor.id))
    )
    flags = session.scalar(
        select(func.count(Flag.id))
        .join(Article, Article.id == Flag.article_id)
        .where(Flag.status == FlagStatus.OPEN, Article.status == ArticleStatus.OPEN)
    )
    return Counts(
        mine=mine or 0,
        waiting=sum(status_counts.get(status, 0) for status in WAITING),
        at_work=sum(status_counts.get(status, 0) for status in AT_WORK),
        to_review=sum(status_counts.get(status, 0) for status in PROPOSED),
        open_flags=flags or 0,
    )


def position(row: ClaimRow) -> str:
    """Where a claim stands in the queue, as text for an address."""
    return f"{-1.0 if row.checkworthiness is None else row.checkworthiness!r}~{row.id}"


def read_position(text: str) -> tuple[float, int]:
    """The place that `position` wrote; raises `Refused` for anything else."""
    score, _, claim_id = text.partition("~")
    try:
        place = float(score), int(claim_id)
    except ValueError:
        place = math.nan, 0
    if not math.isfinite(place[0]) or abs(place[1]) > LARGEST_ID:
        raise Refused("This page's address is damaged; begin at the first page.")
    return place


def _columns() -> "Select[*tuple[Any, ...]]":
    columns = select(
        Claim.id,
        Claim.article_id,
        Article.title.label("article_title"),
        Claim.kind,
        Claim.label,
        Claim.quote,
        Article.language,
        Claim.status,
        Claim.checkworthiness,
        User.full_name.label("assignee"),
        Rating.key.label("rating"),
        Claim.version,
        func.coalesce(Claim.text_changed_at > Verdict.decided_at, False).label("text_changed"),
    )
    return with_verdict(columns).outerjoin(User, User.id == Claim.assignee_id)


def with_verdict(query: "Select[*tuple[Any, ...]]") -> "Select[*tuple[Any, ...]]":
    """Join the newest verdict that stands and is not sealed, and its rating, to a query over claims."""
    newest = (
        select(func.max(Verdict.number))
        .where(
            Verdict.claim_id == Claim.id,
            Verdict.outcome != VerdictOutcome.SUPERSEDED,
            Verdict.sealed.is_(False),
        )
        .correlate(Claim)
        .scalar_subquery()
    )
    return (
        query.select_from(Claim)
        .outerjoin(Verdict, (Verdict.claim_id == Claim.id) & (Verdict.number == newest))
        .outerjoin(Rating, Rating.id == Verdict.rating_id)
    )


def filtered(query: "Select[*tuple[Any, ...]]", wanted: ClaimFilter) -> "Select[*tuple[Any, ...]]":
    """Narrow a query over claims; only one that joins `Rating` can be narrowed to a rating."""
    query = query.join(Article, Article.id == Claim.article_id).where(Claim.dropped_at.is_(None))
    if not wanted.archived and wanted.article_id is None:
        # Behind a function the status' index is no temptation: nearly all articles are open, and the
        # claims are wanted in an order of their own, which another index gives without sorting.
        query = query.where(func.lower(Article.status, type_=String) == ArticleStatus.OPEN.value)
    if wanted.statuses:
        query = query.where(Claim.status.in_(wanted.statuses))
    if wanted.free_for is not None:
        query = query.where(func.coalesce(Claim.assignee_id, wanted.free_for) == wanted.free_for)
    if wanted.rating is not None:
        query = query.where(Rating.key == wanted.rating)
    for column, value in (
        (Claim.kind, wanted.kind),
        (Claim.article_id, wanted.article_id),
        (Claim.assignee_id, wanted.assignee_id),
        (Article.language, wanted.language),
    ):
        if value is not None:
            query = query.where(column == value)
    return query


def _open_flags(session: Session, article_ids: list[int]) -> dict[int, int]:
    query = (
        select(Flag.article_id, func.count(Flag.id).label("number"))
        .where(Flag.article_id.in_(article_ids), Flag.status == FlagStatus.OPEN)
        .group_by(Flag.article_id)
    )
    return {row.article_id: row.number for row in session.execute(query)}


def _claim_counts(session: Session, article_ids: list[int]) -> dict[int, dict[str, int]]:
    """Per article: all claims, and how many wait, are at work, are proposed and are judged."""
    groups = {
        "waiting": WAITING,
        "at_work": AT_WORK,
        "proposed": PROPOSED,
        "judged": JUDGED,
        "aside": ASIDE,
    }
    columns = [
        func.sum(case((Claim.status.in_(statuses), 1), else_=0)).label(name)
        for name, statuses in groups.items()
    ]
    query = (
        select(Claim.article_id, func.count(Claim.id).label("claims"), *columns)
        .where(Claim.article_id.in_(article_ids), Claim.dropped_at.is_(None))
        .group_by(Claim.article_id)
    )
    return {
        row.article_id: {name: int(row._mapping[name]) for name in ("claims", *groups)}
        for row in session.execute(query)
    }
