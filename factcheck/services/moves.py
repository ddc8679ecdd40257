"""What each step of progress and planning wrote on a claim, so that it can be taken back exactly."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from factcheck.models import Claim, ClaimMove, ClaimStatus, User

# The fields a step may write, each with how it comes back from JSON.
FIELDS = ("status", "assignee_id", "priority", "due_on", "duplicate_of_id")
Fields = dict[str, Any]


def fields(claim: Claim) -> Fields:
    """The claim's fields as they are, as JSON has them."""
    return {name: _plain(getattr(claim, name)) for name in FIELDS}


def note(session: Session, actor: User, claim: Claim, event: str, before: Fields, *, now: datetime) -> None:
    """Keep what a step changed: `before` are the fields from before it."""
    session.flush()  # who was only set as a row has a number now
    after = fields(claim)
    changed = [name for name in FIELDS if before[name] != after[name]]
    move = ClaimMove(
        claim_id=claim.id,
        event=event,
        actor_id=actor.id,
        at=now,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    session.add(move)


def stands(claim: Claim, move: ClaimMove) -> bool:
    """Whether the claim still is as this step left it."""
    now = fields(claim)
    return bool(move.after) and all(now[name] == value for name, value in move.after.items())


def restore(claim: Claim, before: Fields) -> ClaimStatus | None:
    """Write the fields back, all but the status, which is the caller's to write; returns that."""
    for name, value in before.items():
        if name == "due_on":
            claim.due_on = None if value is None else date.fromisoformat(value)
        elif name != "status":
            setattr(claim, name, value)
    return ClaimStatus(before["status"]) if "status" in before else None


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, ClaimStatus) else value
