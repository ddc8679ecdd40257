"""Claims of the desk that say the same: found when they are stored, grouped, and kept apart by people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from factcheck.analysis.likeness import Likeness
from factcheck.analysis.matching import compare
from factcheck.analysis.terms import terms
from factcheck.models import Article, ArticleStatus, Claim, Library, MatchEntry, NearDuplicate, User
from factcheck.services import access, audit, postings
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, NotFound
from factcheck.services.postings import Indexed

# Fewer terms say too little: "im Mai" stands in every second text.
FEWEST_TERMS = 3
_COMPARED = 20
PAGE = 50


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that say the same, the earliest first."""

    leader_id: int
    claims: tuple[Claim, ...]


def index(session: Session, claims: Sequence[Claim], *, now: datetime) -> None:
    """Make claims findable for others that say the same, and find the earlier ones they repeat.

    To be called whenever the words of claims are new; what a person kept apart stays apart.
    """
    texts = {
        claim.id: Indexed(claim.article.language, terms(claim.quote, claim.article.language))
        for claim in claims
    }
    telling = {row_id: text for row_id, text in texts.items() if len(set(text.terms)) >= FEWEST_TERMS}
    postings.put(session, Library.CLAIMS, telling)
    postings.take_out(session, Library.CLAIMS, [row_id for row_id in texts if row_id not in telling])
    known = {
        row.claim_id: row
        for row in session.scalars(select(NearDuplicate).where(NearDuplicate.claim_id.in_(list(texts))))
    }
    for claim in claims:
        row = known.get(claim.id)
        if row is not None and row.kept_apart_at is not None:
            continue
        found = _earlier(session, claim, telling[claim.id]) if claim.id in telling else None
        if row is not None:
            session.delete(row)
            session.flush()
        if found is not None:
            leader, score = found
            session.add(NearDuplicate(claim_id=claim.id, leader_id=leader, score=score, found_at=now))
            session.flush()


def forget(session: Session, claims: Sequence[Claim]) -> None:
    """Take claims out of the index before they are deleted."""
    postings.take_out(session, Library.CLAIMS, [claim.id for claim in claims])


def group_of(session: Session, claim: Claim) -> Group | None:
    """The claims that say the same as this one, itself included; None when there is no other."""
    leader = select(NearDuplicate.leader_id).where(
        NearDuplicate.claim_id == claim.id, NearDuplicate.kept_apart_at.is_(None)
    )
    found = groups_led_by(session, select(func.coalesce(leader.scalar_subquery(), claim.id)))
    return found[0] if found else None


def groups(session: Session, after: int = 0, limit: int = PAGE) -> list[Group]:
    """Groups of claims in open articles by the id of their leader; `after` is the last leader before."""
    members = (
        select(NearDuplicate.leader_id)
        .join(Claim, Claim.id == NearDuplicate.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .where(
            NearDuplicate.kept_apart_at.is_(None),
            NearDuplicate.leader_id > after,
            Claim.dropped_at.is_(None),
            Article.status == ArticleStatus.OPEN,
        )
        .group_by(NearDuplicate.leader_id)
        .order_by(NearDuplicate.leader_id)
        .limit(limit)
    )
    return groups_led_by(session, members.subquery().select())


def groups_led_by(session: Session, leaders: object) -> list[Group]:
    """The groups of these leaders with more than one claim left, in one query."""
    ids = leaders
    query = (
        select(Claim, NearDuplicate.leader_id)
        .outerjoin(
            NearDuplicate,
            (NearDuplicate.claim_id == Claim.id) & NearDuplicate.kept_apart_at.is_(None),
        )
        .where(Claim.dropped_at.is_(None), or_(Claim.id.in_(ids), NearDuplicate.leader_id.in_(ids)))  # type: ignore[arg-type]
        .options(joinedload(Claim.article))
        .order_by(Claim.id)
    )
    found: dict[int, list[Claim]] = {}
    for claim, leader_id in session.execute(query):
        found.setdefault(leader_id or claim.id, []).append(claim)
    return [Group(leader, tuple(claims)) for leader, claims in sorted(found.items()) if len(claims) > 1]


def leaders(session: Session, claims: Sequence[Claim]) -> dict[int, Claim]:
    """By id of a claim, the earlier one it repeats; claims that repeat none are left out."""
    query = (
        select(NearDuplicate)
        .join(Claim, Claim.id == NearDuplicate.leader_id)
        .where(
            NearDuplicate.claim_id.in_([claim.id for claim in claims]),
            NearDuplicate.kept_apart_at.is_(None),
            Claim.dropped_at.is_(None),
        )
        .options(joinedload(NearDuplicate.leader))
    )
    return {row.claim_id: row.leader for row in session.scalars(query)}


def keep_apart(session: Session, actor: User, claim: Claim, *, now: datetime) -> None:
    """Say that a claim does not say the same as the group it was put in; it is not put there again."""
    access.require(actor, Act.CLAIM_TRIAGE)
    row = _row(session, claim)
    if row.kept_apart_at is not None:
        raise Conflict("This claim was kept apart already.")
    row.kept_apart_at, row.kept_apart_by = now, actor
    audit.record(session, actor, "claim.kept_apart", claim, now=now, leader=row.leader_id)


def put_together(session: Session, actor: User, claim: Claim, *, now: datetime) -> None:
    """Undo: the claim belongs to its group again."""
    access.require(actor, Act.CLAIM_TRIAGE)
    row = _row(session, claim)
    if row.kept_apart_at is None:
        raise Conflict("This claim belongs to its group already.")
    row.kept_apart_at = row.kept_apart_by = None
    audit.record(session, actor, "claim.put_together", claim, now=now, leader=row.leader_id)


def is_kept_apart(session: Session, claim_id: int) -> bool:
    """Whether a person said that a claim is no duplicate."""
    row = session.get(NearDuplicate, claim_id)
    return row is not None and row.kept_apart_at is not None


def _row(session: Session, claim: Claim) -> NearDuplicate:
    row = session.get(NearDuplicate, claim.id)
    if row is None:
        raise NotFound("No other claim says the same as this one.")
    return row


def _earlier(session: Session, claim: Claim, text: Indexed) -> tuple[int, int] | None:
    """The leader of the claims this one repeats, and how alike they are."""
    asked = postings.query(session, Library.CLAIMS, text)
    if asked is None:
        return None
    near = (
        select(Claim.id, Claim.quote, NearDuplicate.leader_id)
        .join(MatchEntry, MatchEntry.claim_id == Claim.id)
        .outerjoin(
            NearDuplicate, (NearDuplicate.claim_id == Claim.id) & NearDuplicate.kept_apart_at.is_(None)
        )
        .where(
            MatchEntry.id.in_(postings.best(session, asked)[:_COMPARED]),
            Claim.id < claim.id,
            Claim.kind == claim.kind,
            Claim.dropped_at.is_(None),
        )
        .order_by(Claim.id)
    )
    for row in session.execute(near):
        compared = compare(claim.quote, row.quote, text.language)
        if compared.likeness is Likeness.SAME:
            return row.leader_id or row.id, compared.score
    return None
