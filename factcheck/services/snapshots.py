"""Kept copies of sources: fetched in the background, uploaded or pasted, compared when looked at again."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from factcheck.formats import copies
from factcheck.formats.errors import SENTENCES, FormatError
from factcheck.models import Evidence, Job, Robots, Snapshot, SnapshotOrigin, Source, SourceCondition, User
from factcheck.services import access, articles, audit, copy_requests, jobs, quotes, snapshot_files, sources
from factcheck.services.access import Act
from factcheck.services.errors import FactcheckError, NotFound, Refused, Unreachable
from factcheck.services.jobs import Page, Step, Steps, Tools, Work

GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
ROBOT = "factcheck"
LONGEST_TEXT = 1_000_000


@dataclass(frozen=True, slots=True)
class Copy:
    """What goes into a copy: the bytes as they came, what they are, and where they came from."""

    origin: SnapshotOrigin
    body: bytes
    content_type: str
    address: str | None = None
    file_name: str | None = None
    status: int | None = None
    robots: Robots | None = None


def request(session: Session, actor: User, source: Source, *, now: datetime) -> Job:
    """Ask for a copy of a page; where there is one, the page is looked at again."""
    access.require(actor, Act.EVIDENCE_EDIT)
    if not source.url:
        raise Refused("This source has no address; upload a file or paste its text.")
    job = copy_requests.ask_copy(session, actor, source, now=now)
    audit.record(session, actor, "snapshot.requested", source, now=now, title=source.title)
    return job


def keep(session: Session, actor: User | None, work: Work, *, now: datetime) -> Steps:
    """The task behind `request`: fetch the page, keep it, look for the quotations taken from it."""
    source = sources.get_source(session, work.arguments["source"])
    yield Step(0, 1)  # nobody waits for the network
    condition = look(session, actor, source, work.tools, now=now)
    return {"condition": condition.value}


def request_all(session: Session, actor: User, *, now: datetime) -> Job:
    """Have every page that is evidence and was kept looked at again."""
    access.require(actor, Act.JOB_MANAGE)
    job = jobs.enqueue(session, actor, "snapshot.look_again", {}, key="snapshot all", now=now)
    audit.record(session, actor, "snapshot.all_requested", actor, now=now)
    return job


def look_again(session: Session, actor: User | None, work: Work, *, now: datetime) -> Steps:
    """The task behind `request_all` and `revisits.ask`, a source a step."""
    counts = dict(work.cursor.get("counts") or dict.fromkeys(("looked", "changed", "gone", "unreachable"), 0))
    after, done = work.cursor.get("after", 0), work.done
    seen_before = work.arguments.get("seen_before")
    wanted = in_use() if seen_before is None else in_use(datetime.fromisoformat(seen_before))
    rest = wanted.where(Source.id > after)
    total = done + (session.scalar(select(func.count()).select_from(rest.subquery())) or 0)
    while (source := session.scalar(wanted.where(Source.id > after).limit(1))) is not None:
        yield Step(done, total, {"after": after, "counts": counts})
        try:
            condition = look(session, actor, source, work.tools, now=now).value
        except Refused:
            condition = SourceCondition.UNREACHABLE.value
        after, done = source.id, done + 1
        counts["looked"] += 1
        if condition in counts:
            counts[condition] += 1
    return counts


def look(
    session: Session, actor: User | None, source: Source, tools: Tools, *, now: datetime
) -> SourceCondition:
    """Fetch a source's page outside of any transaction and note what became of it.

    Raises `Refused` or `Unreachable` for a page of which there is no copy yet.
    """
    if not source.url:
        raise Refused("This source has no address; upload a file or paste its text.")
    try:
        page = tools.fetch(source.url)
        robots = _robots(source.url, tools)
    except (Unreachable, Refused):
        if source.kept_at is None:
            raise
        return _noted(session, actor, source, SourceCondition.UNREACHABLE, now)
    if page.status != HTTPStatus.OK:
        if source.kept_at is None:
            raise Refused(
                "The page answers with status %(status)s; upload a file or paste its text.",
                status=page.status,
            )
        gone = page.status in GONE
        condition = SourceCondition.GONE if gone else SourceCondition.UNREACHABLE
        return _noted(session, actor, source, condition, now)
    return _taken(session, actor, source, tools.folder, _copy_of(page, robots), now)


def upload(
    session: Session, actor: User, folder: Path, source: Source, data: bytes, name: str, *, now: datetime
) -> Snapshot:
    """Keep a file as a copy of a source: PDF, picture, web page or text, told by its content."""
    access.require(actor, Act.EVIDENCE_EDIT)
    try:
        kind = copies.kind_of(data)
    except FormatError as error:
        raise Refused(SENTENCES[error.code], field="file", **error.params) from error
    copy = Copy(SnapshotOrigin.UPLOADED, data, kind, file_name=Path(name).name[:300] or None)
    return _kept(session, actor, source, folder, copy, now)


def paste(
    session: Session, actor: User, folder: Path, source: Source, text: str, *, now: datetime
) -> Snapshot:
    """Keep pasted text as a copy of a source, for pages that no program can fetch."""
    access.require(actor, Act.EVIDENCE_EDIT)
    if not text.strip():
        raise Refused("Paste the text of the source.", field="text")
    if len(text) > LONGEST_TEXT:
        raise Refused("The text is longer than %(limit)s characters.", field="text", limit=LONGEST_TEXT)
    copy = Copy(SnapshotOrigin.PASTED, text.encode(), copies.TEXT)
    return _kept(session, actor, source, folder, copy, now)


def of_source(session: Session, source: Source) -> list[Snapshot]:
    """The copies of a source, newest first."""
    query = select(Snapshot).where(Snapshot.source_id == source.id).options(joinedload(Snapshot.taken_by))
    return list(session.scalars(query.order_by(Snapshot.id.desc())))


def get(session: Session, snapshot_id: int) -> Snapshot:
    """The copy with this id; raises `NotFound`."""
    snapshot = session.get(Snapshot, snapshot_id)
    if snapshot is None:
        raise NotFound("There is no copy with this number.")
    return snapshot


def lost_files(session: Session, folder: Path) -> int:
    """How many copies have lost the file of their bytes."""
    names = session.scalars(select(Snapshot.content_hash).distinct())
    return sum(not snapshot_files.is_there(folder, name) for name in names)


def before(session: Session, snapshot: Snapshot) -> Snapshot | None:
    """The copy with readable text that was kept before this one."""
    query = select(Snapshot).where(
        Snapshot.source_id == snapshot.source_id, Snapshot.id < snapshot.id, Snapshot.text_hash.is_not(None)
    )
    return session.scalar(query.order_by(Snapshot.id.desc()).limit(1))


def in_use(seen_before: datetime | None = None) -> "Select[Source]":
    """The sources with an address that are evidence and of which a copy was kept, by number.

    With `seen_before` only those whose page nobody has looked at since.
    """
    used = select(Evidence.source_id).where(Evidence.removed_at.is_(None))
    query = select(Source).where(Source.kept_at.is_not(None), Source.url.is_not(None), Source.id.in_(used))
    if seen_before is not None:
        query = query.where(func.coalesce(Source.checked_at, Source.kept_at) < seen_before)
    return query.order_by(Source.id)


def _copy_of(page: Page, robots: Robots) -> Copy:
    return Copy(
        SnapshotOrigin.FETCHED,
        page.body,
        page.content_type[:200],
        address=page.final_url,
        status=page.status,
        robots=robots,
    )


def _robots(url: str, tools: Tools) -> Robots:
    """What robots.txt says to programs about this page (RFC 9309); unknown where it cannot be read."""
    parts = urlsplit(url)
    try:
        answer = tools.fetch(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")))
    except FactcheckError:
        return Robots.UNKNOWN
    if answer.status in GONE:
        return Robots.ALLOWED
    if answer.status != HTTPStatus.OK:
        return Robots.UNKNOWN
    rules = RobotFileParser()
    rules.parse(answer.body.decode("utf-8", "replace").splitlines())
    return Robots.ALLOWED if rules.can_fetch(ROBOT, url) else Robots.DISALLOWED


def _taken(
    session: Session, actor: User | None, source: Source, folder: Path, copy: Copy, now: datetime
) -> SourceCondition:
    """Keep a fetched page unless its text is that of the newest copy; say how it stands to the first."""
    text = _readable(copy)
    name = None if text is None else snapshot_files.digest(text.encode())
    fetched = [row for row in of_source(session, source) if row.origin is SnapshotOrigin.FETCHED]
    mark = (name, None) if name else (None, snapshot_files.digest(copy.body))
    marks = [(row.text_hash, None if row.text_hash else row.content_hash) for row in fetched]
    if not marks or marks[0] != mark:
        _kept(session, actor, source, folder, copy, now)
    condition = SourceCondition.CHANGED if marks and marks[-1] != mark else SourceCondition.SAME
    return _noted(session, actor, source, condition, now) if marks else _unsaid(source, condition, now)


def _noted(
    session: Session, actor: User | None, source: Source, condition: SourceCondition, now: datetime
) -> SourceCondition:
    _unsaid(source, condition, now)
    audit.record(
        session, actor, "source.looked_at", source, now=now, title=source.title, condition=condition.value
    )
    return condition


def _unsaid(source: Source, condition: SourceCondition, now: datetime) -> SourceCondition:
    source.condition, source.checked_at = condition, now
    return condition


def _kept(
    session: Session, actor: User | None, source: Source, folder: Path, copy: Copy, now: datetime
) -> Snapshot:
    """Write the files of a copy and its row, and look for the quotations in it."""
    text = _readable(copy)
    content_hash = snapshot_files.digest(copy.body)
    address = copy.address or f"urn:factcheck:{copy.origin.value}:{content_hash}"
    archive = copies.packed(copy.body, copy.content_type, address, now, copy.status)
    snapshot_files.keep(folder, content_hash, snapshot_files.ARCHIVE, archive)
    text_hash = None
    if text is not None:
        text_hash = snapshot_files.digest(text.encode())
        snapshot_files.keep(folder, text_hash, snapshot_files.READABLE, text.encode())
    snapshot = Snapshot(
        source=source,
        origin=copy.origin,
        address=copy.address,
        file_name=copy.file_name,
        content_type=copy.content_type,
        size=len(copy.body),
        content_hash=content_hash,
        text_hash=text_hash,
        characters=None if text is None else len(text),
        robots=copy.robots,
        taken_by_id=actor.id if actor else None,
        taken_at=now,
    )
    session.add(snapshot)
    source.kept_at, source.content_hash = now, content_hash
    session.flush()
    audit.record(
        session, actor, "snapshot.kept", source, now=now, title=source.title, origin=copy.origin.value
    )
    quotes.look_for_all(session, source, folder, now=now)
    return snapshot


def _readable(copy: Copy) -> str | None:
    """The text of a copy as people read it; None for pictures, scans and pages that hold none."""
    kind = copy.content_type.partition(";")[0].strip().lower()
    if kind in copies.PICTURES:
        return None
    ending = {copies.PDF: "copy.pdf", copies.TEXT: "copy.txt"}.get(kind, "copy.html")
    try:
        return articles.read_file(copy.body, ending, copy.content_type).text
    except Refused:
        return None
