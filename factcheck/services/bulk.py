"""One act on many claims at once: looked at before it is done, and taken back in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import BulkAct, Claim, User
from factcheck.services import access, audit, duplicates, originals, undo
from factcheck.services.bulk_deeds import AIMED, DEEDS, Aim, BulkKind
from factcheck.services.claim_filter import ClaimFilter, filtered, with_verdict
from factcheck.services.errors import Conflict, FactcheckError, NotFound, Refused

# More than anybody looks through before a click; a larger list is narrowed first.
MOST = 500


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act would do: to which claims, and which it would leave alone.

    Those left alone stand in a state that does not allow it, or are as the act would make them.
    """

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


def preview(
    session: Session, actor: User, kind: BulkKind, claim_ids: Sequence[int], aim: Aim | None = None
) -> Preview:
    """What the act would do now; nothing is changed.

    Without an `aim`, where the kind needs one, every claim counts whose state allows it.
    """
    if aim is None and kind not in AIMED:
        aim = Aim()
    rows = session.scalars(select(Claim).where(Claim.id.in_(claim_ids)).order_by(Claim.id)).all()
    fit = {claim.id for claim in rows if DEEDS[kind].fits(claim, actor, aim)}
    if kind is BulkKind.ANSWER:
        fit &= duplicates.leaders(session, rows).keys() - originals.answering(session, fit)
    return Preview(
        kind,
        tuple(claim for claim in rows if claim.id in fit),
        tuple(claim for claim in rows if claim.id not in fit),
    )


def do(
    session: Session,
    actor: User,
    kind: BulkKind,
    claim_ids: Sequence[int],
    aim: Aim = Aim(),  # noqa: B008 (frozen)
    *,
    now: datetime,
) -> tuple[BulkAct, Preview]:
    """Do the act to every claim that allows it; each is an act of its own in the log.

    Raises `Refused` when there is none, or when the aim that the kind needs is not given.
    """
    deed = DEEDS[kind]
    access.require(actor, deed.act)
    audit.take_turn(session)
    deed.check_aim(aim)
    planned = preview(session, actor, kind, claim_ids, aim)
    if len(planned.skipped) == 1 and not planned.claims:
        deed.check(planned.skipped[0], actor)  # says what stands in its way
    if not planned.claims:
        raise Refused("Tick at least one claim for which this can be done.")
    events = []
    for claim in planned.claims:
        deed.do(session, actor, claim, aim, now)
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
