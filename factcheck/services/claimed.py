"""Everything one person or outlet claimed: on this desk and in the library, with verdicts and repeats."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload

from factcheck.models import (
    Article,
    Check,
    CheckOrigin,
    Claim,
    ClaimantKind,
    ClaimStatus,
    NearDuplicate,
    Rating,
    Verdict,
    VerdictOutcome,
)
from factcheck.services.claimants import Family

PAGE = 50
REPEATS = 10


@dataclass(frozen=True, slots=True)
class ClaimedRow:
    """One claim, with the rating two people agreed on where there is one."""

    id: int
    label: str
    language: str
    status: ClaimStatus
    rating: str | None
    article_id: int
    article_title: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same claim made again: the first one, and how often it stands in all."""

    claim_id: int
    label: str
    language: str
    times: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much somebody claimed on this desk, and how much of theirs others have checked."""

    claims: int
    checks: int


def numbers(session: Session, everybody: list[Family]) -> list[Numbers]:
    """How many claims and checks there are of each, in two questions however many they are."""
    if not everybody:
        return []
    all_of_them = Family(everybody[0].root, [row for who in everybody for row in (who.root, *who.others)])
    column = _column(all_of_them)
    ours = (
        select(column, func.count(Claim.id))
        .join(Article, Article.id == Claim.article_id)
        .where(*_theirs(all_of_them))
        .group_by(column)
    )
    theirs = (
        select(Check.claimant, func.count(Check.id)).where(*_checked(all_of_them)).group_by(Check.claimant)
    )
    claims = {row[0]: row[1] for row in session.execute(ours)}
    checks = {row[0]: row[1] for row in session.execute(theirs)}
    return [
        Numbers(
            sum(claims.get(name, 0) for name in who.names), sum(checks.get(name, 0) for name in who.names)
        )
        for who in everybody
    ]


def claims(session: Session, who: Family, before: int | None = None) -> list[ClaimedRow]:
    """Up to `PAGE` + 1 claims, newest first; `before` is the id the page before ended with."""
    query = _with_agreed(
        select(
            Claim.id,
            Claim.label,
            Article.language,
            Claim.status,
            Rating.key.label("rating"),
            Claim.article_id,
            Article.title.label("article_title"),
            Article.published,
        )
    ).where(*_theirs(who))
    query = query if before is None else query.where(Claim.id < before)
    rows = session.execute(query.order_by(Claim.id.desc()).limit(PAGE + 1))
    return [ClaimedRow(**row._mapping) for row in rows]


def checks(session: Session, who: Family, before: int | None = None) -> list[Check]:
    """Up to `PAGE` + 1 of other houses' fact-checks, newest first."""
    query = select(Check).where(*_checked(who)).options(joinedload(Check.rating))
    query = query if before is None else query.where(Check.id < before)
    return list(session.scalars(query.order_by(Check.id.desc()).limit(PAGE + 1)))


def spread(session: Session, who: Family) -> dict[str, tuple[int, int]]:
    """Rating -> (claims of this desk that two people agreed on, fact-checks of others)."""
    ours = _with_agreed(select(Rating.key, func.count(Claim.id))).where(*_theirs(who), Rating.id.is_not(None))
    theirs = select(Rating.key, func.count(Check.id)).join(Rating, Rating.id == Check.rating_id)
    theirs = theirs.where(*_checked(who)).group_by(Rating.key)
    own = {row[0]: row[1] for row in session.execute(ours.group_by(Rating.key))}
    others = {row[0]: row[1] for row in session.execute(theirs)}
    order = session.scalars(select(Rating.key).order_by(Rating.position, Rating.id))
    return {key: (own.get(key, 0), others.get(key, 0)) for key in order if key in own or key in others}


def repeats(session: Session, who: Family) -> list[Repeat]:
    """What they said more than once, the most frequent first."""
    again = (
        select(NearDuplicate.leader_id, func.count(NearDuplicate.claim_id).label("number"))
        .join(Claim, Claim.id == NearDuplicate.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .where(*_theirs(who), NearDuplicate.kept_apart_at.is_(None))
        .group_by(NearDuplicate.leader_id)
        .order_by(func.count(NearDuplicate.claim_id).desc(), NearDuplicate.leader_id)
        .limit(REPEATS)
        .subquery()
    )
    query = (
        select(Claim.id, Claim.label, Article.language, again.c.number)
        .join(again, again.c.leader_id == Claim.id)
        .join(Article, Article.id == Claim.article_id)
        .order_by(again.c.number.desc(), Claim.id)
    )
    return [Repeat(row[0], row[1], row[2], row[3] + 1) for row in session.execute(query)]


def _theirs(who: Family) -> tuple[ColumnElement[bool], ...]:
    return _column(who).in_(who.names), Claim.dropped_at.is_(None)


def _column(who: Family) -> Any:
    """Where a claim says whose it is."""
    return Claim.attribution if who.root.kind is ClaimantKind.PERSON else Article.publisher


def _checked(who: Family) -> tuple[ColumnElement[bool], ...]:
    """Imported checks alone: our own are claims of this desk already."""
    return Check.claimant.in_(who.names), Check.origin == CheckOrigin.IMPORTED, Check.withdrawn_at.is_(None)


def _with_agreed(query: "Select[*tuple[Any, ...]]") -> "Select[*tuple[Any, ...]]":
    """Join the newest verdict that two people agreed on: none that is still under way, and none hidden."""
    newest = (
        select(func.max(Verdict.number))
        .where(Verdict.claim_id == Claim.id, Verdict.outcome == VerdictOutcome.APPROVED)
        .where(Verdict.withdrawn_at.is_(None))
        .correlate(Claim)
        .scalar_subquery()
    )
    return (
        query.select_from(Claim)
        .join(Article, Article.id == Claim.article_id)
        .outerjoin(Verdict, (Verdict.claim_id == Claim.id) & (Verdict.number == newest))
        .outerjoin(Rating, Rating.id == Verdict.rating_id)
    )
