"""A person's last acts, and taking one back: one place for everything that can be undone.

An act is undone by the opposite act, with its own audit row; nothing is erased. What was changed again
since, by whomever, is never overwritten: such an act is shown and cannot be undone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from factcheck.models import (
    Article,
    ArticleStatus,
    AuditEvent,
    Claim,
    ClaimEdit,
    Evidence,
    Flag,
    FlagStatus,
    Stance,
    UndoneAct,
    User,
)
from factcheck.services import articles, audit, claims, flags, progress, sources
from factcheck.services.errors import Conflict, NotFound
from factcheck.services.sources import Finding

SHOWN = 30
Row = TypeVar("Row", Claim, Article, Flag)


@dataclass(frozen=True, slots=True)
class OwnAct:
    """One act of a person, what it was about, and whether it could be undone now."""

    event: AuditEvent
    possible: bool
    claim: Claim | None = None
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class Undoer:
    """How an act is taken back: whether things still are as it left them, and the opposite act."""

    possible: Callable[[Session, AuditEvent], bool]
    undo: Callable[[Session, User, AuditEvent, datetime], object]


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


# Claims adjusted by hand: the edit that the same act left.


def _edit(session: Session, event: AuditEvent) -> ClaimEdit | None:
    query = select(ClaimEdit).where(
        ClaimEdit.actor_id == event.actor_id, ClaimEdit.at == event.at, ClaimEdit.undone_at.is_(None)
    )
    return next((edit for edit in session.scalars(query) if str(event.subject_id) in edit.after), None)


def _edit_stands(session: Session, event: AuditEvent) -> bool:
    edit = _edit(session, event)
    return edit is not None and claims.can_undo_edit(session, edit)


def _undo_edit(session: Session, actor: User, event: AuditEvent, now: datetime) -> None:
    edit = _edit(session, event)
    if edit is None:
        raise NotFound("There is nothing to undo.")
    claims.undo_edit(session, actor, edit, now=now)


# Evidence.


def _evidence(session: Session, event: AuditEvent) -> Evidence | None:
    """The evidence an event is about; rows of the log from before its number was kept name none."""
    number = event.detail.get("evidence")
    row = session.get(Evidence, number) if number else None
    return row if row is not None and row.claim.status in progress.OPEN else None


def _evidence_stands(session: Session, event: AuditEvent) -> bool:
    row = _evidence(session, event)
    return row is not None and row.removed_at is None


def _evidence_removed(session: Session, event: AuditEvent) -> bool:
    row = _evidence(session, event)
    return row is not None and row.removed_at is not None


def _evidence_as_changed(session: Session, event: AuditEvent) -> bool:
    row = _evidence(session, event)
    changes = event.detail["changes"]
    return (
        row is not None
        and row.removed_at is None
        and bool(changes)
        and all(sources.plain(getattr(row, key)) == new for key, (_, new) in changes.items())
    )


def _change_back(session: Session, actor: User, event: AuditEvent, now: datetime) -> None:
    row = sources.get_evidence(session, event.detail["evidence"])
    old = {key: before for key, (before, _) in event.detail["changes"].items()}
    finding = Finding(
        stance=Stance(old.get("stance") or row.stance),
        accessed=date.fromisoformat(old["accessed"]) if old.get("accessed") else row.accessed,
        quote=old.get("quote", row.quote),
        note=old.get("note", row.note),
    )
    sources.change(session, actor, row, finding, version=row.version, now=now)


# Flags and articles.


def _flag_as_decided(session: Session, event: AuditEvent) -> bool:
    flag = session.get(Flag, event.subject_id)
    return (
        flag is not None
        and flag.status is not FlagStatus.OPEN
        and (flag.decided_by_id, flag.decided_at) == (event.actor_id, event.at)
    )


def _reopen_flag(session: Session, actor: User, event: AuditEvent, now: datetime) -> None:
    flag = flags.get(session, event.subject_id)
    flags.reopen(session, actor, flag, version=flag.version, now=now)


def _is_archived(session: Session, event: AuditEvent) -> bool:
    article = session.get(Article, event.subject_id)
    return article is not None and article.status is ArticleStatus.ARCHIVED


def _bring_back(session: Session, actor: User, event: AuditEvent, now: datetime) -> None:
    articles.reopen(session, actor, articles.get(session, event.subject_id), now=now)


_EDIT = Undoer(_edit_stands, _undo_edit)
_FLAG = Undoer(_flag_as_decided, _reopen_flag)
# Keyed by the audit event of the act; what is not here cannot be undone.
UNDOERS: dict[str, Undoer] = {
    **dict.fromkeys(
        ("claim.created", "claim.changed", "claim.split", "claim.merged", "claim.dropped"), _EDIT
    ),
    "evidence.added": Undoer(
        _evidence_stands,
        lambda session, actor, event, now: sources.remove(
            session, actor, sources.get_evidence(session, event.detail["evidence"]), now=now
        ),
    ),
    "evidence.removed": Undoer(
        _evidence_removed,
        lambda session, actor, event, now: sources.restore(
            session, actor, sources.get_evidence(session, event.detail["evidence"]), now=now
        ),
    ),
    "evidence.changed": Undoer(_evidence_as_changed, _change_back),
    "flag.upheld": _FLAG,
    "flag.dismissed": _FLAG,
    "article.archived": Undoer(_is_archived, _bring_back),
}
