"""Claims that repeat each other, in lists: shown once by the earliest, or those that a judged one answers."""

from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import aliased

from factcheck.models import Article, ArticleStatus, Claim, ClaimStatus, NearDuplicate
from factcheck.services.claim_lists import JUDGED, PROPOSED, without_index

if TYPE_CHECKING:
    from factcheck.services.claim_filter import ClaimFilter

# A claim in one of these states has a verdict that can answer others.
HAS_VERDICT = (*PROPOSED, *JUDGED)
# Nobody has worked on a claim in one of these: it may stand behind the one it repeats.
UNTOUCHED = (ClaimStatus.NEW, ClaimStatus.TRIAGED)
# The claim that is repeated.
_Leader = aliased(Claim)


class Repeats(StrEnum):
    """How a list deals with claims that say the same as an earlier one."""

    GROUPED = "grouped"
    EACH = "each"
    ANSWERED = "answered"


@lru_cache(maxsize=200)  # filters are few, and building this costs more than running it
def condition(wanted: "ClaimFilter") -> tuple[ColumnElement[bool], ...]:
    """What a filter asks of claims that repeat an earlier one."""
    match wanted.repeats:
        case Repeats.ANSWERED:
            return Claim.id.in_(_followers(_judged())), without_index(Claim.status, UNTOUCHED)
        case Repeats.GROUPED if not _looks_for_one(wanted):
            earlier = _followers(and_(*_in_list(wanted)) | _judged())
            stands_behind = earlier.where(NearDuplicate.claim_id == Claim.id).correlate(Claim).exists()
            return (~(Claim.status.in_(UNTOUCHED) & Claim.assignee_id.is_(None) & stands_behind),)
    return ()


@cache
def times_said() -> ColumnElement[int]:
    """In how many other claims each claim of a query is said."""
    own, other, said = aliased(NearDuplicate), aliased(NearDuplicate), aliased(Claim)
    leader = select(own.leader_id).where(own.claim_id == Claim.id, own.kept_apart_at.is_(None))
    return (
        select(func.count())
        .select_from(other)
        .join(said, (said.id == other.claim_id) & said.dropped_at.is_(None))
        .where(
            other.leader_id == func.coalesce(leader.correlate(Claim).scalar_subquery(), Claim.id),
            other.kept_apart_at.is_(None),
        )
        .correlate(Claim)
        .scalar_subquery()
    )


def _looks_for_one(wanted: "ClaimFilter") -> bool:
    """Whether a filter may let a claim through and not the one it repeats: then each is shown."""
    return bool(
        wanted.article_id
        or wanted.publisher
        or wanted.person
        or wanted.text
        or wanted.rating
        or wanted.flagged
        or wanted.flag
        or wanted.due_until
        or wanted.bare
        or wanted.archived
    )


def _in_list(wanted: "ClaimFilter") -> list[ColumnElement[bool]]:
    """That the earlier claim stands in the list itself."""
    found: list[ColumnElement[bool]] = [
        exists().where(Article.id == _Leader.article_id, Article.status == ArticleStatus.OPEN)
    ]
    if wanted.statuses:
        found.append(_Leader.status.in_(wanted.statuses))
    if wanted.worth is not None:
        worth: ColumnElement[float] = func.coalesce(_Leader.checkworthiness, -1.0)
        found.append(worth >= wanted.worth)
    if wanted.priority is not None:
        found.append(_Leader.priority >= wanted.priority)
    if wanted.assignee_id is not None:
        found.append(func.coalesce(_Leader.assignee_id, 0) == wanted.assignee_id)
    if wanted.free_for is not None:
        found.append(func.coalesce(_Leader.assignee_id, wanted.free_for) == wanted.free_for)
    return found


def _judged() -> ColumnElement[bool]:
    return without_index(_Leader.status, HAS_VERDICT)


def _followers(leading: ColumnElement[bool]) -> "Select[int]":
    """The claims that repeat a standing one for which this holds."""
    return (
        select(NearDuplicate.claim_id)
        .join(_Leader, _Leader.id == NearDuplicate.leader_id)
        .where(NearDuplicate.kept_apart_at.is_(None), _Leader.dropped_at.is_(None), leading)
    )
