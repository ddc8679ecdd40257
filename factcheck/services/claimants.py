"""Who claims: every name that appears in claims, checks and articles, and which names are one person."""

import re
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.analysis.claimants import is_name
from factcheck.models import Claimant, ClaimantKind

_NO_WORD = re.compile(r"[\W_]+")
LONGEST = 300


def name_key(name: str) -> str:
    """A name without case and marks, as names are compared."""
    return _NO_WORD.sub(" ", name.casefold()).strip()[:LONGEST]


def meet(
    session: Session, names: Iterable[str], kind: ClaimantKind = ClaimantKind.PERSON, *, now: datetime
) -> int:
    """Get to know names as they appear; one that differs from a known one in case and marks alone is theirs.

    Pronouns and descriptions without a name are nobody: who "er" is, nobody guesses. Returns how many are
    new.
    """
    wanted = {name for name in names if len(name) <= LONGEST and name_key(name) and _is_somebody(name, kind)}
    if not wanted:
        return 0
    query = select(Claimant.name).where(Claimant.kind == kind, Claimant.name.in_(wanted))
    new = sorted(wanted - set(session.scalars(query)))
    if not new:
        return 0
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


def _is_somebody(name: str, kind: ClaimantKind) -> bool:
    return kind is ClaimantKind.OUTLET or is_name(name)
