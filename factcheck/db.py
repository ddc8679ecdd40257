"""Engine and sessions, for SQLite and PostgreSQL alike."""

import importlib
import sqlite3
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

BUSY_SECONDS = 15
# First release without the bug that can corrupt a WAL database with two writers (sqlite.org/wal.html).
SAFE_SQLITE = (3, 51, 3)

# What the database says when somebody else was there first: a row version gone, a unique value taken.
OVERTAKEN = (StaleDataError, IntegrityError)


@dataclass(frozen=True, slots=True)
class Database:
    """One database and its two kinds of session.

    A writing session takes SQLite's write lock at once, so it never fails half-way; a reading one never
    waits for a writer. On PostgreSQL both are plain transactions.
    """

    engine: Engine
    reading: sessionmaker[Session]
    writing: sessionmaker[Session]

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def connect(url: str) -> Database:
    """The database behind `url`; a plain `postgresql://` address uses the psycopg driver."""
    address = make_url(url)
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address, module=sqlite_driver(), connect_args={"timeout": BUSY_SECONDS})
        _prepare_sqlite(engine)
    else:
        engine = create_engine(address, pool_pre_ping=True)
    return Database(
        engine=engine,
        reading=sessionmaker(engine.execution_options(read_only=True), expire_on_commit=False),
        writing=sessionmaker(engine, expire_on_commit=False),
    )


def sqlite_driver() -> ModuleType:
    """The newest SQLite at hand: `pysqlite3` on Linux, which bundles its own, else Python's."""
    try:
        driver: ModuleType = importlib.import_module("pysqlite3.dbapi2")
    except ModuleNotFoundError:  # it has wheels for Linux only
        return sqlite3
    return driver


def sqlite_is_safe() -> bool:
    """Whether the SQLite in use is free of the WAL-reset bug."""
    version: tuple[int, ...] = sqlite_driver().sqlite_version_info
    return version >= SAFE_SQLITE


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        read_only = connection.get_execution_options().get("read_only", False)
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
