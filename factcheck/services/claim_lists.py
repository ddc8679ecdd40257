"""The states of claims by the lists they stand in, and how a query asks for one without its index."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, String, func

from factcheck.models import ClaimStatus

S = ClaimStatus
WAITING = (S.NEW,)
AT_WORK = (S.TRIAGED, S.ASSIGNED, S.IN_RESEARCH, S.SENT_BACK, S.ON_HOLD)
ASIDE = (S.SET_ASIDE, S.DUPLICATE, S.WITHDRAWN)
PROPOSED = (S.VERDICT_PROPOSED, S.SECOND_REVIEW, S.ADJUDICATION)
JUDGED = (S.APPROVED, S.PUBLISHED, S.CORRECTED)
# The lists of the queue by the name that addresses and saved views have for them.
LISTS: dict[str, tuple[ClaimStatus, ...] | None] = {
    "open": (*WAITING, *AT_WORK),
    "new": WAITING,
    "work": AT_WORK,
    "review": PROPOSED,
    "done": JUDGED,
    "aside": ASIDE,
    "all": None,
}


def without_index(status: Any, wanted: Iterable[str]) -> ColumnElement[bool]:
    """The condition that a status is one of these, for rows that another index finds.

    Behind a function no database is tempted to read off the index on the status what nearly all rows have.
    """
    return func.lower(status, type_=String).in_([str(one) for one in wanted])
