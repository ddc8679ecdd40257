"""Claims looked up again when the library of fact-checks has grown: in the background, newest first."""

from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from factcheck.models import Article, ArticleStatus, Claim, Job, User
from factcheck.services import jobs, match_decisions
from factcheck.services.claim_lists import AT_WORK, WAITING

KIND = "matches.look_again"
# Claims a step: each takes about 10 ms among a million fact-checks.
BLOCK = 50
Row = TypeVar("Row", Claim, int)


def ask(session: Session, actor: User | None, *, now: datetime) -> Job:
    """Have every claim without a verdict looked up again, once for all that came in meanwhile."""
    return jobs.enqueue(session, actor, KIND, {}, key=KIND, now=now)


def look_again(
    session: Session,
    actor: User | None,  # noqa: ARG001 (who asked has been logged)
    work: jobs.Work,
    *,
    now: datetime,
) -> jobs.Steps:
    """Bring the suggestions of every claim without a verdict up to date; what people decided stays.

    Returns how many earlier fact-checks were found.
    """
    before = work.cursor.get("before")
    done, found = work.done, work.cursor.get("found", 0)
    total = done + (session.scalar(_unjudged(select(func.count(Claim.id)), before)) or 0)
    while block := _next(session, before):
        found += match_decisions.suggest(session, block, now=now)
        before, done = block[-1].id, done + len(block)
        yield jobs.Step(done, max(total, done), {"before": before, "found": found})
    return {"found": found}


def _next(session: Session, before: int | None) -> list[Claim]:
    query = _unjudged(select(Claim), before).options(joinedload(Claim.article))
    return list(session.scalars(query.order_by(Claim.id.desc()).limit(BLOCK)))


def _unjudged(query: "Select[Row]", before: int | None) -> "Select[Row]":
    query = query.join(Article, Article.id == Claim.article_id).where(
        Claim.status.in_((*WAITING, *AT_WORK)),
        Claim.kind.in_(match_decisions.WHOLE),
        Claim.dropped_at.is_(None),
        Article.status == ArticleStatus.OPEN,
    )
    return query if before is None else query.where(Claim.id < before)
