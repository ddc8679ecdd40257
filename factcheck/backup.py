"""Copies of a SQLite database, made while it is in use and put back when it is not."""

from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from factcheck.db import sqlite_driver
from factcheck.services.errors import Refused


def make(url: str, file: Path) -> None:
    """Copy the database behind `url` to a new file in one consistent step."""
    source = _file_of(url)
    if file.exists():
        raise Refused("%(file)s is there already; choose another name.", file=file)
    driver = sqlite_driver()
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    # In one step: in small ones every write of others would start the copy again.
    with closing(driver.connect(source)) as old, closing(driver.connect(part)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")
    _check(part)
    part.rename(file)


def restore(url: str, file: Path) -> Path | None:
    """Put a backup in the place of the database; returns where the one before was kept, if there was one."""
    target = _file_of(url)
    _check(file)
    kept = None
    if target.exists():
        kept = target.with_name(target.name + ".before-restore")
        make_room = kept
        number = 1
        while make_room.exists():
            number += 1
            make_room = kept.with_name(f"{kept.name}-{number}")
        kept = make_room
        make(url, kept)
    for leftover in ("-wal", "-shm"):
        Path(f"{target}{leftover}").unlink(missing_ok=True)
    part = target.with_name(target.name + ".part")
    part.write_bytes(file.read_bytes())
    part.replace(target)
    return kept


def _file_of(url: str) -> Path:
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        raise Refused("This works for SQLite; use pg_dump and pg_restore for PostgreSQL.")
    return Path(address.database)


def _check(file: Path) -> None:
    driver = sqlite_driver()
    try:
        with closing(driver.connect(file)) as connection:
            answer = connection.execute("PRAGMA quick_check").fetchone()[0]
            connection.execute("SELECT version_num FROM alembic_version")
    except driver.DatabaseError as error:
        raise Refused("%(file)s is no backup of this program: %(error)s.", file=file, error=error) from error
    if answer != "ok":
        raise Refused("%(file)s is damaged: %(answer)s.", file=file, answer=answer)
