"""Sources looked at again by themselves: asked for by the worker, as often as the desk wants it."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Job
from factcheck.services import jobs, settings, snapshots

KIND = "snapshot.revisit"
# A job that broke at one source would break there again: it is not asked for every minute.
AT_MOST_EVERY = timedelta(days=1)


def is_due(session: Session, now: datetime) -> bool:
    """Whether a source was not seen for longer than the desk wants, and no round began within a day."""
    seen_before = _seen_before(session, now)
    if seen_before is None or session.scalar(snapshots.in_use(seen_before).limit(1)) is None:
        return False
    newest = select(Job.created_at).where(Job.kind == KIND).order_by(Job.id.desc()).limit(1)
    asked_at = session.scalar(newest)
    return asked_at is None or now - asked_at >= AT_MOST_EVERY


def ask(session: Session, *, now: datetime) -> Job | None:
    """Have the sources that are due looked at, all in one job; None where none is."""
    if not is_due(session, now):
        return None
    seen_before = _seen_before(session, now)
    days = settings.get(session, settings.REVISIT_DAYS)
    arguments = {"days": days, "seen_before": seen_before and seen_before.isoformat()}
    return jobs.enqueue(session, None, KIND, arguments, key=KIND, now=now)


def _seen_before(session: Session, now: datetime) -> datetime | None:
    days = settings.get(session, settings.REVISIT_DAYS)
    return now - timedelta(days=days) if days else None
