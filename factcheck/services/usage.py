"""Where a verdict has been used, for whoever is about to correct or withdraw it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from factcheck.models import AuditEvent, Check, Claim, Match, MatchStatus
from factcheck.services import originals

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Usage:
    """What rests on a claim's verdict, as far as is known.

    `duplicates` are claims answered by it, `matched` claims for which people confirmed that it answers them
    too, `checks` its entries in the library of checks, `exports` the exports since its publication whose
    filters do not leave the claim out.
    """

    duplicates: list[Claim]
    matched: list[Claim]
    checks: list[Check]
    exports: list[AuditEvent]


def of(session: Session, claim: Claim) -> Usage:
    """Everything that used the verdict on this claim."""
    checks = select(Check).where(Check.claim_id == claim.id)
    return Usage(
        duplicates=originals.duplicates_of(session, claim),
        matched=_matched(session, claim),
        checks=list(session.scalars(checks.limit(SHOWN))),
        exports=_exports(session, claim),
    )


def _matched(session: Session, claim: Claim) -> list[Claim]:
    query = (
        select(Claim)
        .join(Match, Match.claim_id == Claim.id)
        .join(Check, Check.id == Match.check_id)
        .where(Check.claim_id == claim.id, Match.status == MatchStatus.CONFIRMED)
        .options(joinedload(Claim.article))
        .order_by(Claim.id)
        .limit(SHOWN)
    )
    return list(session.scalars(query))


def _exports(session: Session, claim: Claim) -> list[AuditEvent]:
    if claim.first_published_at is None:
        return []
    query = (
        select(AuditEvent)
        .where(AuditEvent.name == "export.made", AuditEvent.at >= claim.first_published_at)
        .options(joinedload(AuditEvent.actor))
        .order_by(AuditEvent.id.desc())
        .limit(SHOWN)
    )
    return [event for event in session.scalars(query) if _held(event, claim)]


def _held(event: AuditEvent, claim: Claim) -> bool:
    """Whether the filters of an export let the claim through, by what never changes about it."""
    filters = event.detail["filters"]
    fixed = {"kind": claim.kind.value, "article": claim.article_id, "language": claim.article.language}
    return all(filters.get(key) in (None, value) for key, value in fixed.items())
