"""A claim with everything its page shows around it, in as few questions to the database as it takes."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, select
from sqlalchemy.orm import Session, joinedload

from factcheck.models import Claim, Hold, Sentence
from factcheck.services import progress, repetition
from factcheck.services.errors import NotFound

# How much text stands around a claim on its page, in sentences.
SENTENCES = 2
OPEN = progress.OPEN - {progress.S.SET_ASIDE}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the text around a claim begins and ends, and who else stands there.

    `sharing` are the claims with words of it, `following` is the open one of the same text to go on with,
    `repeated` in how many other claims it is said again.
    """

    start: int
    end: int
    sharing: list[Claim]
    following: Claim | None
    repeated: int


def whole(session: Session, claim_id: int) -> Claim:
    """The claim with article, text, sentence, values and assignee in one statement; raises `NotFound`."""
    query = select(Claim).where(Claim.id == claim_id)
    parts = (
        Claim.article, Claim.article_version, Claim.sentence, Claim.quantity, Claim.time, Claim.assignee,
        Claim.reviewer,
    )  # fmt: skip
    waits = joinedload(Claim.holds).joinedload(Hold.held_by)
    query = query.options(*(joinedload(part) for part in parts), waits)
    claim = session.scalars(query).unique().one_or_none()
    if claim is None:
        raise NotFound("There is no claim with this number.")
    return claim


def around(session: Session, claim: Claim) -> Surroundings:
    """What stands around a claim, in one statement; after the last open claim of a text its first follows.

    The text reaches from its sentence over `SENTENCES` on either side.
    """
    sharing = (Claim.start < claim.end) & (Claim.end > claim.start)
    later = (Claim.start > claim.start) | (
        (Claim.start == claim.start)
        & ((Claim.end < claim.end) | ((Claim.end == claim.end) & (Claim.id > claim.id)))
    )
    following = _open(claim).where(later).limit(1).scalar_subquery()
    first = _open(claim).limit(1).scalar_subquery()
    begin, end = _passage(claim)
    # The claim itself is one of the rows: where the passage lies is told also when nobody else is there.
    near = _beside(claim) & (sharing | (Claim.id == following) | (Claim.id == first))
    said = repetition.times_said()
    query = select(Claim, begin, end, said).where(near | (Claim.id == claim.id))
    found = session.execute(query.order_by(Claim.start, Claim.end.desc(), Claim.id)).all()
    rows = [row for row, *_ in found if row.id != claim.id]
    candidates = [row for row in rows if row.status in OPEN]
    here = _place(claim)
    after = [row for row in candidates if _place(row) > here]
    return Surroundings(
        start=min(found[0][1], claim.start),
        end=max(found[0][2], claim.end),
        sharing=[row for row in rows if row.start < claim.end and claim.start < row.end],
        following=next(iter(after or candidates), None),
        repeated=next(times for row, _, _, times in found if row.id == claim.id),
    )


def _open(claim: Claim) -> "Select[int]":
    query = select(Claim.id).where(_beside(claim), Claim.status.in_(OPEN))
    return query.order_by(Claim.start, Claim.end.desc(), Claim.id)


def _passage(claim: Claim) -> tuple[ScalarSelect[int], ScalarSelect[int]]:
    number = claim.sentence.number
    near = (
        Sentence.article_version_id == claim.article_version_id,
        Sentence.number.between(number - SENTENCES, number + SENTENCES),
    )
    begin = select(func.min(Sentence.start)).where(*near).scalar_subquery()
    return begin, select(func.max(Sentence.end)).where(*near).scalar_subquery()


def _beside(claim: Claim) -> ColumnElement[bool]:
    return and_(
        Claim.article_version_id == claim.article_version_id,
        Claim.dropped_at.is_(None),
        Claim.id != claim.id,
    )


def _place(claim: Claim) -> tuple[int, int, int]:
    return claim.start, -claim.end, claim.id
