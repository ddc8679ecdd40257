"""`factcheck db`, `seed`, `audit` and `doctor`."""

import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Installation


def query(installed: Installation, statement: str) -> list[tuple[object, ...]]:
    """What the database says, and whatever the statement changes."""
    connection = sqlite3.connect(installed.database)
    with connection:
        rows = connection.execute(statement).fetchall()
    connection.close()
    return rows


def test_a_database_is_made_and_making_it_again_changes_nothing(bare: Installation) -> None:
    first = bare.run("db", "upgrade")
    assert "The database is at revision" in first.out
    assert "(was None)" in first.out
    assert "(was" not in bare.run("db", "upgrade").out
    assert bare.run("db", "check").out == "The database is as it should be.\n"


@pytest.mark.parametrize(
    "command",
    [
        ("db", "check"),
        ("seed",),
        ("user", "list"),
        ("audit", "verify"),
        ("export", "verdicts"),
        ("ingest", "x.txt"),
        ("db", "backup", "x"),
    ],
    ids=" ".join,
)
def test_without_a_database_every_command_says_how_to_make_one(
    bare: Installation, command: tuple[str, ...]
) -> None:
    assert "factcheck db upgrade" in bare.run(*command).refused()


def test_a_database_that_was_meddled_with_is_noticed(installed: Installation) -> None:
    query(installed, "DROP INDEX ix_claim_article_version_id_start")
    said = installed.run("db", "check")
    assert "ix_claim_article_version_id_start" in said.refused()


def test_a_backup_is_whole_and_goes_back_in_place(installed: Installation) -> None:
    assert installed.run("db", "backup", "copy.sqlite3").code == 0
    assert installed.run("user", "add", "neu", "--password", "-").code == 0
    assert "neu" in installed.run("user", "list").out
    said = installed.run("db", "restore", "copy.sqlite3", "--yes")
    assert "The database before is kept as" in said.out
    assert "neu" not in installed.run("user", "list").out
    assert installed.run("db", "check").code == installed.run("audit", "verify").code == 0
    assert (installed.database.parent / "factcheck.sqlite3.before-restore").exists()


def test_a_backup_never_overwrites_a_file(installed: Installation) -> None:
    (installed.folder / "da.sqlite3").write_text("wichtig", encoding="ascii")
    assert "is there already" in installed.run("db", "backup", "da.sqlite3").refused()
    assert (installed.folder / "da.sqlite3").read_text(encoding="ascii") == "wichtig"


def test_a_backup_to_nowhere_is_one_sentence(installed: Installation) -> None:
    assert len(installed.run("db", "backup", "nirgends/x.sqlite3").refused().splitlines()) == 1


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"x" * 100])
def test_what_is_no_backup_is_not_restored(installed: Installation, content: bytes) -> None:
    (installed.folder / "x").write_bytes(content)
    assert "no backup" in installed.run("db", "restore", "x", "--yes").refused()
    assert "carl" in installed.run("user", "list").out


def test_restoring_asks_first(installed: Installation) -> None:
    installed.run("db", "backup", "copy.sqlite3")
    assert installed.run("db", "restore", "copy.sqlite3", given=b"n\n").code != 0
    assert not (installed.database.parent / "factcheck.sqlite3.before-restore").exists()


def test_a_restored_older_database_asks_to_be_upgraded(installed: Installation) -> None:
    query(installed, "UPDATE alembic_version SET version_num = '0000'")
    assert "factcheck db upgrade" in installed.run("user", "list").refused()


def test_seeding_twice_adds_nothing_the_second_time(bare: Installation) -> None:
    bare.run("db", "upgrade")
    first = bare.run("seed")
    assert "Article: " in first.out
    assert "passwords are shown this once" in first.out
    second = bare.run("seed")
    assert second.out == "Everything is there already.\n"
    assert bare.run("audit", "verify").out == "The log is whole.\n"


def test_seeding_gives_a_real_desk_no_demo_people(installed: Installation) -> None:
    installed.run("seed")
    assert "(demo)" not in installed.run("user", "list").out


@pytest.mark.parametrize(
    "meddling",
    [
        "UPDATE audit_event SET name = 'user.signed_in' WHERE id = 1",
        "UPDATE audit_event SET detail = '{}' WHERE id = 1",
        "UPDATE audit_event SET actor_id = 2 WHERE name = 'article.added'",
        "UPDATE audit_event SET at = '2020-01-01 00:00:00.000000' WHERE id = 1",
        "DELETE FROM audit_event WHERE id = 1",
    ],
)
def test_a_log_that_was_changed_is_noticed(installed: Installation, meddling: str) -> None:
    assert installed.run("audit", "verify").code == 0
    query(installed, meddling)
    assert "The log was changed" in installed.run("audit", "verify").refused()


def test_the_doctor_says_what_is_there_and_what_is_wrong(bare: Installation) -> None:
    assert "factcheck db upgrade" in bare.run("doctor").refused()
    bare.run("db", "upgrade")
    said = bare.run("doctor")
    assert said.code == 0
    for words in ("Python", "instance", "SQLite", "All is well."):
        assert words in said.out


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("FACTCHECK_PORT", "x"),
        ("FACTCHECK_DATABASE_URL", "nonsense"),
        ("FACTCHECK_DATABASE_URL", "oracle://x"),
        ("FACTCHECK_DATABASE_URL", "sqlite:////nirgends/x.sqlite3"),
        ("FACTCHECK_DATABASE_URL", "postgresql://geheim:geheim@127.0.0.1:1/x"),
        ("FACTCHECK_INSTANCE", "/dev/null/x"),
    ],
)
def test_a_setting_that_cannot_be_used_is_one_sentence(bare: Installation, setting: str, value: str) -> None:
    for command in (("doctor",), ("user", "list"), ("db", "upgrade")):
        said = bare.run(*command, given=b"", **{setting: value}).refused()
        assert "geheim" not in said


def test_a_database_that_is_none_is_one_sentence(bare: Installation) -> None:
    bare.database.parent.mkdir()
    bare.database.write_bytes(b"no database at all, but long enough to look like something" * 20)
    for command in (("doctor",), ("user", "list"), ("db", "upgrade")):
        assert "not a database" in bare.run(*command).refused()


def test_texts_of_an_older_version_are_indexed_by_the_upgrade_and_again_when_asked(
    installed: Installation,
) -> None:
    assert installed.run("seed").code == 0
    query(installed, "DELETE FROM search_posting")
    assert "texts can be searched for now." in installed.run("db", "upgrade").out
    assert "searched" not in installed.run("db", "upgrade").out
    before = query(installed, "SELECT term, kind, row_id, weight FROM search_posting")
    assert "texts can be searched for." in installed.run("db", "reindex").out
    assert query(installed, "SELECT term, kind, row_id, weight FROM search_posting") == before != []


def test_doctor_and_backup_name_the_folder_of_kept_copies(installed: Installation, tmp_path: Path) -> None:
    said = installed.run("doctor")
    assert "0 files of kept copies" in said.out
    folder = installed.folder / "instance" / "snapshots"
    assert "snapshots" not in installed.run("db", "backup", tmp_path / "first").out
    folder.mkdir()
    assert str(folder) in installed.run("db", "backup", tmp_path / "second").out
