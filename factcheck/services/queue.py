"""The queue: the claims that a filter lets through, in an order, each page as fast as the first."""

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Float, Select, func, literal, literal_column, select, union_all
from sqlalchemy.orm import Session

from factcheck.models import WORTH, Article, Claim, ClaimKind, ClaimStatus, Rating, User, Verdict
from factcheck.services import repetition
from factcheck.services.claim_filter import ClaimFilter, filtered, with_verdict
from factcheck.services.claim_lists import without_index
from factcheck.services.errors import NotFound, Refused

PAGE = 50
LARGEST_ID = 2**63 - 1  # no database counts further
# A count stops here: beyond it nobody needs the last digit, and the database need not read on.
MOST_COUNTED = 1000
Place = tuple[Any, int]


class Order(StrEnum):
    """What comes first; among equals the claim that came first."""

    WORTH = "worth"
    PRIORITY = "priority"
    DUE = "due"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim of the queue; `position` goes back into `page` to get the page after it.

    `repeated` is in how many other claims it is said.
    """

    id: int
    article_id: int
    article_title: str
    kind: ClaimKind
    label: str
    quote: str
    language: str
    status: ClaimStatus
    checkworthiness: float | None
    assignee_id: int | None
    assignee: str | None
    rating: str | None
    priority: int
    due_on: date | None
    version: int
    text_changed: bool
    repeated: int


def page(
    session: Session,
    wanted: ClaimFilter,
    after: Place | None = None,
    order: Order = Order.WORTH,
    size: int = PAGE,
) -> list[ClaimRow]:
    """Up to `size` + 1 claims; `after` is the place of the last claim of the page before.

    The place holds what the claim is sorted by, so that a page does not shift while people work. In the
    order by due day only claims that have one are listed.
    """
    limit = size + 1
    ids = _ids(wanted, after, order, limit)
    query = with_verdict(_columns()).outerjoin(User, User.id == Claim.assignee_id)
    query = query.join(Article, Article.id == Claim.article_id).where(Claim.id.in_(ids))
    return [
        ClaimRow(**row._mapping) for row in session.execute(query.order_by(*_sorting(order)).limit(limit))
    ]


def row(session: Session, claim_id: int) -> ClaimRow:
    """One claim as the queue shows it; raises `NotFound`."""
    query = with_verdict(_columns()).outerjoin(User, User.id == Claim.assignee_id)
    query = query.join(Article, Article.id == Claim.article_id)
    found = session.execute(query.where(Claim.id == claim_id, Claim.dropped_at.is_(None))).one_or_none()
    if found is None:
        raise NotFound("There is no claim with this number.")
    return ClaimRow(**found._mapping)


def matching(session: Session, wanted: ClaimFilter, most: int) -> list[int]:
    """The ids of up to `most` claims, the most check-worthy first."""
    query = select(Claim.id).where(Claim.id.in_(_ids(wanted, None, Order.WORTH, most)))
    return list(session.scalars(query.order_by(*_sorting(Order.WORTH)).limit(most)))


def numbers(session: Session, filters: list[ClaimFilter]) -> list[int]:
    """How many claims each filter lets through, counted up to `MOST_COUNTED`, in one statement."""
    parts = []
    for number, wanted in enumerate(filters):
        query = select(Claim.id) if wanted.rating is None else with_verdict(select(Claim.id))
        inside = filtered(query, wanted).limit(MOST_COUNTED).subquery()
        parts.append(select(literal(number), func.count()).select_from(inside))
    if not parts:
        return []
    found = dict(session.execute(union_all(*parts)).all())
    return [found[number] for number in range(len(filters))]


def position(claim: ClaimRow, order: Order = Order.WORTH) -> str:
    """Where a claim stands in the queue, as text for an address."""
    value: Any = {
        Order.WORTH: -1.0 if claim.checkworthiness is None else claim.checkworthiness,
        Order.PRIORITY: claim.priority,
        Order.DUE: claim.due_on and claim.due_on.isoformat(),
    }.get(order, 0)
    return f"{value}~{claim.id}"


def read_position(text: str, order: Order = Order.WORTH) -> Place:
    """The place that `position` wrote; raises `Refused` for anything else."""
    value, _, claim_id = text.partition("~")
    try:
        place = _value(value, order), int(claim_id)
    except ValueError:
        place = math.nan, 0
    if not 0 < place[1] <= LARGEST_ID:
        raise Refused("This page's address is damaged; begin at the first page.")
    return place


def _value(text: str, order: Order) -> Any:
    if order is Order.DUE:
        return date.fromisoformat(text)
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("a place is a number")
    return int(number) if order is Order.PRIORITY else number


def _ids(wanted: ClaimFilter, after: Place | None, order: Order, limit: int) -> "Select[*tuple[Any, ...]]":
    """The ids of one page; by check-worthiness each status is read off its own index, then all are merged."""
    begin = select(Claim.id) if wanted.rating is None else with_verdict(select(Claim.id))
    if order is Order.WORTH and wanted.statuses and not wanted.is_narrow:
        parts = [
            _page_of(
                filtered(begin.where(Claim.status == status), wanted, by_status=False), after, order, limit
            )
            for status in wanted.statuses
        ]
        return select(union_all(*(select(part.subquery()) for part in parts)).subquery())
    query = filtered(begin, wanted, by_status=False)
    if wanted.statuses:
        # Behind a function: the order comes from an index of its own.
        query = query.where(without_index(Claim.status, wanted.statuses))
    return select(_page_of(query, after, order, limit).subquery())


def _page_of(
    query: "Select[*tuple[Any, ...]]", after: Place | None, order: Order, limit: int
) -> "Select[*tuple[Any, ...]]":
    if order is Order.DUE:
        query = query.where(Claim.due_on.is_not(None))
    if after is not None:
        value, last = after
        match order:
            # The first condition says nothing new, but lets the index be entered where the page begins.
            case Order.WORTH:
                score = literal_column(WORTH, Float)
                query = query.where(score <= value, (score < value) | (Claim.id > last))
            case Order.PRIORITY:
                before = Claim.priority < value
                query = query.where(Claim.priority <= value, before | (Claim.id > last))
            case Order.DUE:
                query = query.where(Claim.due_on >= value, (Claim.due_on > value) | (Claim.id > last))
            case Order.NEWEST:
                query = query.where(Claim.id < last)
            case Order.OLDEST:
                query = query.where(Claim.id > last)
    return query.order_by(*_sorting(order)).limit(limit)


def _sorting(order: Order) -> tuple[Any, ...]:
    return {
        Order.WORTH: (literal_column(WORTH, Float).desc(), Claim.id),
        Order.PRIORITY: (Claim.priority.desc(), Claim.id),
        Order.DUE: (Claim.due_on, Claim.id),
        Order.NEWEST: (Claim.id.desc(),),
        Order.OLDEST: (Claim.id,),
    }[order]


def _columns() -> "Select[*tuple[Any, ...]]":
    return select(
        Claim.id,
        Claim.article_id,
        Article.title.label("article_title"),
        Claim.kind,
        Claim.label,
        Claim.quote,
        Article.language,
        Claim.status,
        Claim.checkworthiness,
        Claim.assignee_id,
        User.full_name.label("assignee"),
        Rating.key.label("rating"),
        Claim.priority,
        Claim.due_on,
        Claim.version,
        func.coalesce(Claim.text_changed_at > Verdict.decided_at, False).label("text_changed"),
        repetition.times_said().label("repeated"),
    )
