"""Taking a step of progress or planning back: the claim is again as it was before it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import AuditEvent, Claim, ClaimMove, ClaimStatus, User
from factcheck.services import access, audit, holds, moves, progress
from factcheck.services.access import Act
from factcheck.services.errors import InvalidTransition, NotFound

# The events that leave a `ClaimMove`.
EVENTS = (
    "claim.triaged", "claim.set_aside", "claim.assigned", "claim.held", "claim.resumed", "claim.due_set",
    "claim.prioritised", "claim.marked_duplicate", "claim.unmarked_duplicate",
)  # fmt: skip


def of(session: Session, event: AuditEvent) -> ClaimMove | None:
    """What an act of the log wrote, as long as it was not taken back."""
    query = select(ClaimMove).where(
        ClaimMove.claim_id == event.subject_id,
        ClaimMove.actor_id == event.actor_id,
        ClaimMove.event == event.name,
        ClaimMove.at == event.at,
        ClaimMove.undone_at.is_(None),
    )
    return session.scalar(query.order_by(ClaimMove.id.desc()).limit(1))


def can_undo(session: Session, move: ClaimMove) -> bool:
    """Whether the claim still is as the step left it."""
    claim = session.get(Claim, move.claim_id)
    return claim is not None and claim.dropped_at is None and moves.stands(claim, move)


def undo(session: Session, actor: User, move: ClaimMove, *, now: datetime) -> None:
    """Take one step back; raises `InvalidTransition` when the claim has moved on since."""
    access.require(actor, Act.CLAIM_TRIAGE)
    claim = progress.get(session, move.claim_id)
    if move.undone_at is not None:
        raise NotFound("This step was taken back already.")
    if not can_undo(session, move):
        raise InvalidTransition("The claim has moved on since; this step cannot be taken back any more.")
    stood = claim.status
    status = moves.restore(claim, move.before)
    if status is not None:
        progress.move(claim, actor, "claim.step_undone", now=now, to=status)
        if stood is ClaimStatus.ON_HOLD:
            holds.end(session, actor, claim, now=now)
        if status is ClaimStatus.ON_HOLD:
            holds.begin_again(session, claim)
    claim.updated_at = move.undone_at = now
    session.flush()
    session.expire(claim, ["assignee"])  # its number was written, not the row
    audit.record(
        session, actor, "claim.step_undone", claim, now=now, step=move.event, status=claim.status.value
    )


def undo_last(session: Session, actor: User, claim: Claim, *, now: datetime) -> None:
    """Take the newest step on a claim back that stands."""
    query = select(ClaimMove).where(ClaimMove.claim_id == claim.id, ClaimMove.undone_at.is_(None))
    newest = session.scalar(query.order_by(ClaimMove.id.desc()).limit(1))
    if newest is None:
        raise NotFound("There is no step on this claim to take back.")
    undo(session, actor, newest, now=now)
