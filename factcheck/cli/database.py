"""Commands for the database itself: `db`, `seed`, `audit`, `doctor`."""

import sys
from pathlib import Path

import click
from sqlalchemy import text

from factcheck import __version__, backup, schema
from factcheck.cli.session import database, moment
from factcheck.config import ConfigError
from factcheck.db import sqlite_driver, sqlite_is_safe
from factcheck.services import audit as audit_log
from factcheck.services import search_index, seeding, snapshot_files, snapshots
from factcheck.shipped import shipped


@click.group()
def db() -> None:
    """Migrate, check, back up and restore the database."""


@db.command("upgrade")
def upgrade() -> None:
    """Bring the database to this version's revision."""
    with database(migrated=False) as (_, opened):
        before = schema.current(opened.engine)
        schema.upgrade(opened.engine)
        after = schema.current(opened.engine)
        with opened.writing() as session:
            # A migration cannot stem words: what an older version stored is indexed here, once.
            indexed = search_index.rebuild(session) if search_index.is_missing(session) else 0
            session.commit()
    click.echo(f"The database is at revision {after}{'' if before == after else f' (was {before})'}.")
    if indexed:
        click.echo(f"{indexed} texts can be searched for now.")


@db.command("reindex")
def reindex() -> None:
    """Build the index of the search anew from the texts themselves."""
    with database() as (_, opened), opened.writing() as session:
        indexed = search_index.rebuild(session)
        session.commit()
    click.echo(f"{indexed} texts can be searched for.")


@db.command("check")
def check() -> None:
    """Compare the database with what this version expects, down to every constraint."""
    with database() as (_, opened):
        problems = schema.differences(opened.engine)
        if opened.engine.dialect.name == "sqlite":
            with opened.engine.connect() as connection:
                answer = connection.scalar(text("PRAGMA quick_check"))
            if answer != "ok":
                problems.append(f"SQLite says: {answer}")
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise click.ClickException(f"{len(problems)} differences; restore a backup or ask for help.")
    click.echo("The database is as it should be.")


@db.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def make_backup(file: Path) -> None:
    """Copy the whole database to FILE while everybody goes on working."""
    with database() as (config, _):
        backup.make(config.database_url, file)
        folder = config.instance / snapshot_files.FOLDER
    click.echo(f"Backed up to {file}.")
    if folder.is_dir():
        click.echo(f"Kept copies of sources are files: back up {folder} as well.")


@db.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(file: Path, *, yes: bool) -> None:
    """Put the database of FILE in place of the present one, which is kept beside it."""
    with database(migrated=False) as (config, _):
        url = config.database_url
    if not yes:
        click.confirm("Stop the server first. Replace the present database?", abort=True)
    kept = backup.restore(url, file)
    click.echo(f"Restored.{f' The database before is kept as {kept}.' if kept else ''}")


@click.command()
def seed() -> None:
    """Load the rating scale, and for a first look demo people and example articles."""
    with database() as (_, opened), opened.writing() as session:
        seeded = seeding.seed(session, shipped("seeds"), now=moment())
        session.commit()
    for title in seeded.articles:
        click.echo(f"Article: {title}")
    if seeded.passwords:
        click.echo("Demo people (passwords are shown this once and work on this machine only):")
        for name, password in seeded.passwords.items():
            click.echo(f"  {name:6} {password}")
    elif not seeded.articles:
        click.echo("Everything is there already.")


@click.group()
def audit() -> None:
    """The log of every act."""


@audit.command("verify")
def verify() -> None:
    """Recompute the chain of hashes over the whole log."""
    with database() as (_, opened), opened.reading() as session:
        broken = list(audit_log.broken_links(session))
    if broken:
        shown = ", ".join(map(str, broken[:10]))
        raise click.ClickException(f"The log was changed: {len(broken)} rows do not fit, first {shown}.")
    click.echo("The log is whole.")


@click.command()
def doctor() -> None:
    """Say what this installation is made of, and what is wrong with it."""
    click.echo(f"factcheck {__version__}, Python {sys.version.split()[0]}")
    problems = []
    try:
        with database(migrated=False) as (config, opened):
            click.echo(f"instance {config.instance}")
            click.echo(f"database {opened.engine.url.render_as_string(hide_password=True)}")
            revision, newest = schema.current(opened.engine), schema.head()
            if revision != newest:
                problems.append(
                    f"the database is at revision {revision}, not {newest}: `factcheck db upgrade`"
                )
            copies = list((config.instance / snapshot_files.FOLDER).rglob("*.*"))
            click.echo(f"{len(copies)} files of kept copies in {config.instance / snapshot_files.FOLDER}")
            if revision == newest:
                with opened.reading() as session:
                    lost = snapshots.lost_files(session, config.instance)
                if lost:
                    problems.append(f"{lost} kept copies have lost their files: restore the snapshots folder")
            if opened.engine.dialect.name == "sqlite":
                click.echo(f"SQLite {sqlite_driver().sqlite_version}")
                if not sqlite_is_safe():
                    problems.append(
                        "this SQLite can corrupt its database under two writers: use 3.51.3 or newer"
                    )
    except ConfigError as error:
        problems.append(str(error))
    for problem in problems:
        click.echo(f"! {problem}", err=True)
    if problems:
        raise click.ClickException(f"{len(problems)} problems.")
    click.echo("All is well.")
