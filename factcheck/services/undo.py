"""A person's last acts, and taking one back: one place for everything that can be undone.

An act is undone by the opposite act, with its own audit row; nothing is erased. What was changed again
since, by whomever, is never overwritten: such an act is shown and cannot be undone.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from factcheck.models import Article, AuditEvent, Claim, Flag, UndoneAct, User
from factcheck.services import audit
from factcheck.services.errors import Conflict, NotFound
from factcheck.services.undoers import UNDOERS

SHOWN = 30
Row = TypeVar("Row", Claim, Article, Flag)


@dataclass(frozen=True, slots=True)
class OwnAct:
    """One act of a person, what it was about, and whether it could be undone now."""

    event: AuditEvent
    possible: bool
    claim: Claim | None = None
    article: Article | None = None


def acts(session: Session, actor: User, article: Article | None = None, limit: int = SHOWN) -> list[OwnAct]:
    """This person's newest acts of a kind that can be undone and was not, newest first."""
    events = _events(session, actor, article, limit)
    about: dict[str, set[int]] = {}
    for event in events:
        about.setdefault(event.subject_type, set()).add(event.subject_id)
    rows = {claim.id: claim for claim in _rows(session, Claim, about.get("claim"))}
    pieces = {row.id: row for row in _rows(session, Article, about.get("article"))}
    marked = {flag.id: flag.article for flag in _rows(session, Flag, about.get("flag"))}
    return [
        OwnAct(
            event,
            _possible(session, event),
            claim=rows.get(event.subject_id) if event.subject_type == "claim" else None,
            article={"article": pieces, "flag": marked}.get(event.subject_type, {}).get(event.subject_id),
        )
        for event in events
    ]


def last(session: Session, actor: User) -> AuditEvent | None:
    """The newest act that `undo` would take back now."""
    events = _events(session, actor, None, SHOWN)
    return next((event for event in events if _possible(session, event)), None)


def undo(session: Session, actor: User, event_id: int, *, now: datetime) -> AuditEvent:
    """Take an act of one's own back; raises `Conflict` when something was changed again since."""
    event = session.get(AuditEvent, event_id)
    if event is None or event.actor_id != actor.id or event.name not in UNDOERS:
        raise NotFound("There is nothing to undo.")
    if session.get(UndoneAct, event_id) is not None:
        raise Conflict("This act was undone already.")
    if not _possible(session, event):
        raise Conflict("This was changed again since; it cannot be undone any more.")
    UNDOERS[event.name].undo(session, actor, event, now)
    opposite = audit.newest(session)
    if opposite is not None and opposite.id > event.id:
        session.add(UndoneAct(event_id=event.id, by_event_id=opposite.id))
        session.flush()
    return event


def undo_last(session: Session, actor: User, *, now: datetime) -> AuditEvent:
    """Take this person's newest act back that can be."""
    event = last(session, actor)
    if event is None:
        raise NotFound("There is nothing to undo.")
    return undo(session, actor, event.id, now=now)


def _rows(session: Session, table: type[Row], ids: set[int] | None) -> list[Row]:
    key = table.__table__.c.id
    return list(session.scalars(select(table).where(key.in_(ids)))) if ids else []


def _possible(session: Session, event: AuditEvent) -> bool:
    return UNDOERS[event.name].possible(session, event)


def _events(session: Session, actor: User, article: Article | None, limit: int) -> list[AuditEvent]:
    undone = select(UndoneAct.event_id).union(select(UndoneAct.by_event_id))
    query = select(AuditEvent).where(
        AuditEvent.actor_id == actor.id, AuditEvent.name.in_(UNDOERS), AuditEvent.id.not_in(undone)
    )
    if article is not None:
        query = _within(query, article)
    return list(session.scalars(query.order_by(AuditEvent.id.desc()).limit(limit)))


def _within(query: "Select[AuditEvent]", article: Article) -> "Select[AuditEvent]":
    """Acts on an article, its claims and its flags."""
    subjects = (
        ("claim", select(Claim.id).where(Claim.article_id == article.id)),
        ("flag", select(Flag.id).where(Flag.article_id == article.id)),
    )
    return query.where(
        or_(
            (AuditEvent.subject_type == "article") & (AuditEvent.subject_id == article.id),
            *((AuditEvent.subject_type == table) & AuditEvent.subject_id.in_(ids) for table, ids in subjects),
        )
    )
