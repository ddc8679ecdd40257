"""Claims that repeat each other answered at once: one carries the verdict, the others are its duplicates."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Claim, ClaimMove, User
from factcheck.services import access, audit, duplicates, originals, progress, retracing
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, NotFound

EVENT = "claim.marked_duplicate"


def repeats(session: Session, claim: Claim) -> list[Claim]:
    """The claims that say the same and could be answered by this one, oldest first.

    Those that were judged, wait for a judgement or answer others themselves are none of them.
    """
    group = duplicates.group_of(session, claim)
    if group is None or claim.dropped_at is not None or claim.duplicate_of_id is not None:
        return []
    answering = originals.answering(session, [row.id for row in group.claims])
    before = progress.TRANSITIONS[EVENT].before
    return [
        row
        for row in group.claims
        if row.id != claim.id
        and row.id not in answering
        and row.status in before
        and row.first_published_at is None
    ]


def answer(session: Session, actor: User, claim: Claim, seen: Sequence[int], *, now: datetime) -> int:
    """Let this claim answer all that repeat it; returns how many. `seen` are those the person was shown.

    Raises `Conflict` when others repeat it by now: nothing is answered unseen.
    """
    access.require(actor, Act.CLAIM_TRIAGE)
    audit.take_turn(session)
    found = repeats(session, claim)
    if not found or {row.id for row in found} != set(seen):
        raise Conflict("Meanwhile other claims repeat this one; look at them again.")
    for row in found:
        originals.mark(session, actor, row, claim, version=row.version, now=now)
    return len(found)


def take_back(session: Session, actor: User, claim: Claim, *, now: datetime) -> int:
    """Undo the newest such act of this person on a claim; what has moved on since stays. Returns how many."""
    access.require(actor, Act.CLAIM_TRIAGE)
    moves = answered(session, actor, claim)
    if not moves:
        raise NotFound("There is nothing to undo.")
    for move in moves:
        retracing.undo(session, actor, move, now=now)
    return len(moves)


def answered(session: Session, actor: User, claim: Claim) -> list[ClaimMove]:
    """What this person's newest act that made claims duplicates of this one left, where it stands."""
    query = (
        select(ClaimMove)
        .join(Claim, Claim.id == ClaimMove.claim_id)
        .where(
            ClaimMove.event == EVENT,
            ClaimMove.actor_id == actor.id,
            ClaimMove.undone_at.is_(None),
            Claim.duplicate_of_id == claim.id,
        )
        .order_by(ClaimMove.id.desc())
    )
    standing = [move for move in session.scalars(query) if retracing.can_undo(session, move)]
    return [move for move in standing if move.at == standing[0].at]
