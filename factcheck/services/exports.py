"""Verdicts out of the house: rows of the database as records, one a claim, in a stable order."""

from datetime import datetime
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.formats.verdicts import VerdictTable
from factcheck.models import Claim, User
from factcheck.services import access, audit, export_blocks
from factcheck.services.access import Act
from factcheck.services.claim_filter import ClaimFilter, filtered, with_verdict


def note(session: Session, actor: User, form: str, wanted: ClaimFilter, *, now: datetime) -> None:
    """Record that somebody exports: who took what out of the house, and when."""
    access.require(actor, Act.EXPORT)
    filters = {
        "statuses": [status.value for status in wanted.statuses or ()],
        "kind": wanted.kind,
        "article": wanted.article_id,
        "assignee": wanted.assignee_id,
        "rating": wanted.rating,
        "language": wanted.language,
        "archived": wanted.archived,
    }
    filters = {key: value for key, value in filters.items() if value}
    audit.record(session, actor, "export.made", actor, now=now, format=form, filters=filters)


def records(session: Session, wanted: ClaimFilter) -> VerdictTable:
    """Every claim the filter lets through with its newest verdict, by claim id, a block at a time."""
    return VerdictTable(partial(export_blocks.blocks, session, wanted))


def count(session: Session, wanted: ClaimFilter) -> int:
    """How many claims an export would hold."""
    return session.scalar(filtered(with_verdict(select(func.count(Claim.id))), wanted)) or 0
