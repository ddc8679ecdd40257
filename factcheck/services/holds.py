"""Claims that wait for somebody outside, and the right of reply: whom we asked, what they said."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from factcheck.models import Claim, Hold, HoldReason, User
from factcheck.services import access, audit, moves, progress
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, NotFound, Refused

LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a claim waits for; None is unknown or not yet."""

    reason: HoldReason
    note: str | None = None
    asked_whom: str | None = None
    asked_on: date | None = None
    deadline: date | None = None
    answered_on: date | None = None
    answer: str | None = None


def hold(
    session: Session, actor: User, claim: Claim, waiting: Waiting, *, version: int, now: datetime
) -> Hold:
    """Let a claim wait, saying for what."""
    progress.check_version(claim, version)
    _check(waiting, now)
    before = moves.fields(claim)
    progress.move(claim, actor, "claim.held", now=now)
    row = Hold(claim_id=claim.id, held_by_id=actor.id, held_at=now)
    _write(row, waiting)
    session.add(row)
    moves.note(session, actor, claim, "claim.held", before, now=now)
    audit.record(
        session,
        actor,
        "claim.held",
        claim,
        now=now,
        waits_for=waiting.reason.value,
        whom=row.asked_whom or row.note,
    )
    return row


def change(
    session: Session, actor: User, row: Hold, waiting: Waiting, *, version: int, now: datetime
) -> None:
    """Note an answer, or put right what was said about the waiting; also after the claim went on."""
    access.require(actor, Act.CLAIM_TRIAGE)
    if row.version != version:
        raise Conflict("Somebody else has changed this in the meantime; look at it again.")
    _check(waiting, now)
    _write(row, waiting)
    audit.record(
        session,
        actor,
        "claim.hold_changed",
        row.claim,
        now=now,
        answered_on=row.answered_on and row.answered_on.isoformat(),
        deadline=row.deadline and row.deadline.isoformat(),
    )


def resume(session: Session, actor: User, claim: Claim, *, version: int, now: datetime) -> None:
    """Go on with a claim that waited."""
    progress.check_version(claim, version)
    before = moves.fields(claim)
    progress.move(claim, actor, "claim.resumed", now=now)
    end(session, actor, claim, now=now)
    moves.note(session, actor, claim, "claim.resumed", before, now=now)
    audit.record(session, actor, "claim.resumed", claim, now=now)


def end(session: Session, actor: User, claim: Claim, *, now: datetime) -> None:
    """Close the time of waiting that is open, if there is one."""
    row = session.scalar(select(Hold).where(Hold.claim_id == claim.id, Hold.ended_at.is_(None)))
    if row is not None:
        row.ended_at, row.ended_by_id = now, actor.id


def begin_again(session: Session, claim: Claim) -> None:
    """Open the newest time of waiting again."""
    query = select(Hold).where(Hold.claim_id == claim.id).order_by(Hold.id.desc()).limit(1)
    row = session.scalar(query)
    if row is not None:
        row.ended_at = row.ended_by_id = None


def of(session: Session, claim: Claim) -> list[Hold]:
    """Every time a claim has waited, newest first."""
    query = select(Hold).where(Hold.claim_id == claim.id).options(joinedload(Hold.held_by))
    return list(session.scalars(query.order_by(Hold.id.desc())))


def get(session: Session, hold_id: int) -> Hold:
    """The time of waiting with this id; raises `NotFound`."""
    row = session.get(Hold, hold_id)
    if row is None:
        raise NotFound("There is no hold with this number.")
    return row


def _write(row: Hold, waiting: Waiting) -> None:
    row.reason = waiting.reason
    row.note = (waiting.note or "").strip() or None
    row.asked_whom = (waiting.asked_whom or "").strip()[:LONGEST_NAME] or None
    row.asked_on, row.deadline = waiting.asked_on, waiting.deadline
    row.answered_on, row.answer = waiting.answered_on, (waiting.answer or "").strip() or None


def _check(waiting: Waiting, now: datetime) -> None:
    if waiting.reason is HoldReason.REPLY:
        if not (waiting.asked_whom or "").strip():
            raise Refused("Say whom you asked for a reply.", field="asked_whom")
        if waiting.asked_on is None:
            raise Refused("Say on which day you asked.", field="asked_on")
    if waiting.reason is HoldReason.OTHER and not (waiting.note or "").strip():
        raise Refused("Say what the claim waits for.", field="note")
    if waiting.asked_on is not None and waiting.asked_on > now.date():
        raise Refused("The day you asked cannot lie in the future.", field="asked_on")
    for field in ("deadline", "answered_on"):
        day = getattr(waiting, field)
        if day is not None and waiting.asked_on is not None and day < waiting.asked_on:
            raise Refused("This day lies before the day you asked.", field=field)
    if waiting.answered_on is not None and waiting.answered_on > now.date():
        raise Refused("The day of the answer cannot lie in the future.", field="answered_on")
    if (waiting.answer or "").strip() and waiting.answered_on is None:
        raise Refused("Say on which day the answer came.", field="answered_on")
