"""People, where they are signed in, and failed attempts."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from factcheck.models.base import Base, words


class Role(StrEnum):
    """What a person may do; `services.access` holds the table."""

    CHECKER = "checker"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


class User(Base):
    """A person of the newsroom; `password_hash` is an argon2 hash.

    `shortcuts` holds what they changed about single keys: `services.shortcuts` reads it.
    """

    __tablename__ = "user"
    __table_args__ = (CheckConstraint("name = lower(name)", name="name_lower"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    full_name: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(words(Role, "role"))
    password_hash: Mapped[str] = mapped_column(String(200))
    locale: Mapped[str | None] = mapped_column(String(10))
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    shortcuts: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    __allow_unmapped__ = True
    narrowed_to: frozenset[str] | None = None


class LoginSession(Base):
    """One browser a person is signed in with; the cookie carries the token, the table only its hash."""

    __tablename__ = "login_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
    # How many notifications wait: filled in by the query that resumes a session, for every page shows it.
    unread: Mapped[int | None] = query_expression()


class LoginAttempt(Base):
    """A failed sign-in; counted per name and per address to slow guessing down."""

    __tablename__ = "login_attempt"
    __table_args__ = (
        Index("ix_login_attempt_name_at", "name", "at"),
        Index("ix_login_attempt_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    address: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]
