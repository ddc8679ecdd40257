"""How each act is taken back: whether things still are as it left them, and the opposite act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import (
    Article,
    ArticleStatus,
    AuditEvent,
    ClaimEdit,
    Comment,
    Evidence,
    Flag,
    FlagStatus,
    Match,
    Stance,
    User,
)
from factcheck.services import (
    articles,
    claims,
    comments,
    duplicates,
    flag_bulk,
    flags,
    match_decisions,
    progress,
    retracing,
    sources,
)
from factcheck.services.errors import NotFound
from factcheck.services.sources import Finding


@dataclass(frozen=True, slots=True)
class Undoer:
    """How an act is taken back: whether things still are as it left them, and the opposite act."""

    possible: Callable[[Session, AuditEvent], bool]
    undo: Callable[[Session, User, AuditEvent, datetime], object]


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


# Steps of progress and planning: what each wrote is kept beside the log.


def _step_stands(session: Session, event: AuditEvent) -> bool:
    move = retracing.of(session, event)
    return move is not None and retracing.can_undo(session, move)


def _step_back(session: Session, actor: User, event: AuditEvent, now: datetime) -> None:
    move = retracing.of(session, event)
    if move is None:
        raise NotFound("There is nothing to undo.")
    retracing.undo(session, actor, move, now=now)


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


# Comments.


def _comment_is(wanted: Callable[[Comment], bool]) -> Callable[[Session, AuditEvent], bool]:
    def possible(session: Session, event: AuditEvent) -> bool:
        comment = session.get(Comment, event.detail["comment"])
        return comment is not None and wanted(comment)

    return possible


def _comment_as_edited(session: Session, event: AuditEvent) -> bool:
    comment = session.get(Comment, event.detail["comment"])
    return comment is not None and comment.text == event.detail["changes"]["text"][1]


def _on_comment(act: Callable[..., object], *, versioned: bool = True) -> Callable[..., object]:
    def undo_it(session: Session, actor: User, event: AuditEvent, now: datetime) -> None:
        comment = comments.get(session, event.detail["comment"])
        version = {"version": comment.version} if versioned else {}
        act(session, actor, comment, now=now, **version)

    return undo_it


def _edit_comment_back(session: Session, actor: User, event: AuditEvent, now: datetime) -> None:
    comment = comments.get(session, event.detail["comment"])
    before = event.detail["changes"]["text"][0]
    comments.edit(session, actor, comment, before, version=comment.version, now=now)


# Earlier fact-checks, and claims that say the same.


def _match_as_decided(session: Session, event: AuditEvent) -> bool:
    match = session.get(Match, event.detail["match"])
    return match is not None and (match.decided_by_id, match.decided_at) == (event.actor_id, event.at)


def _reopen_match(session: Session, actor: User, event: AuditEvent, now: datetime) -> None:
    match = match_decisions.get(session, event.detail["match"])
    match_decisions.reopen(session, actor, match, version=match.version, now=now)


_MATCH = Undoer(_match_as_decided, _reopen_match)
_EDIT = Undoer(_edit_stands, _undo_edit)
_FLAG = Undoer(_flag_as_decided, _reopen_flag)
# Keyed by the audit event of the act; what is not here cannot be undone.
UNDOERS: dict[str, Undoer] = {
    **dict.fromkeys(
        ("claim.created", "claim.changed", "claim.split", "claim.merged", "claim.dropped"), _EDIT
    ),
    **dict.fromkeys(retracing.EVENTS, Undoer(_step_stands, _step_back)),
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
    "comment.added": Undoer(
        _comment_is(lambda comment: comment.deleted_at is None), _on_comment(comments.delete)
    ),
    "comment.deleted": Undoer(
        _comment_is(lambda comment: comment.deleted_at is not None),
        _on_comment(comments.restore, versioned=False),
    ),
    "comment.edited": Undoer(_comment_as_edited, _edit_comment_back),
    "comment.resolved": Undoer(
        _comment_is(lambda comment: comment.resolved_at is not None), _on_comment(comments.reopen)
    ),
    **dict.fromkeys(("flag.upheld", "flag.dismissed", "flag.reword_asked", "flag.reworded"), _FLAG),
    "flag.bulk_decided": Undoer(
        lambda session, event: bool(flag_bulk.standing(session, event)),
        lambda session, actor, event, now: flag_bulk.undo(session, actor, event.id, now=now),
    ),
    "match.confirmed": _MATCH,
    "match.rejected": _MATCH,
    "claim.kept_apart": Undoer(
        lambda session, event: duplicates.is_kept_apart(session, event.subject_id),
        lambda session, actor, event, now: duplicates.put_together(
            session, actor, progress.get(session, event.subject_id), now=now
        ),
    ),
    "article.archived": Undoer(_is_archived, _bring_back),
}
