"""Who has a claim open: signs of life that expire, so that nobody has to say goodbye.

Being somewhere is no act: nothing of it is logged, and only the last sign is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from factcheck.models import Claim, Presence, User
from factcheck.services import access, notices
from factcheck.services.access import Act

# The page gives a sign every twenty seconds; after three that did not come somebody counts as gone.
EXPIRES = timedelta(seconds=60)
INSERT: dict[str, Callable[..., Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True, slots=True)
class Company:
    """The people of the desk, and which of the others look at the same claim."""

    people: list[User]
    here: list[User]


def company(session: Session, actor: User, claim: Claim, *, now: datetime) -> Company:
    """Everybody who works here by full name, and who else has this claim open, in one statement."""
    query = (
        select(User, Presence.seen_at)
        .outerjoin(Presence, (Presence.user_id == User.id) & (Presence.claim_id == claim.id))
        .where(User.is_active)
        .order_by(User.full_name, User.id)
    )
    rows = [(user, seen_at) for user, seen_at in session.execute(query)]
    return Company(
        people=[user for user, _ in rows],
        here=[
            user
            for user, seen_at in rows
            if seen_at is not None and seen_at > now - EXPIRES and user.id != actor.id
        ],
    )


def sign(session: Session, actor: User, claim: Claim, *, now: datetime) -> None:
    """Note that this person has the claim open now; what expired long ago is forgotten.

    What they were told about the claim counts as read: they are looking at it.
    """
    access.require(actor, Act.READ)
    insert = INSERT[session.get_bind().dialect.name]
    statement = insert(Presence).values(user_id=actor.id, claim_id=claim.id, seen_at=now)
    session.execute(
        statement.on_conflict_do_update(index_elements=["user_id", "claim_id"], set_={"seen_at": now})
    )
    session.execute(
        delete(Presence).where(Presence.user_id == actor.id, Presence.seen_at < now - 10 * EXPIRES)
    )
    notices.read_on(session, actor, claim, now=now)


def leave(session: Session, actor: User, claim: Claim) -> None:
    """Note that this person has closed the claim."""
    session.execute(delete(Presence).where(Presence.user_id == actor.id, Presence.claim_id == claim.id))
