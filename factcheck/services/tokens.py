"""Tokens with which programs act for a person: made, shown once, braked, revoked."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, case, select, update
from sqlalchemy.orm import Session, joinedload

from factcheck.models import Token, User
from factcheck.services import access, audit
from factcheck.services.access import Act
from factcheck.services.errors import InvalidTransition, NotAllowed, NotFound, Refused

# So that a token found in a log or a repository is known for what it is.
PREFIX = "fck_"
SHOWN = len(PREFIX) + 4
LONGEST_NAME = 80
MINUTE = timedelta(minutes=1)
LONGEST_LIFE = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class Made:
    """A new token and its words, which nobody can read again."""

    token: Token
    secret: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether a call may go on: how many are left in this minute, and how long to wait when none is."""

    left: int
    wait: timedelta | None


def create(
    session: Session,
    actor: User,
    name: str,
    scopes: Collection[Act],
    *,
    expires_at: datetime | None = None,
    now: datetime,
) -> Made:
    """Make a token for oneself; it may do what is chosen, as long as one's role allows it."""
    access.require(actor, Act.API_USE)
    if not name.strip():
        raise Refused("Give the token a name that says what uses it.", field="name")
    if not scopes:
        raise Refused("Choose at least one thing the token may do.", field="scopes")
    beyond = sorted(act for act in scopes if not access.may(actor, act))
    if beyond:
        raise NotAllowed("A token cannot do more than you may: %(acts)s.", acts=", ".join(beyond))
    if expires_at is not None and not now < expires_at <= now + LONGEST_LIFE:
        raise Refused("A token ends on a day to come, within ten years.", field="expires")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token(
        user_id=actor.id,
        name=name.strip()[:LONGEST_NAME],
        token_hash=_hash(secret),
        beginning=secret[:SHOWN],
        scopes=sorted(scopes),
        created_at=now,
        expires_at=expires_at,
    )
    session.add(token)
    audit.record(
        session, actor, "token.created", token, now=now, token=token.name, scopes=", ".join(token.scopes)
    )
    return Made(token, secret)


def revoke(session: Session, actor: User, token: Token, *, now: datetime) -> None:
    """End a token for good: everybody their own, administrators anybody's."""
    access.require(actor, Act.API_USE if token.user_id == actor.id else Act.USER_MANAGE)
    if token.revoked_at is not None:
        raise InvalidTransition("This token was revoked already.")
    token.revoked_at = now
    audit.record(
        session, actor, "token.revoked", token, now=now, token=token.name, owner=token.user.full_name
    )


def get(session: Session, actor: User, token_id: int) -> Token:
    """A token that this person may know of; raises `NotFound`."""
    token = session.get(Token, token_id)
    if token is None or not (token.user_id == actor.id or access.may(actor, Act.USER_MANAGE)):
        raise NotFound("There is no token with this number.")
    return token


def own(session: Session, actor: User) -> list[Token]:
    """This person's tokens, newest first, revoked ones too."""
    return list(session.scalars(_all().where(Token.user_id == actor.id)))


def of_others(session: Session, actor: User) -> list[Token]:
    """Everybody else's tokens, for administrators."""
    access.require(actor, Act.USER_MANAGE)
    return list(session.scalars(_all().where(Token.user_id != actor.id)))


def resume(session: Session, secret: str, now: datetime) -> Token | None:
    """The token with these words, unless it was revoked, has ended, or its person is barred."""
    query = select(Token).options(joinedload(Token.user)).where(Token.token_hash == _hash(secret))
    token = session.scalar(query.where(Token.revoked_at.is_(None)))
    if token is None or not token.user.is_active:
        return None
    return None if token.expires_at is not None and token.expires_at <= now else token


def count_call(session: Session, token_id: int, most: int, now: datetime) -> Turn:
    """Note a call and say whether it may go on; every process counts on the same row.

    Not an act of anybody's, so not audited. `most` is the number of calls in one minute.
    """
    minute = now.replace(second=0, microsecond=0)
    calls = case((Token.minute == minute, Token.calls + 1), else_=1)
    used = session.scalar(
        update(Token)
        .where(Token.id == token_id)
        .values(calls=calls, minute=minute, last_used_at=now)
        .returning(Token.calls)
        .execution_options(synchronize_session=False)
    )
    left = most - (used or 0)
    return Turn(max(left, 0), minute + MINUTE - now if left < 0 else None)


def scopes_of(token: Token) -> frozenset[Act]:
    """The acts a token may do; ones that there are no more are left out."""
    return frozenset(act for act in Act if act.value in token.scopes)


def _all() -> "Select[Token]":
    return select(Token).options(joinedload(Token.user)).order_by(Token.id.desc())


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
