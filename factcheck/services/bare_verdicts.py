"""Verdicts given by a key alone: stored at once, but never approved before somebody gives reasons."""

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from factcheck.models import BareVerdict, Claim, ClaimStatus, Verdict, VerdictOutcome
from factcheck.services.errors import Refused


def mark(session: Session, verdict: Verdict) -> None:
    """Note that a verdict has no reasons of its own yet."""
    session.flush()  # the mark needs the verdict's id
    session.add(BareVerdict(verdict_id=verdict.id))


def unmark(session: Session, verdict: Verdict) -> None:
    """Somebody has given reasons."""
    session.execute(delete(BareVerdict).where(BareVerdict.verdict_id == verdict.id))


def is_bare(session: Session, verdict: Verdict) -> bool:
    """Whether a verdict still lacks reasons."""
    return bool(session.scalar(select(exists().where(BareVerdict.verdict_id == verdict.id))))


def stands_on(session: Session, claim: Claim) -> bool:
    """Whether the verdict proposed on a claim lacks reasons."""
    if claim.status is not ClaimStatus.VERDICT_PROPOSED:
        return False
    query = select(BareVerdict.verdict_id).join(Verdict, Verdict.id == BareVerdict.verdict_id)
    query = query.where(Verdict.claim_id == claim.id, Verdict.outcome == VerdictOutcome.PROPOSED)
    return session.scalar(query.limit(1)) is not None


def refuse(session: Session, verdict: Verdict) -> None:
    """Raise `Refused` for a verdict without reasons: nobody can agree with a mere key."""
    if is_bare(session, verdict):
        raise Refused("This verdict was given by key alone: its author has to say why first.")
