"""What commands that touch the database share: opening it, and for whom they act."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session

from factcheck import schema
from factcheck.config import Config, ConfigError, read_config
from factcheck.db import Database, connect, sqlite_driver
from factcheck.models import User
from factcheck.services import users


@contextmanager
def database(*, migrated: bool = True) -> Iterator[tuple[Config, Database]]:
    """The configured database, closed afterwards; refused when it is behind the program.

    What the database itself refuses (no such server, no database at all, a full disk) is one sentence too.
    """
    config = read_config()
    opened = _connected(config.database_url)
    try:
        if migrated and schema.current(opened.engine) != schema.head():
            raise click.ClickException(
                "The database is not at this version's revision; run `factcheck db upgrade` first."
            )
        yield config, opened
    except (SQLAlchemyError, sqlite_driver().Error) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0].rstrip(".")
        raise click.ClickException(f"The database says: {reason}.") from error
    finally:
        opened.close()


def _connected(url: str) -> Database:
    """The database behind an address; the address itself is never repeated, it may hold a password."""
    try:
        return connect(url)
    except (ArgumentError, ImportError) as error:
        raise ConfigError("FACTCHECK_DATABASE_URL: this is no address of a database we can use") from error


@contextmanager
def writing() -> Iterator[Session]:
    """One act on the configured database, committed when nothing went wrong."""
    with database() as (_, opened), opened.writing() as session:
        yield session
        session.commit()


def acting(session: Session, name: str | None) -> User:
    """The person a command acts for: the one named, else the first administrator."""
    actor = users.by_name(session, name) if name else users.first_administrator(session)
    if actor is None:
        raise click.ClickException(
            f"There is nobody with the user name {name}."
            if name
            else "There is no administrator yet; add one with `factcheck user add`."
        )
    return actor


def moment() -> datetime:
    """Now, aware and in UTC."""
    return datetime.now(UTC)
