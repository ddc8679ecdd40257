"""Who claims: every name that appears in claims, checks and articles, and which names are one person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from factcheck.analysis.claimants import is_name
from factcheck.models import Article, Check, Claim, Claimant, ClaimantKind, User
from factcheck.services import access, audit
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, InvalidTransition, NotFound, Refused

PAGE = 50
SUGGESTED = 8
LONGEST = 300
_NO_WORD = re.compile(r"[\W_]+")


def name_key(name: str) -> str:
    """A name without case and marks, as names are compared."""
    return _NO_WORD.sub(" ", name.casefold()).strip()[:LONGEST]


def meet(
    session: Session,
    names: Iterable[str | None],
    kind: ClaimantKind = ClaimantKind.PERSON,
    *,
    now: datetime,
) -> int:
    """Get to know names as they appear; one that differs from a known one in case and marks alone is theirs.

    Pronouns and descriptions without a name are nobody: who "er" is, nobody guesses. Returns how many are
    new.
    """
    wanted = {name for name in names if name and _is_somebody(name, kind)}
    if not wanted:
        return 0
    query = select(Claimant.name).where(Claimant.kind == kind, Claimant.name.in_(wanted))
    new = sorted(wanted - set(session.scalars(query)))
    if not new:
        return 0
    audit.take_turn(session)  # two texts at once may name the same person
    keys = {name_key(name) for name in new}
    same = select(Claimant).where(Claimant.kind == kind, Claimant.key.in_(keys)).order_by(Claimant.id)
    first: dict[str, Claimant] = {}
    for row in session.scalars(same):
        first.setdefault(row.key, row)
    for name in new:
        key = name_key(name)
        known = first.get(key)
        row = Claimant(kind=kind, name=name, key=key, created_at=now)
        if known is not None:
            row.merged_into = known.merged_into or known
        first.setdefault(key, row)
        session.add(row)
        session.flush()
    return len(new)


def catch_up(session: Session, actor: User, *, now: datetime) -> int:
    """Get to know every name that stands anywhere, for a database that is older than this table."""
    access.require(actor, Act.LIBRARY_EDIT)
    found = 0
    for column, kind in (
        (Claim.attribution, ClaimantKind.PERSON),
        (Check.claimant, ClaimantKind.PERSON),
        (Article.publisher, ClaimantKind.OUTLET),
    ):
        known = select(Claimant.id).where(Claimant.kind == kind, Claimant.name == column)
        known = known.correlate_except(Claimant)
        names = session.scalars(select(column).where(column.is_not(None), ~known.exists()).distinct()).all()
        found += meet(session, names, kind, now=now)
    audit.record(session, actor, "claimant.caught_up", actor, now=now, count=found)
    return found


def merge(
    session: Session, actor: User, claimant: Claimant, name: str, *, version: int, now: datetime
) -> Claimant:
    """Say that a claimant is another name of somebody known; their pages become one. Can be undone."""
    access.require(actor, Act.LIBRARY_EDIT)
    _check_version(claimant, version)
    if claimant.merged_into_id is not None:
        raise InvalidTransition("This is another name of somebody already; separate it first.")
    target = by_name(session, claimant.kind, name)
    if target is None:
        raise Refused("Nobody of this name is known; type one of the names on the list.", field="name")
    root = root_of(session, target)
    if root.id == claimant.id:
        raise Refused("This is the same name; type that of the other one.", field="name")
    claimant.merged_into, claimant.merged_by_id = root, actor.id
    audit.record(session, actor, "claimant.merged", claimant, now=now, known_as=claimant.name, into=root.name)
    return root


def separate(session: Session, actor: User, claimant: Claimant, *, version: int, now: datetime) -> None:
    """Undo that a name is another name of somebody."""
    access.require(actor, Act.LIBRARY_EDIT)
    _check_version(claimant, version)
    if claimant.merged_into is None:
        raise InvalidTransition("This is nobody's other name.")
    before = claimant.merged_into.name
    claimant.merged_into, claimant.merged_by_id = None, None
    audit.record(session, actor, "claimant.separated", claimant, now=now, known_as=claimant.name, of=before)


@dataclass(frozen=True, slots=True)
class Family:
    """Everybody who is one claimant: whose page it is, and the other names."""

    root: Claimant
    others: list[Claimant]

    @property
    def names(self) -> list[str]:
        """Every name, exactly as it stands in claims and checks."""
        return [self.root.name, *(other.name for other in self.others)]


def family(session: Session, root: Claimant) -> Family:
    """A claimant with all other names, also names of names."""
    return families(session, [root])[0]


def families(session: Session, roots: list[Claimant]) -> list[Family]:
    """The same for several at once, in as many questions as the names are deep."""
    found = {root.id: Family(root, []) for root in roots}
    whose = {root.id: root.id for root in roots}
    level = list(whose)
    while level:
        query = select(Claimant).where(Claimant.merged_into_id.in_(level))
        rows = session.scalars(query.order_by(Claimant.name, Claimant.id)).all()
        for row in rows:
            whose[row.id] = whose[row.merged_into_id or 0]
            found[whose[row.id]].others.append(row)
        level = [row.id for row in rows]
    return list(found.values())


def get(session: Session, kind: ClaimantKind, claimant_id: int) -> Claimant:
    """The claimant with this id; raises `NotFound`."""
    row = session.get(Claimant, claimant_id)
    if row is None or row.kind is not kind:
        raise NotFound("Nobody is known under this number.")
    return row


def by_name(session: Session, kind: ClaimantKind, name: str) -> Claimant | None:
    """Somebody by one of their names, whatever its case and marks."""
    query = select(Claimant).where(Claimant.kind == kind, Claimant.key == name_key(name))
    return session.scalar(query.order_by(Claimant.id).limit(1))


def root_of(session: Session, row: Claimant) -> Claimant:
    """Whose name a name is in the end."""
    while row.merged_into_id is not None:
        row = session.get_one(Claimant, row.merged_into_id)
    return row


def listed(
    session: Session, kind: ClaimantKind, search: str = "", after: tuple[str, int] | None = None
) -> list[Claimant]:
    """Up to `PAGE` + 1 claimants by name; a search finds them by any of their names."""
    query = select(Claimant).where(Claimant.kind == kind, Claimant.merged_into_id.is_(None))
    if wanted := name_key(search):
        other = aliased(Claimant)
        by_other = select(other.id).where(other.merged_into_id == Claimant.id, other.key.contains(wanted))
        query = query.where(Claimant.key.contains(wanted) | by_other.exists())
    if after is not None:
        key, last = after
        query = query.where((Claimant.key > key) | ((Claimant.key == key) & (Claimant.id > last)))
    return list(session.scalars(query.order_by(Claimant.key, Claimant.id).limit(PAGE + 1)))


def perhaps_same(session: Session, root: Claimant) -> list[str]:
    """Other claimants whose name ends alike: likely enough to be offered, never enough to be merged."""
    last = root.key.rpartition(" ")[2]
    if len(last) < 3:
        return []
    query = select(Claimant.name).where(
        Claimant.kind == root.kind,
        Claimant.id != root.id,
        Claimant.merged_into_id.is_(None),
        (Claimant.key == last) | Claimant.key.endswith(f" {last}"),
    )
    return list(session.scalars(query.order_by(Claimant.key).limit(SUGGESTED)))


def _is_somebody(name: str, kind: ClaimantKind) -> bool:
    return len(name) <= LONGEST and bool(name_key(name)) and (kind is ClaimantKind.OUTLET or is_name(name))


def _check_version(claimant: Claimant, version: int) -> None:
    if claimant.version != version:
        raise Conflict("Somebody else has changed this in the meantime; look at it again.")
