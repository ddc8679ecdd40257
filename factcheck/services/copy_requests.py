"""Asking for the background work that sources need: copies of pages, searches for quotations in them."""

from datetime import datetime

from sqlalchemy.orm import Session

from factcheck.models import Job, Source, User
from factcheck.services import jobs


def ask_copy(session: Session, actor: User, source: Source, *, now: datetime) -> Job:
    """Have a source's page fetched, once at a time; part of an act that the caller records."""
    session.flush()  # a new source needs its number
    arguments = {"source": source.id, "title": source.title}
    job = jobs.enqueue(session, actor, "snapshot.keep", arguments, key=f"snapshot {source.id}", now=now)
    source.job = job
    return job


def ask_quotes(session: Session, actor: User, source: Source, *, now: datetime) -> None:
    """Have the quotations from a source looked for in its copies, because one of them is new."""
    arguments = {"source": source.id, "title": source.title}
    jobs.enqueue(session, actor, "quote.check", arguments, key=f"quotes {source.id}", now=now)
