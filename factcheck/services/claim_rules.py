"""What no adjustment of a claim by hand may do."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.analysis.spans import trimmed
from factcheck.models import ArticleVersion, Claim, ClaimKind, Evidence, Sentence
from factcheck.services import progress
from factcheck.services.errors import Conflict, InvalidTransition, Refused


def refuse_judged(claim: Claim) -> None:
    """A claim under a verdict keeps its shape: the verdict is about these very words."""
    if claim.first_published_at is not None:
        raise InvalidTransition("The public knows these words with a verdict; they cannot be reshaped.")
    if claim.status not in progress.OPEN:
        raise InvalidTransition("A verdict stands on this claim; it cannot be reshaped now.")


def selection(version: ArticleVersion, start: int, end: int) -> tuple[int, int]:
    """A selection without the white space at its ends; raises `Refused` when nothing is left."""
    length = len(version.text)
    span = trimmed(version.text, max(0, min(start, length)), max(0, min(end, length)))
    if span is None:
        raise Refused("Select some words of the text first.", field="start")
    return span.start, span.end


def sentence_at(session: Session, version: ArticleVersion, start: int, end: int) -> Sentence:
    """The sentence a span begins in; a claim that reaches over several belongs to its first."""
    query = select(Sentence).where(Sentence.article_version_id == version.id, Sentence.end > start)
    sentence = session.scalar(query.order_by(Sentence.start).limit(1))
    if sentence is None or sentence.start >= end:
        raise Refused("Select some words of a sentence.", field="start")
    return sentence


def refuse_twin(
    session: Session,
    version: ArticleVersion,
    kind: ClaimKind,
    start: int,
    end: int,
    but: Collection[int] = (),
) -> None:
    """Two claims of one kind never stand on the very same words; `but` are ids left out of the count."""
    query = select(Claim.id).where(
        Claim.article_version_id == version.id,
        Claim.kind == kind,
        Claim.start == start,
        Claim.end == end,
        Claim.dropped_at.is_(None),
        Claim.id.not_in(but),
    )
    if session.scalar(query.limit(1)) is not None:
        raise Conflict("These very words are marked as a claim of this kind already.", field="start")


def refuse_loss(session: Session, claims: list[Claim]) -> None:
    """Claims with evidence are not dropped: it would vanish from sight with them."""
    query = select(Evidence.id).where(
        Evidence.claim_id.in_([claim.id for claim in claims]), Evidence.removed_at.is_(None)
    )
    if session.scalar(query.limit(1)) is not None:
        raise InvalidTransition("There is evidence on this claim; remove that first.")
