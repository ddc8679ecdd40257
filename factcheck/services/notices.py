"""Who is told of which act: derived from the log's own events, so that no act can forget to tell.

`audit.record` calls `announce` for every event; whoever did an act is never told of it. Reading one's
notifications is no act and leaves nothing in the log.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import ScalarSelect, delete, func, select, update
from sqlalchemy.orm import Session, joinedload

from factcheck.models import (
    AuditEvent,
    Claim,
    Comment,
    Hold,
    LoginSession,
    Notification,
    NotificationKind,
    Role,
    User,
    Verdict,
)
from factcheck.services.mentions import mentioned

K = NotificationKind
PAGE = 50
# A deadline is told of when the desk opens on its day.
OPENS = time(7, 0)
DESK_ZONE = ZoneInfo("Europe/Berlin")
Told = Iterable[tuple[int | None, NotificationKind]]


def announce(session: Session, event: AuditEvent) -> None:
    """Write the notifications of an event that was just recorded."""
    teller = TELLERS.get(event.name)
    told: dict[int, NotificationKind] = {}
    for user_id, kind in teller(session, event) if teller else ():
        if user_id is not None and user_id != event.actor_id:
            told.setdefault(user_id, kind)  # who is called and answered at once is told once
    session.add_all(_notification(event, user_id, kind, event.at) for user_id, kind in told.items())
    if event.name in WAITING:
        _tell_of_deadline(session, event)


def latest(session: Session, actor: User, *, now: datetime, before: int | None = None) -> list[Notification]:
    """Up to `PAGE` + 1 of this person's notifications, newest first; `before` is the last one's id."""
    query = (
        select(Notification)
        .where(Notification.user_id == actor.id, Notification.at <= now)
        .options(
            joinedload(Notification.event).joinedload(AuditEvent.actor),
            joinedload(Notification.claim).joinedload(Claim.article),
        )
        .order_by(Notification.at.desc(), Notification.id.desc())
        .limit(PAGE + 1)
    )
    last = session.get(Notification, before) if before is not None else None
    if last is not None:
        later = (Notification.at < last.at) | ((Notification.at == last.at) & (Notification.id < last.id))
        query = query.where(later)
    return list(session.scalars(query))


def read(session: Session, actor: User, notification_id: int | None = None, *, now: datetime) -> None:
    """Mark one of this person's notifications as read, or all there are by now."""
    query = update(Notification).where(
        Notification.user_id == actor.id, Notification.at <= now, Notification.read_at.is_(None)
    )
    if notification_id is not None:
        query = query.where(Notification.id == notification_id)
    session.execute(query.values(read_at=now))


def read_on(session: Session, actor: User, claim: Claim, *, now: datetime) -> None:
    """Mark what a person was told about a claim as read, because they are looking at it."""
    session.execute(
        update(Notification)
        .where(Notification.user_id == actor.id, Notification.claim_id == claim.id)
        .where(Notification.at <= now, Notification.read_at.is_(None))
        .values(read_at=now)
    )


def unread_now(now: datetime) -> "ScalarSelect[int]":
    """How many notifications wait for the person of a session, as a column of the query that loads it."""
    return (
        select(func.count(Notification.id))
        .where(
            Notification.user_id == LoginSession.user_id,
            Notification.read_at.is_(None),
            Notification.at <= now,
        )
        .correlate(LoginSession)
        .scalar_subquery()
    )


def _notification(event: AuditEvent, user_id: int, kind: NotificationKind, at: datetime) -> Notification:
    claim_id = event.subject_id if event.subject_type == Claim.__tablename__ else None
    return Notification(user_id=user_id, kind=kind, event_id=event.id, claim_id=claim_id, at=at)


def _assignee(session: Session, event: AuditEvent) -> Told:
    return [(session.get_one(Claim, event.subject_id).assignee_id, K.ASSIGNED)]


def _author(kind: NotificationKind) -> Callable[[Session, AuditEvent], Told]:
    """Tell whoever wrote the newest verdict."""

    def tell(session: Session, event: AuditEvent) -> Told:
        query = select(Verdict.author_id).where(Verdict.claim_id == event.subject_id)
        return [(session.scalar(query.order_by(Verdict.number.desc()).limit(1)), kind)]

    return tell


def _comment(session: Session, event: AuditEvent) -> Comment:
    return session.get_one(Comment, event.detail["comment"])


def _commented(session: Session, event: AuditEvent) -> Told:
    comment = _comment(session, event)
    told: list[tuple[int | None, NotificationKind]] = [
        (user_id, K.MENTIONED) for user_id in _called(session, comment.text)
    ]
    if comment.reply_to_id is not None:
        query = select(Comment.author_id).where(
            (Comment.id == comment.reply_to_id) | (Comment.reply_to_id == comment.reply_to_id)
        )
        told += [(user_id, K.REPLIED) for user_id in session.scalars(query.distinct())]
    return told


def _edited(session: Session, event: AuditEvent) -> Told:
    """Who is called only since the correction."""
    before, after = event.detail["changes"]["text"]
    known = set(_called(session, before))
    return [(user_id, K.MENTIONED) for user_id in _called(session, after) if user_id not in known]


def _called(session: Session, text: str) -> Iterable[int]:
    names = mentioned(text)
    if not names:
        return []
    return session.scalars(
        select(User.id).where(User.name.in_(names), User.is_active).order_by(User.id)
    ).all()


def _settled(session: Session, event: AuditEvent) -> Told:
    return [(_comment(session, event).author_id, K.RESOLVED)]


def _editors(session: Session, _event: AuditEvent) -> Told:
    query = select(User.id).where(User.role.in_([Role.EDITOR, Role.ADMINISTRATOR]), User.is_active)
    return [(user_id, K.CHANGED) for user_id in session.scalars(query.order_by(User.id))]


def _tell_of_deadline(session: Session, event: AuditEvent) -> None:
    """Whoever works on the claim hears of the deadline when its day comes, unless the waiting ends before."""
    claim = session.get_one(Claim, event.subject_id)
    session.execute(
        delete(Notification).where(
            Notification.claim_id == claim.id, Notification.kind == K.DEADLINE, Notification.at > event.at
        )
    )
    hold = session.scalar(select(Hold).where(Hold.claim_id == claim.id, Hold.ended_at.is_(None)))
    if hold is None or hold.deadline is None or hold.answered_on is not None:
        return
    at = datetime.combine(hold.deadline, OPENS, DESK_ZONE)
    for user_id in {claim.assignee_id or hold.held_by_id, hold.held_by_id}:
        session.add(_notification(event, user_id, K.DEADLINE, max(at, event.at)))


TELLERS: dict[str, Callable[[Session, AuditEvent], Told]] = {
    "claim.assigned": _assignee,
    "comment.added": _commented,
    "comment.edited": _edited,
    "comment.resolved": _settled,
    "comment.reopened": _settled,
    **dict.fromkeys(("verdict.sent_back", "verdict.ruled_back", "verdict.reopened"), _author(K.SENT_BACK)),
    **dict.fromkeys(
        (
            "verdict.approved",
            "verdict.disputed",
            "verdict.adjudicated",
            "verdict.published",
            "verdict.corrected",
            "verdict.retracted",
            "correction.opened",
        ),
        _author(K.DECIDED),
    ),
    "claim.text_changed": _editors,
}
# After these a claim waits, waits for something else, or waits no longer.
WAITING = frozenset({"claim.held", "claim.resumed", "claim.hold_changed", "claim.step_undone"})
