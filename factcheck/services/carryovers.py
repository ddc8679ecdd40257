"""Claims that a corrected text says differently: what a person decides about each, and taking it back."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from factcheck.models import (
    Article,
    ArticleVersion,
    CarryDecision,
    Carryover,
    Claim,
    ClaimKind,
    ClaimStatus,
    Fate,
    Origin,
    User,
)
from factcheck.services import (
    access,
    articles,
    audit,
    carrying,
    claim_rules,
    claims,
    findings,
    progress,
    shapes,
)
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, InvalidTransition, NotFound, Refused

Decider = Callable[[Session, User, Carryover, datetime], None]


def pending(session: Session, article: Article) -> list[Carryover]:
    """What waits for a decision, in the order of the old text."""
    query = _shown(article).where(Carryover.decision.is_(None)).join(Claim, Claim.id == Carryover.claim_id)
    return list(session.scalars(query.order_by(Claim.start, Claim.end.desc(), Carryover.id)))


def decided(session: Session, article: Article, limit: int = 100) -> list[Carryover]:
    """What people decided about the newest text, the latest first: these can be taken back."""
    query = _shown(article).where(Carryover.decision.is_not(None), Carryover.fate != Fate.EXACT)
    query = query.where(Carryover.decision != CarryDecision.SUPERSEDED)
    return list(
        session.scalars(query.order_by(Carryover.decided_at.desc(), Carryover.id.desc()).limit(limit))
    )


def count_pending(session: Session, article: Article) -> int:
    """How many claims wait for a decision."""
    query = select(func.count(Carryover.id)).join(Claim, Claim.id == Carryover.claim_id)
    return session.scalar(query.where(Claim.article_id == article.id, Carryover.decision.is_(None))) or 0


def get(session: Session, carryover_id: int) -> Carryover:
    """The row with this id; raises `NotFound`."""
    row = session.get(Carryover, carryover_id)
    if row is None:
        raise NotFound("There is no decision with this number.")
    return row


def decide(
    session: Session, actor: User, row: Carryover, decision: CarryDecision, *, version: int, now: datetime
) -> None:
    """Carry a claim over with the new words, make a new claim of these, or leave it with the old text.

    An open claim that is left is dropped; one that was judged stays readable with its text and its verdict.
    """
    access.require(actor, Act.CLAIM_ADJUST)
    if row.version != version:
        raise Conflict("Somebody else has decided on this claim in the meantime; look at it again.")
    if row.decision is not None:
        raise InvalidTransition("This has been decided; undo that first.")
    if decision not in DECIDERS:
        raise Refused("Choose what to do with the claim.")
    if row.start is None and decision is not CarryDecision.LEFT:
        raise Refused("Nothing came in this claim's place: it can only be left with the old text.")
    row.before = carrying.state(row.claim)  # it may have been worked on since
    row.decision, row.decided_by_id, row.decided_at = decision, actor.id, now
    DECIDERS[decision](session, actor, row, now)
    row.claim.updated_at = now
    session.flush()
    if decision is not CarryDecision.LEFT:
        findings.look_up(session, [row.new_claim or row.claim], now=now)
    row.after = carrying.state(row.claim)
    session.flush()


def decide_all(
    session: Session,
    actor: User,
    rows: list[tuple[Carryover, int]],
    decision: CarryDecision,
    *,
    now: datetime,
) -> int:
    """Decide on several (row, version as seen); what has no place in the new text is passed over."""
    chosen = [
        (row, version) for row, version in rows if row.start is not None or decision is CarryDecision.LEFT
    ]
    if not chosen:
        raise Refused("Tick at least one claim first.")
    for row, version in chosen:
        decide(session, actor, row, decision, version=version, now=now)
    return len(chosen)


def undo(session: Session, actor: User, row: Carryover, *, version: int, now: datetime) -> None:
    """Take a decision back: the claim waits again, exactly as it was.

    Raises `Conflict` when the claim, or the one made in its place, was worked on since.
    """
    access.require(actor, Act.CLAIM_ADJUST)
    if row.version != version:
        raise Conflict("Somebody else has decided on this claim in the meantime; look at it again.")
    if row.decision not in DECIDERS or row.fate is Fate.EXACT:
        raise InvalidTransition("There is nothing to undo.")
    if articles.newest_version(session, row.claim.article).id != row.to_version_id:
        raise InvalidTransition("There is a newer text; decide on that one.")
    if carrying.state(row.claim) != row.after:
        raise Conflict("This was changed again since; it cannot be undone any more.")
    if row.new_claim is not None:
        if row.new_claim.status is not ClaimStatus.NEW:
            raise Conflict("This was changed again since; it cannot be undone any more.")
        claim_rules.refuse_loss(session, [row.new_claim])
        row.new_claim.dropped_at = row.new_claim.updated_at = now
    _restore(session, row)
    findings.look_up(session, [row.claim], now=now)
    row.claim.updated_at = now
    row.decision = row.decided_by_id = row.decided_at = row.after = row.new_claim = None
    audit.record(session, actor, "claim.carry_undone", row.claim, now=now, quote=row.claim.quote)


def _carried(session: Session, actor: User, row: Carryover, now: datetime) -> None:
    claim, old = row.claim, row.claim.quote
    _free_place(session, row, now)
    claim.article_version = row.to_version
    claim.sentence = claim_rules.sentence_at(session, row.to_version, *_place(row))
    claims.place(claim, claim.kind, *_place(row))
    if claim.origin is Origin.MACHINE:
        claim.proposed_kind, claim.proposed_label = claim.kind, claim.label
        claim.proposed_start, claim.proposed_end = claim.start, claim.end
    audit.record(session, actor, "claim.carried", claim, now=now, before=old, after=claim.quote)


def _renewed(session: Session, actor: User, row: Carryover, now: datetime) -> None:
    _free_place(session, row, now)
    row.new_claim = claims.new(session, row.to_version, row.claim.kind, *_place(row), now)
    session.add(row.new_claim)
    _leave(row.claim, now)
    session.flush()
    audit.record(
        session, actor, "claim.renewed", row.claim, now=now, before=row.claim.quote, after=row.new_claim.quote
    )


def _left(session: Session, actor: User, row: Carryover, now: datetime) -> None:
    _leave(row.claim, now)
    audit.record(session, actor, "claim.left", row.claim, now=now, quote=row.claim.quote)


DECIDERS: dict[CarryDecision | None, Decider] = {
    CarryDecision.CARRIED: _carried,
    CarryDecision.RENEWED: _renewed,
    CarryDecision.LEFT: _left,
}


def _leave(claim: Claim, now: datetime) -> None:
    if claim.status in progress.OPEN:
        claim.dropped_at = now


def _free_place(session: Session, row: Carryover, now: datetime) -> None:
    """What the machine put on the very words meanwhile gives way, unless somebody has worked on it."""
    start, end = _place(row)
    query = select(Claim).where(
        Claim.article_version_id == row.to_version_id,
        Claim.kind == row.claim.kind,
        Claim.start == start,
        Claim.end == end,
        Claim.dropped_at.is_(None),
    )
    for twin in session.scalars(query):
        if not findings.is_untouched(session, twin):
            raise Conflict("These very words are marked as a claim of this kind already.", field="start")
        twin.dropped_at = twin.updated_at = now
    session.flush()


def _restore(session: Session, row: Carryover) -> None:
    claim, before = row.claim, row.before
    version = session.get_one(ArticleVersion, before["article_version_id"])
    claim.article_version = version
    shapes.restore(claim, before)
    for key in carrying.PROPOSAL:
        setattr(claim, key, before[key])
    claim.proposed_kind = before["proposed_kind"] and ClaimKind(before["proposed_kind"])
    session.flush()
    session.expire(claim, ["sentence"])  # its id was put back


def _place(row: Carryover) -> tuple[int, int]:
    if row.start is None or row.end is None:
        raise Refused("Nothing came in this claim's place: it can only be left with the old text.")
    return row.start, row.end


def _shown(article: Article) -> "Select[Carryover]":
    newest = select(func.max(ArticleVersion.number)).where(ArticleVersion.article_id == article.id)
    to_newest = select(ArticleVersion.id).where(
        ArticleVersion.article_id == article.id, ArticleVersion.number == newest.scalar_subquery()
    )
    query = select(Carryover).where(Carryover.to_version_id == to_newest.scalar_subquery())
    return query.options(
        joinedload(Carryover.claim).joinedload(Claim.sentence),
        joinedload(Carryover.claim).joinedload(Claim.article_version),
        joinedload(Carryover.to_version),
        joinedload(Carryover.decided_by),
        joinedload(Carryover.new_claim),
    )
