"""The people of the newsroom: who they are, what they may do, their passwords."""

import re
import secrets
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.models import Role, User
from factcheck.services import access, audit
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, NotFound, Refused

# OWASP's second recommended setting for argon2id: 19 MiB, 2 passes, 1 lane (about 26 ms).
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1000
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,79}")
# People type made-up passwords from a terminal: no letters that look alike.
SYLLABLES = [consonant + vowel for consonant in "bdfkmnprstw" for vowel in "aeiou"]


def create(
    session: Session,
    actor: User | None,
    *,
    name: str,
    full_name: str,
    role: Role,
    password: str,
    now: datetime,
    is_demo: bool = False,
) -> User:
    """Add a person; without an actor only from the command line, where the first administrator comes from."""
    if actor is not None:
        access.require(actor, Act.USER_MANAGE)
    name = name.strip().lower()
    if not NAME.fullmatch(name):
        raise Refused(
            "A user name has 2 to 80 small letters, digits, dots, dashes or underscores.", field="name"
        )
    if session.scalar(select(User.id).where(User.name == name)):
        raise Conflict("There is already somebody with the user name %(name)s.", field="name", name=name)
    _check_password(password, name)
    user = User(
        name=name,
        full_name=full_name.strip() or name,
        role=role,
        password_hash=HASHER.hash(password),
        is_demo=is_demo,
        created_at=now,
    )
    session.add(user)
    audit.record(session, actor, "user.created", user, now=now, full_name=user.full_name, role=role.value)
    return user


def change(
    session: Session,
    actor: User,
    user: User,
    *,
    full_name: str,
    role: Role,
    is_active: bool,
    version: int,
    now: datetime,
) -> None:
    """Change a person's name, role or whether they may sign in; the last administrator stays one."""
    access.require(actor, Act.USER_MANAGE)
    # Two administrators who demote each other would leave none: one of them waits here. The row comes before
    # the turn, as in every act, so that no two acts wait for each other.
    session.refresh(user, with_for_update={"key_share": True})
    audit.take_turn(session)
    if user.version != version:
        raise Conflict("Somebody else has changed this account in the meantime; look at it again.")
    loses_power = user.role is Role.ADMINISTRATOR and (role is not Role.ADMINISTRATOR or not is_active)
    if loses_power and _other_administrators(session, user) == 0:
        raise Refused("This is the only administrator: make somebody else one first.")
    wanted = {"full_name": full_name.strip() or user.name, "role": role, "is_active": is_active}
    changes = {key: str(value) for key, value in wanted.items() if getattr(user, key) != value}
    for key, value in wanted.items():
        setattr(user, key, value)
    audit.record(session, actor, "user.changed", user, now=now, full_name=user.full_name, changes=changes)


def set_password(session: Session, actor: User | None, user: User, password: str, *, now: datetime) -> None:
    """Give a person a new password; everybody may change their own, administrators anybody's."""
    if actor is not None:
        access.require(actor, Act.ACCOUNT if actor.id == user.id else Act.USER_MANAGE)
    _check_password(password, user.name)
    user.password_hash = HASHER.hash(password)
    audit.record(session, actor, "user.password_set", user, now=now, full_name=user.full_name)


def set_locale(session: Session, actor: User, locale: str, *, now: datetime) -> None:
    """Set the language the desk speaks to this person."""
    access.require(actor, Act.ACCOUNT)
    actor.locale = locale
    audit.record(
        session, actor, "user.changed", actor, now=now, full_name=actor.full_name, changes={"locale": locale}
    )


def has_password(user: User, password: str) -> bool:
    """Whether this is the person's password."""
    try:
        return HASHER.verify(user.password_hash, password)
    except VerificationError:
        return False


def get(session: Session, user_id: int) -> User:
    """The person with this id; raises `NotFound`."""
    user = session.get(User, user_id)
    if user is None:
        raise NotFound("There is nobody with this number.")
    return user


def by_name(session: Session, name: str) -> User | None:
    """The person with this user name."""
    return session.scalar(select(User).where(User.name == name.strip().lower()))


def everybody(session: Session, *, active_only: bool = False) -> list[User]:
    """All people, by their full name."""
    query = select(User).order_by(User.full_name, User.id)
    return list(session.scalars(query.where(User.is_active) if active_only else query))


def first_administrator(session: Session) -> User | None:
    """The administrator the command line acts for when nobody is named."""
    query = select(User).where(User.role == Role.ADMINISTRATOR, User.is_active)
    return session.scalar(query.order_by(User.id).limit(1))


def _other_administrators(session: Session, user: User) -> int:
    query = select(func.count(User.id)).where(
        User.role == Role.ADMINISTRATOR, User.is_active, User.id != user.id
    )
    return session.scalar(query) or 0


def _check_password(password: str, name: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise Refused(
            "A password needs at least %(length)s characters.", field="password", length=SHORTEST_PASSWORD
        )
    if len(password) > LONGEST_PASSWORD:
        raise Refused(
            "A password has at most %(length)s characters.", field="password", length=LONGEST_PASSWORD
        )
    if len(set(password)) < 5 or name in password.lower():
        raise Refused(
            "This password is too easy to guess: use several words, and not your user name.", field="password"
        )


def made_up_password(name: str) -> str:
    """Three invented words of three syllables each: 52 bits, easy to type, without the user name in them."""
    while True:
        password = "-".join("".join(secrets.choice(SYLLABLES) for _ in range(3)) for _ in range(3))
        try:
            _check_password(password, name)
        except Refused:  # "kada" holds "ada"
            continue
        return password
