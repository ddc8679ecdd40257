"""Verdicts: proposed by one person, decided by another (`reviews`), published by an editor."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from factcheck.models import Claim, Correction, Rating, User, Verdict, VerdictOutcome
from factcheck.services import audit, checks, progress, settings
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
    """Judge a claim: a rating of the house's scale and a summary that says why.

    On a desk that judges blind the verdict is sealed: nobody but its author sees it until the second person
    has judged. The log then holds a hash of it instead of the rating, so that a later change would show.
    """
    progress.check_version(claim, version)
    check_judgement(rating, summary)
    sealed = settings.get(session, settings.BLIND_REVIEW)
    event = "verdict.sealed" if sealed else "verdict.proposed"
    progress.move(claim, actor, event, now=now)
    if claim.assignee_id is None:
        claim.assignee = actor
    claim.reviewer_id = None
    verdict = Verdict(
        claim_id=claim.id,
        number=next_number(session, claim),
        rating=rating,
        summary=summary.strip(),
        outcome=VerdictOutcome.PROPOSED,
        author_id=actor.id,
        decided_at=now,
        sealed=sealed,
    )
    session.add(verdict)
    detail = {"seal": seal(verdict)} if sealed else {"rating": rating.key}
    audit.record(session, actor, event, claim, now=now, number=verdict.number, **detail)
    return verdict


def take_back(session: Session, actor: User, claim: Claim, *, version: int, now: datetime) -> None:
    """Take one's own proposed verdict back, before anybody has begun to look at it."""
    progress.check_version(claim, version)
    verdict = _pending(session, claim)
    if verdict.author_id != actor.id:
        raise NotAllowed("Only whoever proposed a verdict can take it back.")
    progress.move(claim, actor, "verdict.withdrawn", now=now)
    verdict.outcome = VerdictOutcome.SUPERSEDED
    audit.record(session, actor, "verdict.withdrawn", claim, now=now, number=verdict.number)


def publish(session: Session, actor: User, claim: Claim, *, version: int, now: datetime) -> None:
    """Publish an approved verdict; after a correction it replaces the one that was public."""
    progress.check_version(claim, version)
    progress.check(claim, actor, "verdict.published")
    verdict = current(session, claim)
    if verdict is None or verdict.outcome is not VerdictOutcome.APPROVED or verdict.published_at is not None:
        raise InvalidTransition("There is no approved verdict to publish.")
    correction = open_correction(session, claim)
    event = "verdict.published" if correction is None else "verdict.corrected"
    progress.move(claim, actor, event, now=now)
    verdict.published_at = now
    claim.first_published_at = claim.first_published_at or now
    checks.store_own(session, claim, verdict, now=now)
    detail = {}
    if correction is not None:
        correction.replaced_by_id, correction.closed_at = verdict.id, now
        detail["note"] = correction.note
    audit.record(
        session, actor, event, claim, now=now, rating=verdict.rating.key, number=verdict.number, **detail
    )


def reopen(session: Session, actor: User, claim: Claim, note: str, *, version: int, now: datetime) -> None:
    """Take an approval back before the verdict goes out, saying what has to be looked at again."""
    progress.check_version(claim, version)
    progress.check(claim, actor, "verdict.reopened")
    if not note.strip():
        raise Refused("Say what has to be looked at again.", field="note")
    verdict = current(session, claim)
    if verdict is None or verdict.outcome is not VerdictOutcome.APPROVED:
        raise InvalidTransition("There is no approval to take back.")
    progress.move(claim, actor, "verdict.reopened", now=now)
    verdict.outcome, verdict.second_note = VerdictOutcome.SENT_BACK, note.strip()
    audit.record(
        session, actor, "verdict.reopened", claim, now=now, note=verdict.second_note, number=verdict.number
    )


def current(session: Session, claim: Claim) -> Verdict | None:
    """The newest verdict that was not taken back and that everybody may see."""
    query = _of(claim).where(Verdict.outcome != VerdictOutcome.SUPERSEDED, Verdict.sealed.is_(False))
    return session.scalar(query.order_by(Verdict.number.desc()).limit(1))


def pending(session: Session, claim: Claim) -> Verdict | None:
    """The verdict that waits for a decision, sealed or not: for services, never for showing."""
    query = _of(claim).where(Verdict.outcome.in_((VerdictOutcome.PROPOSED, VerdictOutcome.DISPUTED)))
    return session.scalar(query.order_by(Verdict.number.desc()).limit(1))


def all_of(session: Session, claim: Claim, viewer: User | None = None) -> list[Verdict]:
    """Every verdict ever given on a claim, newest first; sealed ones are there for their author alone."""
    seen = Verdict.sealed.is_(False)
    query = _of(claim).where(seen if viewer is None else seen | (Verdict.author_id == viewer.id))
    return list(session.scalars(query.order_by(Verdict.number.desc())))


def public(given: Sequence[Verdict]) -> Verdict | None:
    """The verdict the public reads, of a claim's verdicts newest first."""
    published = (row for row in given if row.published_at is not None)
    newest = next(published, None)
    return None if newest is None or newest.withdrawn_at is not None else newest


def open_correction(session: Session, claim: Claim) -> Correction | None:
    """The correction under way on a claim."""
    if claim.first_published_at is None:
        return None
    query = select(Correction).where(Correction.claim_id == claim.id, Correction.closed_at.is_(None))
    return session.scalar(query)


def seal(verdict: Verdict) -> str:
    """What the log holds of a sealed verdict: SHA-256 over claim, number, author, rating and summary."""
    said = [verdict.claim_id, verdict.number, verdict.author_id, verdict.rating.key, verdict.summary]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def check_judgement(rating: Rating, summary: str) -> None:
    """A judgement is a rating in use and words that say why; raises `Refused`."""
    if not rating.is_active:
        raise Refused("This rating is not in use any more; choose another.", field="rating")
    if not summary.strip():
        raise Refused("A verdict needs a sentence or two that say why.", field="summary")


def next_number(session: Session, claim: Claim) -> int:
    """The number of the next verdict on a claim."""
    return (session.scalar(select(func.max(Verdict.number)).where(Verdict.claim_id == claim.id)) or 0) + 1


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
    parts = (Verdict.rating, Verdict.author, Verdict.second_reviewer, Verdict.adjudicator, Verdict.bare)
    query = select(Verdict).where(Verdict.claim_id == claim.id)
    return query.options(*(joinedload(part) for part in parts))


def _pending(session: Session, claim: Claim) -> Verdict:
    verdict = pending(session, claim)
    if verdict is None:
        if current(session, claim) is not None:
            raise InvalidTransition("This verdict has already been decided on.")
        raise NotFound("There is no verdict on this claim yet.")
    return verdict
