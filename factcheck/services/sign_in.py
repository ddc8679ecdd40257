"""Signing in and out: sessions kept on the server, and a brake on guessing."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, joinedload, with_expression

from factcheck.models import LoginAttempt, LoginSession, User
from factcheck.services import audit, notices, users

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)
SEEN_EVERY = timedelta(minutes=5)
WINDOW = timedelta(minutes=15)
TRIES_PER_NAME = 5
TRIES_PER_ADDRESS = 30
# Checked when there is no such person, so that the answer takes as long as for a wrong password.
NOBODY = users.HASHER.hash(secrets.token_urlsafe(16))


@dataclass(frozen=True, slots=True)
class SignIn:
    """What came of an attempt: a person and the token for the cookie, or neither and how long to wait."""

    user: User | None = None
    token: str | None = None
    wait: timedelta | None = None


def attempt(
    session: Session, name: str, password: str, *, address: str, on_loopback: bool, now: datetime
) -> SignIn:
    """Try to sign somebody in; a failure is counted, so the caller commits either way.

    Demo people, whose passwords were printed, come in only where nobody but this machine can reach us.
    """
    # No name holds what cannot be printed, and PostgreSQL could not even look for some of it.
    name = "".join(sign if sign.isprintable() else "?" for sign in name.strip().lower()[:80])
    wait = _wait(session, name, address, now)
    if wait is not None:
        return SignIn(wait=wait)
    user = users.by_name(session, name)
    if not _right(user, password) or user is None or not user.is_active or (user.is_demo and not on_loopback):
        session.add(LoginAttempt(name=name, address=address[:60], at=now))
        if user is not None:
            audit.record(session, user, "user.sign_in_failed", user, now=now, address=address)
        return SignIn()
    session.execute(delete(LoginAttempt).where(LoginAttempt.name == name))
    if users.HASHER.check_needs_rehash(user.password_hash):
        user.password_hash = users.HASHER.hash(password)
    token = _open_session(session, user, now)
    audit.record(session, user, "user.signed_in", user, now=now)
    return SignIn(user=user, token=token)


def resume(session: Session, token: str, now: datetime) -> LoginSession | None:
    """The session a cookie's token belongs to, unless it has ended, idled out or its person is barred."""
    query = select(LoginSession).options(
        joinedload(LoginSession.user), with_expression(LoginSession.unread, notices.unread_now(now))
    )
    found = session.scalar(
        query.where(LoginSession.token_hash == _hash(token), LoginSession.ended_at.is_(None))
    )
    if found is None or not found.user.is_active:
        return None
    return found if now < min(found.seen_at + IDLE, found.created_at + LONGEST) else None


def needs_touch(login: LoginSession, now: datetime) -> bool:
    """Whether it is time to note that this session is still in use."""
    return now - login.seen_at > SEEN_EVERY


def touch(session: Session, login: LoginSession, now: datetime) -> None:
    """Note that a session is in use; not an act of anybody's, so not audited."""
    session.execute(update(LoginSession).where(LoginSession.id == login.id).values(seen_at=now))


def sign_out(session: Session, user: User, token: str, now: datetime) -> None:
    """End one session; its cookie is worthless from now on."""
    _end(session, now, LoginSession.token_hash == _hash(token))
    audit.record(session, user, "user.signed_out", user, now=now)


def end_all(session: Session, user: User, now: datetime, *, but_token: str | None = None) -> None:
    """End every session of a person, perhaps but one: after a new password, or when they are barred."""
    conditions = [LoginSession.user_id == user.id]
    if but_token is not None:
        conditions.append(LoginSession.token_hash != _hash(but_token))
    _end(session, now, *conditions)


def _end(session: Session, now: datetime, *conditions: object) -> None:
    session.execute(
        update(LoginSession).where(LoginSession.ended_at.is_(None), *conditions).values(ended_at=now)  # type: ignore[arg-type]
    )


def _right(user: User | None, password: str) -> bool:
    if user is None:
        users.has_password(User(password_hash=NOBODY), password)
        return False
    return users.has_password(user, password)


def _open_session(session: Session, user: User, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    session.add(LoginSession(token_hash=_hash(token), user_id=user.id, created_at=now, seen_at=now))
    return token


def _wait(session: Session, name: str, address: str, now: datetime) -> timedelta | None:
    """How long this name or address still has to wait, None when it may try."""
    since = now - WINDOW
    session.execute(delete(LoginAttempt).where(LoginAttempt.at < since))
    for condition, limit in (
        (LoginAttempt.name == name, TRIES_PER_NAME),
        (LoginAttempt.address == address[:60], TRIES_PER_ADDRESS),
    ):
        tries, last = session.execute(
            select(func.count(LoginAttempt.id), func.max(LoginAttempt.at)).where(condition)
        ).one()
        if tries >= limit:
            return max(last + WINDOW - now, timedelta(minutes=1))
    return None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
