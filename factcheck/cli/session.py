"""What commands that touch the database share: opening it, and for whom they act."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click
from sqlalchemy.orm import Session

from factcheck import schema
from factcheck.config import Config, read_config
from factcheck.db import Database, connect
from factcheck.models import User
from factcheck.services import users


@contextmanager
def database(*, migrated: bool = True) -> Iterator[tuple[Config, Database]]:
    """The configured database, closed afterwards; refused when it is behind the program."""
    config = read_config()
    opened = connect(config.database_url)
    try:
        if migrated and schema.current(opened.engine) != schema.head():
            raise click.ClickException(
                "The database is not at this version's revision; run `factcheck db upgrade` first."
            )
        yield config, opened
    finally:
        opened.close()


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
