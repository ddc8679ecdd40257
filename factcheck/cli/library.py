"""`factcheck import`: other people's fact-checks into the library."""

import hashlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click
from sqlalchemy.orm import Session

from factcheck.cli.session import acting, database, moment
from factcheck.db import Database
from factcheck.formats import checks as check_files
from factcheck.formats.checks import ChecksFormat
from factcheck.formats.checks_columns import CheckField
from factcheck.formats.errors import FormatError
from factcheck.models import CheckImport, LineOutcome
from factcheck.services import imports
from factcheck.services.errors import FactcheckError, Refused

HEAD = 1 << 20
SHOWN_PROBLEMS = 20


@click.group()
def import_() -> None:
    """Bring other people's work into the house."""


@import_.command("checks")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--format", "form", type=click.Choice(list(ChecksFormat)), help="Else told by the file's first bytes."
)
@click.option(
    "--mapping", "pairs", multiple=True, metavar="COLUMN=FIELD", help="What a table's column holds."
)
@click.option("--dry-run", is_flag=True, help="Say what would be brought in, and store nothing.")
@click.option("--as", "name", metavar="USER", help="For whom; the first administrator when left out.")
def checks(
    files: tuple[str, ...], form: str | None, pairs: tuple[str, ...], *, dry_run: bool, name: str | None
) -> None:
    """Bring fact-checks into the library: ClaimReview pages, feeds and lines, or tables.

    A file brought in again adds nothing twice; a broken record is named by its line and stops nothing else.
    """
    mapping = _mapping(pairs)
    failures = 0
    with database() as (_, opened):
        for file in files:
            try:
                failures += _bring_in(opened, Path(file), form, mapping, name, dry_run=dry_run)
            except FactcheckError as error:
                failures += 1
                click.echo(f"{file}: {error}", err=True)
    if failures:
        raise click.ClickException(f"{failures} records or files could not be brought in.")


def _mapping(pairs: tuple[str, ...]) -> dict[CheckField, str]:
    found: dict[CheckField, str] = {}
    for pair in pairs:
        column, equals, field = pair.rpartition("=")
        if not equals or not column or field not in set(CheckField):
            fields = ", ".join(CheckField)
            raise click.UsageError(f"--mapping {pair}: write COLUMN=FIELD, with one of {fields}.")
        found[CheckField(field)] = column
    return found


def _bring_in(
    opened: Database,
    path: Path,
    form: str | None,
    mapping: Mapping[CheckField, str],
    name: str | None,
    *,
    dry_run: bool,
) -> int:
    """Go through one file, a transaction a batch; how many records could not be used."""
    with _opened(path) as (file, size), opened.writing() as session:
        row = _begin(session, path, form, mapping, name)
        if not dry_run:
            session.commit()
        actor = acting(session, name)
        items = check_files.read(file, ChecksFormat(row.form), mapping=imports.mapping_of(row))
        import_id, at = row.id, 0
        with click.progressbar(length=size, label=path.name, file=sys.stderr, hidden=size < HEAD) as bar:
            try:
                for _ in imports.take_in(session, actor, import_id, items, now=moment()):
                    if not dry_run:
                        session.commit()
                    bar.update(file.tell() - at)
                    at = file.tell()
            except FormatError as error:
                raise imports.refusal(error) from error
        row = imports.get(session, import_id)
        imports.finish(session, actor, row, now=moment())
        if not dry_run:
            session.commit()
        failed = _tell(session, path, row, dry_run=dry_run)
        session.rollback()
    return failed


def _begin(
    session: Session, path: Path, form: str | None, mapping: Mapping[CheckField, str], name: str | None
) -> CheckImport:
    """The row of an import from the file's own place; a table's columns are those named, or guessed."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    chosen = ChecksFormat(form) if form else None
    actor = acting(session, name)
    row = imports.register(session, actor, path.name, head, chosen, now=moment())
    row.content_hash = digest
    if mapping and row.form != ChecksFormat.CSV:
        raise Refused("Only a table has columns to choose.")
    if mapping:
        imports.choose(session, actor, row, mapping, version=row.version, now=moment())
    if row.form == ChecksFormat.CSV:
        imports.check_mapping(imports.mapping_of(row) or {})
    return row


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    try:
        with path.open("rb") as file:
            yield file, path.stat().st_size
    except OSError as error:
        raise Refused("The file cannot be read: %(reason)s.", reason=error.strerror) from error


def _tell(session: Session, path: Path, row: CheckImport, *, dry_run: bool) -> int:
    """The numbers on standard output, the first problems on standard error; how many there were."""
    numbers = (
        f"{row.added} new, {row.changed} changed, {row.unchanged} known, {row.skipped} of our own, "
        f"{row.failed} unusable"
    )
    click.echo(f"{path.name}: {numbers}{' (nothing stored)' if dry_run else ''}")
    problems = imports.lines(session, row, LineOutcome.FAILED, limit=SHOWN_PROBLEMS)
    for problem in problems:
        click.echo(f"{path.name}: {str(problem.problem) % problem.params}", err=True)
    if row.failed > len(problems):
        click.echo(f"{path.name}: and {row.failed - len(problems)} more.", err=True)
    return row.failed
