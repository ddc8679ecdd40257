"""The shape of the database: migrate it, and tell whether it is what the models say."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from factcheck.db import connect
from factcheck.models import Base
from factcheck.shipped import shipped


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to `revision`, one transaction a step."""
    with engine.connect() as connection:
        command.upgrade(_alembic(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database back to `revision`; "base" empties it."""
    with engine.connect() as connection:
        command.downgrade(_alembic(connection), revision)


def current(engine: Engine) -> str | None:
    """The revision the database stands at, None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """The newest revision of this installation."""
    newest = ScriptDirectory(str(shipped("migrations"))).get_current_head()
    if newest is None:
        raise RuntimeError("this installation carries no migrations")
    return newest


def differences(engine: Engine) -> list[str]:
    """What the database's DDL has that a fresh one from the models has not, and the reverse.

    The DDL itself is compared, because Alembic's own check does not see a dropped CHECK constraint.
    """
    with engine.connect() as connection:
        actual = ddl(connection)
    with _empty(engine) as scratch, scratch.connect() as connection, connection.begin() as transaction:
        wanted = _ddl_of_models(connection)
        transaction.rollback()
    return [f"missing: {line}" for line in sorted(wanted - actual)] + [
        f"not in the models: {line}" for line in sorted(actual - wanted)
    ]


def ddl(connection: Connection) -> set[str]:
    """Every table, constraint and index of the database as one normalised line each."""
    if connection.dialect.name == "sqlite":
        return _sqlite_ddl(connection)
    return _postgresql_ddl(connection)


@contextmanager
def _empty(engine: Engine) -> Iterator[Engine]:
    """Where tables can be made for comparison: in memory, or in a schema that is rolled back."""
    if engine.dialect.name != "sqlite":
        yield engine
        return
    scratch = connect("sqlite://")
    yield scratch.engine
    scratch.close()


def _ddl_of_models(connection: Connection) -> set[str]:
    if connection.dialect.name == "postgresql":
        connection.execute(text("CREATE SCHEMA factcheck_as_modelled"))
        connection.execute(text("SET LOCAL search_path TO factcheck_as_modelled"))
    Base.metadata.create_all(connection, checkfirst=False)
    return ddl(connection)


def _sqlite_ddl(connection: Connection) -> set[str]:
    rows = connection.execute(
        text(
            """SELECT sql FROM sqlite_master
                WHERE sql IS NOT NULL AND tbl_name NOT IN ('alembic_version', 'sqlite_sequence')"""
        )
    )
    return {line for row in rows for line in _lines(row.sql)}


def _lines(statement: str) -> set[str]:
    """A CREATE statement cut into its parts, so that their order does not matter."""
    statement = re.sub(r"\s+", " ", statement).strip()
    name, bracket, body = statement.partition(" (")
    if not statement.startswith("CREATE TABLE"):
        return {statement}
    name = name.replace('"', "")  # a table that was copied and renamed is quoted
    parts = re.split(
        r", (?=[a-z_\"]+ [A-Z]|CONSTRAINT |PRIMARY KEY|FOREIGN KEY|UNIQUE)",
        body.rstrip(") ") if bracket else "",
    )
    return {f"{name}: {part.strip(' )')}" for part in parts}


POSTGRESQL_SHAPE = (
    """SELECT table_name || ': ' || column_name || ' ' || data_type
              || coalesce('(' || character_maximum_length || ')', '')
              || CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END
         FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name <> 'alembic_version'""",
    """SELECT c.relname || ': ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
         FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relname <> 'alembic_version'
              AND k.contype <> 'n'""",
    """SELECT replace(indexdef, schemaname || '.', '') FROM pg_indexes
        WHERE schemaname = current_schema() AND tablename <> 'alembic_version'""",
)


def _postgresql_ddl(connection: Connection) -> set[str]:
    found = {line for query in POSTGRESQL_SHAPE for line in connection.scalars(text(query))}
    return {line.replace("factcheck_as_modelled.", "") for line in found}


def _alembic(connection: Connection) -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(shipped("migrations")))
    config.attributes["connection"] = connection
    return config
