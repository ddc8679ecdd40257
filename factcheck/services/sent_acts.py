"""Acts that programs number themselves: sent twice, done once, answered alike."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import SentAct, User
from factcheck.services.errors import Conflict


def answered(session: Session, actor: User, client_id: str, asked: str) -> dict[str, Any] | None:
    """The answer that this act was given before, None when it is new.

    Raises `Conflict` when the number was used for something else.
    """
    query = select(SentAct).where(SentAct.actor_id == actor.id, SentAct.client_id == client_id)
    before = session.scalar(query)
    if before is None:
        return None
    if before.act != asked:
        raise Conflict("This Idempotency-Key was sent with another request; take a new one.")
    return before.answer


def remember(
    session: Session, actor: User, client_id: str, asked: str, answer: dict[str, Any], *, now: datetime
) -> None:
    """Keep the answer in the act's own transaction, so that both are stored or neither."""
    body = answer.get("body")
    subject = body.get("id") if isinstance(body, dict) else None
    session.add(
        SentAct(
            actor_id=actor.id,
            client_id=client_id,
            act=asked,
            subject_id=subject if isinstance(subject, int) else 0,
            answer=answer,
            at=now,
        )
    )
    session.flush()
