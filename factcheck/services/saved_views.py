"""Views of the queue under a name: some shipped, others saved by people for themselves or for everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from factcheck.models import SavedView, User
from factcheck.services import access, audit, claim_filter, queue
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, NotAllowed, NotFound, Refused

LONGEST_NAME = 80
MOST_VIEWS = 30
ORDER = "order"
# What every desk needs, by the key that names it on screen (`web/names.py`).
SHIPPED: dict[str, dict[str, str]] = {
    "mine": {"view": "work", "assignee": "me"},
    "unassigned": {"view": "open", "assignee": "nobody", "worth": "50"},
    "second_look": {"view": "review"},
    "due_today": {"view": "open", "due": "today", "order": "due"},
    "said_again": {"view": "open", "repeats": "answered"},
    "reasons_missing": {"view": "review", "assignee": "me", "bare": "1"},
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A view with how many claims it holds, up to `queue.MOST_COUNTED`; shipped ones have a key, no row."""

    filters: Mapping[str, str]
    number: int
    key: str | None = None
    row: SavedView | None = None


def of(session: Session, actor: User, today: date) -> list[Counted]:
    """All views this person has: the shipped ones, their own, and those that others share."""
    query = select(SavedView).options(joinedload(SavedView.owner)).where(SavedView.removed_at.is_(None))
    query = query.where((SavedView.owner_id == actor.id) | SavedView.is_shared)
    rows = session.scalars(query.order_by(SavedView.name, SavedView.id).limit(MOST_VIEWS * 2)).all()
    filters: list[Mapping[str, str]] = [*SHIPPED.values(), *(row.filters for row in rows)]
    numbers = queue.numbers(session, [claim_filter.read(words, actor, today) for words in filters])
    shipped = [
        Counted(words, number, key) for (key, words), number in zip(SHIPPED.items(), numbers, strict=False)
    ]
    own = zip(rows, numbers[len(SHIPPED) :], strict=True)
    return [*shipped, *(Counted(row.filters, number, row=row) for row, number in own)]


def save(
    session: Session,
    actor: User,
    name: str,
    words: Mapping[str, Any],
    *,
    is_shared: bool = False,
    now: datetime,
) -> SavedView:
    """Keep filters under a name; what is no filter is left out."""
    access.require(actor, Act.READ)
    view = SavedView(
        owner_id=actor.id,
        name=_name(name),
        is_shared=is_shared,
        filters=_filters(words),
        created_at=now,
    )
    session.add(view)
    audit.record(session, actor, "view.saved", view, now=now, view=view.name)
    return view


def change(
    session: Session, actor: User, view: SavedView, name: str, *, is_shared: bool, version: int, now: datetime
) -> None:
    """Rename a view, or share it, or keep it to oneself again."""
    _check(actor, view, version)
    view.name, view.is_shared = _name(name), is_shared
    audit.record(session, actor, "view.changed", view, now=now, view=view.name)


def remove(session: Session, actor: User, view: SavedView, *, version: int, now: datetime) -> None:
    """Take a view off the list; `restore` brings it back."""
    _check(actor, view, version)
    view.removed_at = now
    audit.record(session, actor, "view.removed", view, now=now, view=view.name)


def restore(session: Session, actor: User, view: SavedView, *, now: datetime) -> None:
    """Bring a removed view back."""
    _check(actor, view, view.version)
    view.removed_at = None
    audit.record(session, actor, "view.changed", view, now=now, view=view.name)


def get(session: Session, actor: User, view_id: int) -> SavedView:
    """The view with this id, if this person may know of it; raises `NotFound`."""
    view = session.get(SavedView, view_id)
    if view is None or not (view.is_shared or view.owner_id == actor.id):
        raise NotFound("There is no view with this number.")
    return view


def same(view: Mapping[str, str], words: Mapping[str, str]) -> bool:
    """Whether an address asks for just what a view holds."""
    return _filters(view) == _filters(words)


def _filters(words: Mapping[str, Any]) -> dict[str, str]:
    known: Sequence[str] = (*claim_filter.WORDS, ORDER)
    return {word: str(words[word])[:200] for word in known if words.get(word)}


def _name(name: str) -> str:
    plain = " ".join(name.split())
    if not plain:
        raise Refused("Give the view a name.", field="name")
    return plain[:LONGEST_NAME]


def _check(actor: User, view: SavedView, version: int) -> None:
    if view.owner_id != actor.id and not access.may(actor, Act.CLAIM_ASSIGN_OTHERS):
        raise NotAllowed("Only whoever saved this view, or an editor, can change it.")
    if view.version != version:
        raise Conflict("Somebody else has changed this view in the meantime; look at it again.")
