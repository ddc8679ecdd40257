"""What a person has typed and not sent: kept on the server while they type, seen by nobody else.

Drafts are no acts: they are not audited, and sending a form deletes its draft in the act's own transaction.
Every function works on the actor's own drafts; there is no way to another person's.
"""

import re
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from factcheck.models import Draft, User
from factcheck.services import access
from factcheck.services.access import Act
from factcheck.services.errors import Refused

FORM = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
LONGEST = 300_000  # characters in all fields of one form; longer texts are files
MOST_FIELDS = 60
MOST = 200  # drafts of one person; the oldest give way
KEPT = timedelta(days=90)
INSERT: dict[str, Callable[..., Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def save(
    session: Session,
    actor: User,
    form: str,
    fields: dict[str, Any],
    *,
    page: str,
    title: str,
    now: datetime,
) -> None:
    """Keep the fields of a form as they are now; the draft before is replaced.

    Raises `Refused` for what is no form of ours or too long to be typed.
    """
    access.require(actor, Act.ACCOUNT)
    if not FORM.fullmatch(form) or not page.startswith("/") or page.startswith("//"):
        raise Refused("This form cannot be kept as a draft.")
    plain = all(isinstance(value, str) for value in fields.values())
    if not plain or len(fields) > MOST_FIELDS or sum(map(len, fields.values())) > LONGEST:
        raise Refused("This is too long for a draft: it is kept in this browser only.")
    values = {"page": page[:500], "title": title[:300], "fields": fields, "updated_at": now}
    insert = INSERT[session.get_bind().dialect.name]
    statement = insert(Draft).values(user_id=actor.id, form=form, **values)
    session.execute(statement.on_conflict_do_update(index_elements=["user_id", "form"], set_=values))
    _tidy(session, actor, now)


def find(session: Session, actor: User, forms: Collection[str]) -> list[Draft]:
    """This person's drafts of these forms."""
    query = select(Draft).where(Draft.user_id == actor.id, Draft.form.in_(forms))
    return list(session.scalars(query))


def all_of(session: Session, actor: User) -> list[Draft]:
    """Everything this person has not sent yet, the newest first."""
    query = select(Draft).where(Draft.user_id == actor.id)
    return list(session.scalars(query.order_by(Draft.updated_at.desc(), Draft.id.desc())))


def discard(session: Session, actor: User, form: str) -> None:
    """Throw a draft away: it was sent, or its writer does not want it any more."""
    session.execute(delete(Draft).where(Draft.user_id == actor.id, Draft.form == form))


def _tidy(session: Session, actor: User, now: datetime) -> None:
    """Forget drafts nobody has come back to, and the oldest of too many."""
    newest = (
        select(Draft.id)
        .where(Draft.user_id == actor.id)
        .order_by(Draft.updated_at.desc(), Draft.id.desc())
        .limit(MOST)
    )
    session.execute(
        delete(Draft)
        .where(Draft.user_id == actor.id)
        .where((Draft.updated_at < now - KEPT) | Draft.id.not_in(newest.scalar_subquery()))
        .execution_options(synchronize_session=False)
    )
