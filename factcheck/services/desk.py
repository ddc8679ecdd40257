"""What lies on the desk: articles with their progress, and what waits for whom."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from factcheck.models import Article, ArticleStatus, Claim, Flag, FlagStatus, User
from factcheck.services.claim_filter import ClaimFilter, filtered
from factcheck.services.claim_lists import ASIDE, AT_WORK, JUDGED, PROPOSED, WAITING
from factcheck.services.queue import PAGE, ClaimRow, position, read_position
from factcheck.services.queue import page as queue

__all__ = [
    "ASIDE", "AT_WORK", "JUDGED", "PAGE", "PROPOSED", "WAITING",
    "ClaimFilter", "ClaimRow", "filtered", "position", "queue", "read_position",
]  # fmt: skip


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
