"""The database that the migrations make is the one the models describe, on both kinds."""

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from factcheck import schema
from factcheck.db import Database
from factcheck.shipped import shipped
from tests.migrations.test_revisions import TESTED


def test_the_ddl_at_head_equals_the_models_ddl(database: Database) -> None:
    assert schema.current(database.engine) == schema.head()
    assert schema.differences(database.engine) == []


def test_a_table_too_many_is_noticed(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE drift (id INTEGER NOT NULL)"))
    try:
        assert any("drift" in line for line in schema.differences(database.engine))
    finally:
        with database.engine.begin() as connection:
            connection.execute(text("DROP TABLE drift"))


def test_a_dropped_check_is_noticed_which_alembic_itself_does_not_see(database: Database) -> None:
    if database.engine.dialect.name == "sqlite":
        _rewrite_sqlite(
            database, "CONSTRAINT ck_verdict_four_eyes CHECK (second_reviewer_id <> author_id),", ""
        )
        assert any("four_eyes" in line for line in schema.differences(database.engine))
        return
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE verdict DROP CONSTRAINT ck_verdict_four_eyes"))
    try:
        assert any("four_eyes" in line for line in schema.differences(database.engine))
    finally:
        with database.engine.begin() as connection:
            check = "CHECK (second_reviewer_id <> author_id)"
            connection.execute(text(f"ALTER TABLE verdict ADD CONSTRAINT ck_verdict_four_eyes {check}"))


def _rewrite_sqlite(database: Database, old: str, new: str) -> None:
    with database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA writable_schema = ON")
        cursor = driver.execute("SELECT sql FROM sqlite_master WHERE name = 'verdict'")
        statement = cursor.fetchone()[0]
        assert old in statement
        driver.execute(
            "UPDATE sqlite_master SET sql = ? WHERE name = 'verdict'", [statement.replace(old, new)]
        )
        driver.execute("PRAGMA writable_schema = OFF")


def test_comparing_leaves_the_database_as_it_is(database: Database) -> None:
    with database.engine.connect() as connection:
        before = schema.ddl(connection)
    schema.differences(database.engine)
    with database.engine.connect() as connection:
        assert schema.ddl(connection) == before


def test_no_revision_is_left_without_a_test_with_rows_in_it() -> None:
    revisions = {script.revision for script in ScriptDirectory(str(shipped("migrations"))).walk_revisions()}
    assert revisions == set(TESTED), "write a tester with rows for the new revision in test_revisions.py"


@pytest.mark.parametrize("target", ["nonsense", "0099"])
def test_an_unknown_revision_is_refused(database: Database, target: str) -> None:
    with pytest.raises(Exception, match=r"locate revision|No such"):
        schema.upgrade(database.engine, target)
    assert schema.current(database.engine) == schema.head()
