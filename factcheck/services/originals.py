"""Claims that say what another claim says: marked as duplicates of it, answered by its verdict."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Claim, User
from factcheck.services import audit, moves, progress
from factcheck.services.errors import NotFound, Refused


def mark(
    session: Session, actor: User, claim: Claim, original: Claim, *, version: int, now: datetime
) -> None:
    """Mark a claim as a duplicate of another; where that is a duplicate itself, of its original."""
    progress.check_version(claim, version)
    original = (
        original if original.duplicate_of_id is None else progress.get(session, original.duplicate_of_id)
    )
    if original.id == claim.id:
        raise Refused("A claim is not a duplicate of itself; give another number.", field="original")
    if original.dropped_at is not None:
        raise NotFound("That claim was dropped; choose one that stands.", field="original")
    if answering(session, [claim.id]):
        raise Refused(
            "Other claims are duplicates of this one: mark that one as a duplicate of this.", field="original"
        )
    before = moves.fields(claim)
    progress.move(claim, actor, "claim.marked_duplicate", now=now)
    claim.duplicate_of_id = original.id
    moves.note(session, actor, claim, "claim.marked_duplicate", before, now=now)
    audit.record(
        session, actor, "claim.marked_duplicate", claim, now=now, original=original.id, label=original.label
    )


def unmark(session: Session, actor: User, claim: Claim, *, version: int, now: datetime) -> None:
    """Put a claim back on the list because it says something of its own."""
    progress.check_version(claim, version)
    before = moves.fields(claim)
    progress.move(claim, actor, "claim.unmarked_duplicate", now=now)
    claim.duplicate_of_id = None
    moves.note(session, actor, claim, "claim.unmarked_duplicate", before, now=now)
    audit.record(session, actor, "claim.unmarked_duplicate", claim, now=now)


def duplicates_of(session: Session, claim: Claim) -> list[Claim]:
    """The claims that this one answers, oldest first."""
    query = select(Claim).where(Claim.duplicate_of_id == claim.id, Claim.dropped_at.is_(None))
    return list(session.scalars(query.order_by(Claim.id).limit(200)))


def answering(session: Session, claim_ids: Collection[int]) -> set[int]:
    """Those of these claims that answer others: none of them can be a duplicate itself."""
    query = select(Claim.duplicate_of_id).where(Claim.duplicate_of_id.in_(claim_ids))
    return {claim_id for claim_id in session.scalars(query) if claim_id is not None}
