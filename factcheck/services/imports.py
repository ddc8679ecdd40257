"""Bringing other people's fact-checks into the library: a file is kept, looked at, then gone through."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from factcheck.formats import checks as check_files
from factcheck.formats import checks_csv
from factcheck.formats.check_records import Item
from factcheck.formats.checks import ChecksFormat
from factcheck.formats.checks_columns import CheckField, is_export
from factcheck.formats.checks_csv import Preview
from factcheck.formats.errors import SENTENCES, FormatError
from factcheck.models import CheckImport, CheckImportLine, LineOutcome, User
from factcheck.services import access, audit, import_lines, jobs, rematching
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, InvalidTransition, NotFound, Refused
from factcheck.services.jobs import Step, Steps, Work

PAGE = 50
FOLDER = "imports"
# Records stored in one transaction: well under a second, so that nobody waits for an import.
BATCH = 200
PREVIEWED = 8


@dataclass(frozen=True, slots=True)
class Look:
    """What a file seems to hold: its first records, and for a table its columns and first rows."""

    items: list[Item]
    table: Preview | None


def add(
    session: Session,
    actor: User,
    data: bytes,
    file_name: str,
    form: ChecksFormat | None,
    folder: Path,
    *,
    now: datetime,
) -> CheckImport:
    """Keep an uploaded file in the instance's folder until it is run; the library has nothing of it yet."""
    access.require(actor, Act.LIBRARY_EDIT)
    row = register(session, actor, file_name, data, form, now=now)
    kept = folder / FOLDER
    kept.mkdir(mode=0o700, exist_ok=True)
    part = kept / f"{row.content_hash}.part"
    part.write_bytes(data)
    part.replace(kept / row.content_hash)
    return row


def register(
    session: Session, actor: User, file_name: str, head: bytes, form: ChecksFormat | None, *, now: datetime
) -> CheckImport:
    """Note that a file is to be brought in; of `head` its form and the columns of a table are told."""
    access.require(actor, Act.LIBRARY_EDIT)
    try:
        found = form or check_files.detected(head[:65_536], file_name)
        table = checks_csv.preview(head) if found is ChecksFormat.CSV else None
    except FormatError as error:
        raise refusal(error) from error
    row = CheckImport(
        file_name=file_name.strip()[-300:] or "?",
        content_hash=hashlib.sha256(head).hexdigest(),
        form=(ChecksFormat.VERDICTS if table and is_export(table.columns) else found).value,
        mapping={field.value: column for field, column in table.guess.items()} if table else {},
        created_by_id=actor.id,
        created_at=now,
    )
    session.add(row)
    audit.record(session, actor, "check_import.added", row, now=now, file=row.file_name)
    return row


def look(row: CheckImport, folder: Path) -> Look:
    """The head of a kept file; raises `Refused` when it cannot be read as what it was taken for."""
    path = _kept(row, folder)
    try:
        with path.open("rb") as file:
            table = checks_csv.preview(file.read()) if row.form == ChecksFormat.CSV else None
            file.seek(0)
            return Look(list(islice(_read(row, file), PREVIEWED)), table)
    except FormatError as error:
        raise refusal(error) from error


def choose(
    session: Session,
    actor: User,
    row: CheckImport,
    mapping: Mapping[CheckField, str],
    *,
    version: int,
    now: datetime,
) -> None:
    """Say which column of a table holds what; the preview follows, nothing is brought in yet."""
    _check_waiting(actor, row, version)
    check_mapping(mapping)
    row.mapping = {field.value: column for field, column in mapping.items()}
    audit.record(session, actor, "check_import.mapped", row, now=now, file=row.file_name, mapping=row.mapping)


def start(session: Session, actor: User, row: CheckImport, *, version: int, now: datetime) -> None:
    """Have the file gone through in the background."""
    _check_waiting(actor, row, version)
    if row.form == ChecksFormat.CSV:
        check_mapping({CheckField(field): column for field, column in row.mapping.items()})
    job = jobs.enqueue(
        session,
        actor,
        "import.checks",
        {"import": row.id, "file": row.file_name},
        key=f"import:{row.id}",
        now=now,
    )
    row.job_id = job.id
    audit.record(session, actor, "check_import.started", row, now=now, file=row.file_name)


def discard(
    session: Session, actor: User, row: CheckImport, folder: Path, *, version: int, now: datetime
) -> None:
    """Throw a file away that was not run."""
    _check_waiting(actor, row, version)
    audit.record(session, actor, "check_import.discarded", row, now=now, file=row.file_name)
    _forget_file(session, row, folder)
    session.delete(row)


def run(session: Session, actor: User | None, work: Work, *, now: datetime) -> Steps:
    """The background work: go through a kept file, storing a batch a step; goes on where it was."""
    row = session.get_one(CheckImport, work.arguments["import"])
    if row.finished_at is not None:  # a worker died after its last step
        return _numbers(row)
    path = _kept(row, work.tools.folder)
    total = _count(row, path)
    with path.open("rb") as file:
        try:
            items = islice(_read(row, file), work.done, None)
            yield from take_in(session, actor, row.id, items, done=work.done, total=total, now=now)
        except FormatError as error:
            raise refusal(error) from error
    row = session.get_one(CheckImport, work.arguments["import"])
    finish(session, actor, row, now=now)
    numbers = _numbers(row)
    yield Step(sum(numbers.values()), sum(numbers.values()))
    _forget_file(session, row, work.tools.folder)  # only now that nobody needs it to go on
    return numbers


def take_in(
    session: Session,
    actor: User | None,
    import_id: int,
    items: Iterable[Item],
    *,
    done: int = 0,
    total: int | None = None,
    now: datetime,
) -> Iterator[Step]:
    """Store items a batch a step, and count them in the same transaction; the caller commits at each step."""
    if actor is None:
        raise NotFound("Nobody stands for this import any more.")
    access.require(actor, Act.LIBRARY_EDIT)
    waiting = iter(items)
    while batch := list(islice(waiting, BATCH)):
        row = session.get_one(CheckImport, import_id)
        import_lines.store(session, row, batch, now=now)
        session.flush()
        done += len(batch)
        yield Step(done, None if total is None else max(total, done))


def finish(session: Session, actor: User | None, row: CheckImport, *, now: datetime) -> None:
    """Say that the whole file has been gone through; claims without a verdict are looked up again."""
    row.finished_at = now
    if row.added or row.changed:
        rematching.ask(session, actor, now=now)
    audit.record(session, actor, "check_import.finished", row, now=now, file=row.file_name, **_numbers(row))


def check_mapping(mapping: Mapping[CheckField, str]) -> None:
    """Raise `Refused` for a mapping that cannot be: a claim is needed, and no column holds two things."""
    if not mapping.get(CheckField.CLAIM_TEXT):
        raise Refused("Say which column holds the claim that was checked.", field=CheckField.CLAIM_TEXT.value)
    columns = list(mapping.values())
    twice = next((name for name in columns if columns.count(name) > 1), None)
    if twice is not None:
        field = next(field for field, name in reversed(list(mapping.items())) if name == twice)
        raise Refused("The column “%(column)s” cannot hold two things.", field=field.value, column=twice)


def refusal(error: FormatError) -> Refused:
    """A file that cannot be read, as a refusal of the form it came with."""
    return Refused(SENTENCES[error.code], field="file", **error.params)


def get(session: Session, import_id: int) -> CheckImport:
    """The import with this id; raises `NotFound`."""
    row = session.get(CheckImport, import_id)
    if row is None:
        raise NotFound("There is no import with this number.")
    return row


def listed(session: Session, before: int | None = None) -> list[CheckImport]:
    """Up to `PAGE` + 1 imports, newest first; `before` is the id the page before ended with."""
    query = select(CheckImport).options(joinedload(CheckImport.created_by), joinedload(CheckImport.job))
    query = query.order_by(CheckImport.id.desc()).limit(PAGE + 1)
    return list(session.scalars(query if before is None else query.where(CheckImport.id < before)))


def lines(
    session: Session,
    row: CheckImport,
    outcome: LineOutcome | None = None,
    after: int = 0,
    limit: int = PAGE + 1,
) -> list[CheckImportLine]:
    """What there is to say about lines of a file, in the order of the file."""
    query = select(CheckImportLine).where(
        CheckImportLine.check_import_id == row.id, CheckImportLine.id > after
    )
    if outcome is not None:
        query = query.where(CheckImportLine.outcome == outcome)
    return list(session.scalars(query.order_by(CheckImportLine.id).limit(limit)))


def mapping_of(row: CheckImport) -> dict[CheckField, str] | None:
    """Which column holds what; None where nobody has to say so."""
    if row.form != ChecksFormat.CSV:
        return None
    return {CheckField(field): column for field, column in row.mapping.items()}


def _numbers(row: CheckImport) -> dict[str, int]:
    return {name: getattr(row, name) for name in ("added", "changed", "unchanged", "skipped", "failed")}


def _read(row: CheckImport, file: BinaryIO) -> Iterator[Item]:
    return check_files.read(file, ChecksFormat(row.form), mapping=mapping_of(row))


def _kept(row: CheckImport, folder: Path) -> Path:
    path = folder / FOLDER / row.content_hash
    if not path.is_file():
        raise NotFound("The file of this import is not kept any more; upload it again.")
    return path


def _count(row: CheckImport, path: Path) -> int:
    """About how many records a file has, for showing how far the work is."""
    lists = {ChecksFormat.JSON, ChecksFormat.HTML}
    mark = b"claimReviewed" if row.form in lists else b"\n"
    with path.open("rb") as file:
        return sum(block.count(mark) for block in iter(lambda: file.read(1 << 20), b""))


def _check_waiting(actor: User, row: CheckImport, version: int) -> None:
    access.require(actor, Act.LIBRARY_EDIT)
    if row.job_id is not None or row.finished_at is not None:
        raise InvalidTransition("This file has been brought in already.")
    if row.version != version:
        raise Conflict("Somebody else has changed this import in the meantime; look at it again.")


def _forget_file(session: Session, row: CheckImport, folder: Path) -> None:
    """Remove a file nobody waits for any more."""
    same = select(CheckImport.id).where(
        CheckImport.content_hash == row.content_hash,
        CheckImport.id != row.id,
        CheckImport.finished_at.is_(None),
    )
    if session.scalar(same.limit(1)) is None:
        (folder / FOLDER / row.content_hash).unlink(missing_ok=True)
