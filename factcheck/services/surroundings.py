"""A claim with everything its page shows around it, in as few questions to the database as it takes."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, joinedload

from factcheck.models import Claim, Sentence
from factcheck.services import progress
from factcheck.services.errors import NotFound

# How much text stands around a claim on its page, in sentences.
SENTENCES = 2
OPEN = progress.OPEN - {progress.S.SET_ASIDE}


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The claims that share words with one, and the open claim of the same text to go on with."""

    sharing: list[Claim]
    following: Claim | None


def whole(session: Session, claim_id: int) -> Claim:
    """The claim with article, text, sentence, values and assignee in one statement; raises `NotFound`."""
    query = select(Claim).where(Claim.id == claim_id)
    parts = (
        Claim.article, Claim.article_version, Claim.sentence, Claim.quantity, Claim.time, Claim.assignee,
    )  # fmt: skip
    claim = session.scalar(query.options(*(joinedload(part) for part in parts)))
    if claim is None:
        raise NotFound("There is no claim with this number.")
    return claim


def passage(session: Session, claim: Claim) -> tuple[int, int]:
    """Where the text around a claim begins and ends: its sentence and `SENTENCES` on either side."""
    number = claim.sentence.number
    query = select(Sentence.start, Sentence.end).where(
        Sentence.article_version_id == claim.article_version_id,
        Sentence.number.between(number - SENTENCES, number + SENTENCES),
    )
    near = session.execute(query.order_by(Sentence.number)).all()
    return min(near[0].start, claim.start), max(near[-1].end, claim.end)


def neighbours(session: Session, claim: Claim) -> Neighbours:
    """Who stands around a claim; after the last open claim of a text its first one follows."""
    sharing = (Claim.start < claim.end) & (Claim.end > claim.start)
    later = (Claim.start > claim.start) | (
        (Claim.start == claim.start)
        & ((Claim.end < claim.end) | ((Claim.end == claim.end) & (Claim.id > claim.id)))
    )
    following = _open(claim).where(later).limit(1).scalar_subquery()
    first = _open(claim).limit(1).scalar_subquery()
    query = select(Claim).where(*_beside(claim), sharing | (Claim.id == following) | (Claim.id == first))
    rows = session.scalars(query.order_by(Claim.start, Claim.end.desc(), Claim.id)).all()
    candidates = [row for row in rows if row.status in OPEN]
    here = _place(claim)
    after = [row for row in candidates if _place(row) > here]
    return Neighbours(
        sharing=[row for row in rows if row.start < claim.end and claim.start < row.end],
        following=next(iter(after or candidates), None),
    )


def _open(claim: Claim) -> "Select[int]":
    query = select(Claim.id).where(*_beside(claim), Claim.status.in_(OPEN))
    return query.order_by(Claim.start, Claim.end.desc(), Claim.id)


def _beside(claim: Claim) -> tuple[ColumnElement[bool], ...]:
    return (
        Claim.article_version_id == claim.article_version_id,
        Claim.dropped_at.is_(None),
        Claim.id != claim.id,
    )


def _place(claim: Claim) -> tuple[int, int, int]:
    return claim.start, -claim.end, claim.id
