"""Fixtures: a database of each kind, people of each role, an article, the application."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import text
from sqlalchemy.orm import Session

from factcheck import schema
from factcheck.app import create_app
from factcheck.config import Config, read_config
from factcheck.db import Database, connect
from factcheck.models import Article, Base, Role, User
from tests import factories, postgresql
from tests.browsing import Visitor


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with gold texts and public data, which users of the project do not have."""
    folder = Path(os.environ.get("FACTCHECK_SHARED") or Path(__file__).parents[2] / "shared")
    if not folder.is_dir():
        pytest.skip("the gold texts and public data are not on this machine")
    return folder


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite database, copied by every test that needs one."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite3"
    database = connect(f"sqlite:///{path}")
    schema.upgrade(database.engine)
    database.close()
    return path


@pytest.fixture(scope="session")
def furnished(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with rating scale, people and one analysed article, copied for every application."""
    path = tmp_path_factory.mktemp("template") / "furnished.sqlite3"
    shutil.copy(migrated, path)
    database = connect(f"sqlite:///{path}")
    with database.writing() as opened:
        factories.furnish(opened)
        opened.commit()
    database.close()
    return path


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Compiled templates, shared by every application of the run: compiling took half of a page's time."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A migrated PostgreSQL database on a server of our own."""
    if postgresql.binaries() is None and not os.environ.get("CI"):
        pytest.skip(postgresql.MISSING)
    with postgresql.server() as url:
        database = connect(url)
        schema.upgrade(database.engine)
        database.close()
        yield url


@pytest.fixture
def sqlite_url(migrated: Path, tmp_path: Path) -> str:
    """A fresh SQLite database for one test."""
    path = tmp_path / "factcheck.sqlite3"
    shutil.copy(migrated, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty database; every test that uses it runs on both kinds."""
    opened = connect(request.getfixturevalue(f"{request.param}_url"))
    if request.param == "postgresql":
        tables = ", ".join(f'"{table}"' for table in Base.metadata.tables)
        with opened.engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    yield opened
    opened.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A writing session; whatever a test leaves uncommitted is rolled back."""
    with database.writing() as opened:
        yield opened


@pytest.fixture
def checker(session: Session) -> User:
    """A fact-checker."""
    return factories.make_user(session, "carl", Role.CHECKER)


@pytest.fixture
def editor(session: Session) -> User:
    """An editor."""
    return factories.make_user(session, "edda", Role.EDITOR)


@pytest.fixture
def administrator(session: Session) -> User:
    """An administrator."""
    return factories.make_user(session, "ada", Role.ADMINISTRATOR)


@pytest.fixture
def article(session: Session, checker: User) -> Article:
    """A short German article with claims of all kinds, analysed."""
    return factories.make_article(session, checker)


@pytest.fixture
def config(tmp_path: Path, sqlite_url: str) -> Config:
    """The configuration of an installation in a folder of its own."""
    return read_config({"FACTCHECK_INSTANCE": str(tmp_path), "FACTCHECK_DATABASE_URL": sqlite_url})


@pytest.fixture
def app(config: Config, furnished: Path, compiled: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The application on a SQLite database of its own with rating scale, people and one article."""
    shutil.copy(furnished, config.database_url.removeprefix("sqlite:///"))
    application = create_app(config)
    application.jinja_env.bytecode_cache = compiled
    application.testing = False  # errors become pages, as for everybody
    database: Database = application.extensions["factcheck.database"]
    yield application
    database.close()


@pytest.fixture
def visit(app: Flask) -> Callable[[str | None], Visitor]:
    """Makes a browser without script, signed in as the person named (carl, edda, ada, mia) or as nobody."""

    def make(name: str | None = "carl") -> Visitor:
        visitor = Visitor(app)
        if name:
            visitor.sign_in(name)
        return visitor

    return make
