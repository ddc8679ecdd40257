"""When a claim is wanted, how soon, and which one comes next."""

from datetime import date, datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from factcheck.models import WORTH, Article, ArticleStatus, Claim, ClaimStatus, Priority, User
from factcheck.services import access, audit, moves, progress
from factcheck.services.access import Act
from factcheck.services.errors import InvalidTransition, NotFound, Refused

# Claims that nobody has begun; those somebody called worth checking come before those nobody has looked at.
WAITING = (ClaimStatus.TRIAGED, ClaimStatus.NEW)


def set_due(
    session: Session, actor: User, claim: Claim, due_on: date | None, *, version: int, now: datetime
) -> None:
    """Say until which day a claim is wanted; None takes the day away."""
    progress.check_version(claim, version)
    check(claim, actor)
    if due_on is not None and due_on < now.date():
        raise Refused("This day is over; choose today or a later one.", field="due_on")
    if claim.due_on == due_on:
        return
    before = moves.fields(claim)
    claim.due_on, claim.updated_at = due_on, now
    moves.note(session, actor, claim, "claim.due_set", before, now=now)
    audit.record(session, actor, "claim.due_set", claim, now=now, due_on=due_on and due_on.isoformat())


def prioritise(
    session: Session, actor: User, claim: Claim, priority: Priority, *, version: int, now: datetime
) -> None:
    """Say how soon a claim is wanted."""
    progress.check_version(claim, version)
    check(claim, actor)
    if claim.priority == priority:
        return
    before = moves.fields(claim)
    claim.priority, claim.updated_at = int(priority), now
    moves.note(session, actor, claim, "claim.prioritised", before, now=now)
    audit.record(session, actor, "claim.prioritised", claim, now=now, priority=int(priority))


def take_next(session: Session, actor: User, *, now: datetime) -> Claim:
    """Take the claim that is wanted most and that nobody has; raises `NotFound` when there is none.

    Most urgent first, then the one due soonest, then the one most worth checking. Of two people asking at
    once each gets another one.
    """
    access.require(actor, Act.CLAIM_TRIAGE)
    audit.take_turn(session)
    for status in WAITING:
        query = (
            select(Claim)
            .join(Article, Article.id == Claim.article_id)
            .where(
                Claim.status == status,
                Claim.assignee_id.is_(None),
                Claim.dropped_at.is_(None),
                Article.status == ArticleStatus.OPEN,
            )
            .order_by(Claim.priority.desc(), Claim.due_on.asc().nulls_last(), text(f"{WORTH} DESC"), Claim.id)
        )
        claim = session.scalar(query.limit(1))
        if claim is not None:
            progress.assign(session, actor, claim, actor, version=claim.version, now=now)
            return claim
    raise NotFound("Nothing waits on the list: every claim is with somebody or decided.")


def check(claim: Claim, actor: User) -> None:
    """Raise `NotAllowed` or `InvalidTransition` unless this person may plan the claim now."""
    access.require(actor, Act.CLAIM_TRIAGE)
    if claim.dropped_at is not None:
        raise InvalidTransition("This claim was dropped; undo that first.")
    if claim.status in progress.PUBLIC | {ClaimStatus.WITHDRAWN, ClaimStatus.DUPLICATE}:
        raise InvalidTransition(
            "This cannot be done while the claim is “%(status)s”: nothing is left to plan.",
            status=claim.status.value,
        )
