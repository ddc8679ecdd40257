"""One act on many claims at once: looked at before it is done, and taken back in one go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import BulkAct, Claim, User
from factcheck.services import access, audit, duplicates, originals, progress, undo
from factcheck.services.access import Act
from factcheck.services.claim_filter import ClaimFilter, filtered, with_verdict
from factcheck.services.errors import Conflict, FactcheckError, NotFound, Refused

# More than anybody looks through before a click; a larger list is narrowed first.
MOST = 500


class BulkKind(StrEnum):
    """What can be done to many claims at once."""

    TRIAGE = "triage"
    SET_ASIDE = "set_aside"
    TAKE = "take"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act would do: to which claims, and which it would leave alone because of their state."""

    kind: BulkKind
    claims: tuple[Claim, ...]
    skipped: tuple[Claim, ...]


def matching(session: Session, wanted: ClaimFilter) -> list[int]:
    """The ids of the claims that a filter lets through; raises `Refused` for more than `MOST`."""
    query = filtered(with_verdict(select(Claim.id)), wanted).order_by(Claim.id).limit(MOST + 1)
    ids = list(session.scalars(query))
    if len(ids) > MOST:
        raise Refused("More than %(most)s claims match; narrow the list first.", most=MOST)
    return ids


def preview(session: Session, actor: User, kind: BulkKind, claim_ids: Sequence[int]) -> Preview:
    """What the act would do now; nothing is changed."""
    rows = session.scalars(select(Claim).where(Claim.id.in_(claim_ids)).order_by(Claim.id)).all()
    event = _EVENTS[kind]
    fit = {claim.id for claim in rows if event in progress.possible(claim, actor)}
    if kind is BulkKind.TAKE:
        fit -= {claim.id for claim in rows if claim.assignee_id == actor.id}
    elif kind is BulkKind.ANSWER:
        fit &= duplicates.leaders(session, rows).keys() - originals.answering(session, fit)
    return Preview(
        kind,
        tuple(claim for claim in rows if claim.id in fit),
        tuple(claim for claim in rows if claim.id not in fit),
    )


def do(
    session: Session, actor: User, kind: BulkKind, claim_ids: Sequence[int], *, now: datetime
) -> tuple[BulkAct, Preview]:
    """Do the act to every claim whose state allows it; each is an act of its own in the log.

    Raises `Refused` when there is none.
    """
    access.require(actor, Act.CLAIM_TRIAGE)
    audit.take_turn(session)
    planned = preview(session, actor, kind, claim_ids)
    if len(planned.skipped) == 1 and not planned.claims:
        progress.check(planned.skipped[0], actor, _EVENTS[kind])  # says what stands in its way
    if not planned.claims:
        raise Refused("Tick at least one claim for which this can be done.")
    events = []
    for claim in planned.claims:
        _DO[kind](session, actor, claim, now)
        newest = audit.newest(session)
        if newest is not None:
            events.append(newest.id)
    row = BulkAct(actor_id=actor.id, act=kind.value, at=now, before={"events": events}, after={})
    session.add(row)
    session.flush()
    return row, planned


def take_back(session: Session, actor: User, bulk_id: int, *, now: datetime) -> tuple[int, int]:
    """Undo a bulk act of one's own, newest claim first; returns how many were undone and how many not.

    What somebody has changed since is left alone.
    """
    row = session.get(BulkAct, bulk_id)
    if row is None or row.actor_id != actor.id:
        raise NotFound("There is nothing to undo.")
    if row.undone_at is not None:
        raise Conflict("This act was undone already.")
    undone = 0
    for event_id in reversed(row.before["events"]):
        try:
            undo.undo(session, actor, event_id, now=now)
        except FactcheckError:
            continue
        undone += 1
    if not undone:
        raise Conflict("This was changed again since; it cannot be undone any more.")
    row.undone_at = now
    return undone, len(row.before["events"]) - undone


def _triage(session: Session, actor: User, claim: Claim, now: datetime) -> None:
    progress.triage(session, actor, claim, version=claim.version, now=now)


def _set_aside(session: Session, actor: User, claim: Claim, now: datetime) -> None:
    progress.set_aside(session, actor, claim, version=claim.version, now=now)


def _take(session: Session, actor: User, claim: Claim, now: datetime) -> None:
    progress.assign(session, actor, claim, actor, version=claim.version, now=now)


def _answer(session: Session, actor: User, claim: Claim, now: datetime) -> None:
    leader = duplicates.leaders(session, [claim])[claim.id]
    originals.mark(session, actor, claim, leader, version=claim.version, now=now)


_EVENTS = {
    BulkKind.TRIAGE: "claim.triaged",
    BulkKind.SET_ASIDE: "claim.set_aside",
    BulkKind.TAKE: "claim.assigned",
    BulkKind.ANSWER: "claim.marked_duplicate",
}
_DO: dict[BulkKind, Callable[[Session, User, Claim, datetime], None]] = {
    BulkKind.TRIAGE: _triage,
    BulkKind.SET_ASIDE: _set_aside,
    BulkKind.TAKE: _take,
    BulkKind.ANSWER: _answer,
}
