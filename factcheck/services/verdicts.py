"""Verdicts: proposed by one person, decided by another, published by an editor."""

from datetime import datetime
from typing import Protocol

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from factcheck.models import Claim, Rating, User, Verdict, VerdictOutcome
from factcheck.services import audit, bare_verdicts, checks, progress
from factcheck.services.errors import InvalidTransition, NotAllowed, NotFound, Refused


class Decision(Protocol):
    """An act on a claim's verdict that needs no further word."""

    def __call__(self, session: Session, actor: User, claim: Claim, *, version: int, now: datetime) -> None:
        """Do it."""


def propose(
    session: Session,
    actor: User,
    claim: Claim,
    rating: Rating,
    summary: str,
    *,
    version: int,
    now: datetime,
) -> Verdict:
    """Judge a claim: a rating of the house's scale and a summary that says why."""
    progress.check_version(claim, version)
    if not rating.is_active:
        raise Refused("This rating is not in use any more; choose another.", field="rating")
    if not summary.strip():
        raise Refused("A verdict needs a sentence or two that say why.", field="summary")
    progress.move(claim, actor, "verdict.proposed", now=now)
    if claim.assignee_id is None:
        claim.assignee = actor
    verdict = Verdict(
        claim_id=claim.id,
        number=_count(session, claim) + 1,
        rating=rating,
        summary=summary.strip(),
        outcome=VerdictOutcome.PROPOSED,
        author_id=actor.id,
        decided_at=now,
    )
    session.add(verdict)
    audit.record(session, actor, "verdict.proposed", claim, now=now, rating=rating.key, number=verdict.number)
    return verdict


def take_back(session: Session, actor: User, claim: Claim, *, version: int, now: datetime) -> None:
    """Take one's own proposed verdict back, before anybody has decided on it."""
    progress.check_version(claim, version)
    verdict = _proposed(session, claim)
    if verdict.author_id != actor.id:
        raise NotAllowed("Only whoever proposed a verdict can take it back.")
    progress.move(claim, actor, "verdict.withdrawn", now=now)
    verdict.outcome = VerdictOutcome.SUPERSEDED
    audit.record(session, actor, "verdict.withdrawn", claim, now=now, number=verdict.number)


def approve(session: Session, actor: User, claim: Claim, *, version: int, now: datetime) -> None:
    """Agree with a proposed verdict as the second pair of eyes."""
    verdict = _second_look(session, actor, claim, version)
    bare_verdicts.refuse(session, verdict)
    progress.move(claim, actor, "verdict.approved", now=now)
    verdict.outcome = VerdictOutcome.APPROVED
    verdict.second_reviewer_id, verdict.second_decided_at = actor.id, now
    audit.record(
        session, actor, "verdict.approved", claim, now=now, rating=verdict.rating.key, number=verdict.number
    )


def send_back(session: Session, actor: User, claim: Claim, note: str, *, version: int, now: datetime) -> None:
    """Send a proposed verdict back to its author, saying what is missing."""
    verdict = _second_look(session, actor, claim, version)
    if not note.strip():
        raise Refused("Say what is missing, so that the author can go on.", field="note")
    progress.move(claim, actor, "verdict.sent_back", now=now)
    verdict.outcome = VerdictOutcome.SENT_BACK
    verdict.second_reviewer_id, verdict.second_decided_at = actor.id, now
    verdict.second_note = note.strip()
    audit.record(
        session, actor, "verdict.sent_back", claim, now=now, note=verdict.second_note, number=verdict.number
    )


def publish(session: Session, actor: User, claim: Claim, *, version: int, now: datetime) -> None:
    """Publish an approved verdict."""
    progress.check_version(claim, version)
    verdict = current(session, claim)
    if verdict is None or verdict.outcome is not VerdictOutcome.APPROVED:
        raise InvalidTransition("There is no approved verdict to publish.")
    progress.move(claim, actor, "verdict.published", now=now)
    verdict.published_at = now
    checks.store_own(session, claim, verdict, now=now)
    audit.record(
        session, actor, "verdict.published", claim, now=now, rating=verdict.rating.key, number=verdict.number
    )


def current(session: Session, claim: Claim) -> Verdict | None:
    """The newest verdict that was not taken back."""
    query = _of(claim).where(Verdict.outcome != VerdictOutcome.SUPERSEDED)
    return session.scalar(query.order_by(Verdict.number.desc()).limit(1))


def all_of(session: Session, claim: Claim) -> list[Verdict]:
    """Every verdict ever given on a claim, newest first."""
    return list(session.scalars(_of(claim).order_by(Verdict.number.desc())))


def scale(session: Session, *, active_only: bool = True) -> list[Rating]:
    """The house's ratings in their order."""
    query = select(Rating).order_by(Rating.position, Rating.id)
    return list(session.scalars(query.where(Rating.is_active) if active_only else query))


def rating(session: Session, key: str) -> Rating:
    """The rating with this key; raises `Refused`, because keys come from forms."""
    found = session.scalar(select(Rating).where(Rating.key == key))
    if found is None:
        raise Refused("Choose one of the ratings.", field="rating")
    return found


def _of(claim: Claim) -> "Select[Verdict]":
    return (
        select(Verdict)
        .where(Verdict.claim_id == claim.id)
        .options(joinedload(Verdict.rating), joinedload(Verdict.author), joinedload(Verdict.second_reviewer))
    )


def _second_look(session: Session, actor: User, claim: Claim, version: int) -> Verdict:
    """The verdict to decide on; nobody decides on their own."""
    progress.check_version(claim, version)
    verdict = _proposed(session, claim)
    if verdict.author_id == actor.id:
        raise NotAllowed("You proposed this verdict yourself: somebody else has to decide on it.")
    return verdict


def _proposed(session: Session, claim: Claim) -> Verdict:
    verdict = current(session, claim)
    if verdict is None:
        raise NotFound("There is no verdict on this claim yet.")
    if verdict.outcome is not VerdictOutcome.PROPOSED:
        raise InvalidTransition("This verdict has already been decided on.")
    return verdict


def _count(session: Session, claim: Claim) -> int:
    return session.scalar(select(func.count(Verdict.id)).where(Verdict.claim_id == claim.id)) or 0
