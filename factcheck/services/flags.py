"""Sensational wording: what editors decide about the flags."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from factcheck.models import Article, ArticleStatus, Flag, FlagKind, FlagStatus, User
from factcheck.services import access, audit, wordings
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, InvalidTransition, NotFound, Refused

PAGE = 50


@dataclass(frozen=True, slots=True)
class FlagFilter:
    """Which flags to show; None means all."""

    status: FlagStatus | None = FlagStatus.OPEN
    kind: FlagKind | None = None
    article_id: int | None = None


def uphold(session: Session, actor: User, flag: Flag, *, version: int, now: datetime) -> None:
    """Agree that the wording is sensational."""
    _decide(actor, flag, FlagStatus.UPHELD, version, now)
    wordings.remember(session, flag.article, flag.article_version, now=now)
    audit.record(session, actor, "flag.upheld", flag, now=now, quote=flag.quote)


def dismiss(session: Session, actor: User, flag: Flag, reason: str, *, version: int, now: datetime) -> None:
    """Say that the wording is in order, and why."""
    if not reason.strip():
        raise Refused("Say why the wording is in order.", field="reason")
    _decide(actor, flag, FlagStatus.DISMISSED, version, now)
    flag.decision_reason = reason.strip()
    wordings.remember(session, flag.article, flag.article_version, now=now)
    audit.record(session, actor, "flag.dismissed", flag, now=now, quote=flag.quote, reason=reason.strip())


def reopen(session: Session, actor: User, flag: Flag, *, version: int, now: datetime) -> None:
    """Take a decision back."""
    access.require(actor, Act.FLAG_DECIDE)
    _check_version(flag, version)
    if flag.status is FlagStatus.OPEN:
        raise InvalidTransition("This flag is open already.")
    flag.status, flag.decided_by_id, flag.decided_at, flag.decision_reason = FlagStatus.OPEN, None, None, None
    wordings.remember(session, flag.article, flag.article_version, now=now)
    audit.record(session, actor, "flag.reopened", flag, now=now, quote=flag.quote)


def get(session: Session, flag_id: int) -> Flag:
    """The flag with this id; raises `NotFound`."""
    flag = session.get(Flag, flag_id)
    if flag is None:
        raise NotFound("There is no flag with this number.")
    return flag


def page(session: Session, wanted: FlagFilter, after: tuple[int, int, int] | None = None) -> list[Flag]:
    """Up to `PAGE` + 1 flags by article (newest first) and place; one more than a page tells of a next one.

    `after` is (article id, start, flag id) of the last flag of the page before.
    """
    query = _select(wanted, select(Flag)).options(joinedload(Flag.article), joinedload(Flag.sentence))
    query = query.options(joinedload(Flag.decided_by), joinedload(Flag.article_version))
    if after is not None:
        article_id, start, flag_id = after
        same = (Flag.article_id == article_id) & (
            (Flag.start > start) | ((Flag.start == start) & (Flag.id > flag_id))
        )
        query = query.where((Flag.article_id < article_id) | same)
    query = query.order_by(Flag.article_id.desc(), Flag.start, Flag.id).limit(PAGE + 1)
    return list(session.scalars(query))


def counts(session: Session, wanted: FlagFilter) -> dict[FlagKind, int]:
    """How many flags of each kind the filter lets through, its own kind left aside."""
    base = FlagFilter(status=wanted.status, article_id=wanted.article_id)
    query = _select(base, select(Flag.kind, func.count(Flag.id).label("number"))).group_by(Flag.kind)
    return {row.kind: row.number for row in session.execute(query)}


def word_history(session: Session, flags: list[Flag]) -> dict[tuple[FlagKind, str], tuple[int, int]]:
    """How often these very words were upheld and dismissed before: (kind, words) -> (upheld, dismissed)."""
    quotes = {flag.quote for flag in flags}
    query = (
        select(Flag.kind, Flag.quote, Flag.status, func.count(Flag.id))
        .where(Flag.quote.in_(quotes), Flag.status != FlagStatus.OPEN)
        .group_by(Flag.kind, Flag.quote, Flag.status)
    )
    history: dict[tuple[FlagKind, str], tuple[int, int]] = {}
    for kind, quote, status, count in session.execute(query):
        upheld, dismissed = history.get((kind, quote), (0, 0))
        if status is FlagStatus.UPHELD:
            upheld += count
        else:
            dismissed += count
        history[kind, quote] = upheld, dismissed
    return history


def _select(wanted: FlagFilter, query: "Select[*tuple[Any, ...]]") -> "Select[*tuple[Any, ...]]":
    query = query.join(Article, Article.id == Flag.article_id)
    if wanted.article_id is None:
        query = query.where(Article.status == ArticleStatus.OPEN)
    else:
        query = query.where(Flag.article_id == wanted.article_id)
    if wanted.status is not None:
        query = query.where(Flag.status == wanted.status)
    if wanted.kind is not None:
        query = query.where(Flag.kind == wanted.kind)
    return query


def _decide(actor: User, flag: Flag, status: FlagStatus, version: int, now: datetime) -> None:
    access.require(actor, Act.FLAG_DECIDE)
    _check_version(flag, version)
    if flag.status is not FlagStatus.OPEN:
        raise InvalidTransition("This flag has been decided on; reopen it first.")
    flag.status, flag.decided_by_id, flag.decided_at = status, actor.id, now


def _check_version(flag: Flag, version: int) -> None:
    if flag.version != version:
        raise Conflict("Somebody else has decided on this flag in the meantime; look at it again.")
