"""Sources and the evidence they give for or against a claim."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import flag_modified

from factcheck.models import Claim, Evidence, Source, SourceKind, Stance, User
from factcheck.services import access, addresses, audit, copy_requests, progress
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, InvalidTransition, NotFound, Refused

LONGEST_TITLE = 500


@dataclass(frozen=True, slots=True)
class SourceDetails:
    """What a person knows about a source; None is unknown."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    kind: SourceKind | None = None
    archive_url: str | None = None
    language: str | None = None
    licence: str | None = None
    interests: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a person read in a source about a claim."""

    stance: Stance
    accessed: date
    quote: str | None = None
    note: str | None = None


def attach(
    session: Session,
    actor: User,
    claim: Claim,
    details: SourceDetails,
    finding: Finding,
    *,
    now: datetime,
) -> Evidence:
    """Tie a source to a claim; a page that is a source already is used again and learns what was unknown."""
    access.require(actor, Act.EVIDENCE_EDIT)
    _check_open(claim)
    _check(details, finding, now)
    source = _known(session, details.url) or _add(session, actor, details, now)
    _complete(source, details)
    evidence = Evidence(
        claim=claim,
        source=source,
        stance=finding.stance,
        quote=(finding.quote or "").strip() or None,
        note=(finding.note or "").strip() or None,
        accessed=finding.accessed,
        added_by_id=actor.id,
        created_at=now,
    )
    session.add(evidence)
    _touch(claim, now)
    progress.start_research(session, actor, claim, now=now)
    session.flush()  # the log names the evidence by its number
    _look_up(session, actor, evidence, now)
    audit.record(
        session,
        actor,
        "evidence.added",
        claim,
        now=now,
        evidence=evidence.id,
        stance=finding.stance.value,
        source=source.title,
    )
    return evidence


def change(
    session: Session, actor: User, evidence: Evidence, finding: Finding, *, version: int, now: datetime
) -> None:
    """Change stance, quote, note or day of a piece of evidence; the history keeps what it was."""
    access.require(actor, Act.EVIDENCE_EDIT)
    _check_open(evidence.claim)
    if evidence.version != version:
        raise Conflict("Somebody else has changed this evidence in the meantime; look at it again.")
    if evidence.removed_at is not None:
        raise InvalidTransition("This evidence was removed already.")
    _check(SourceDetails(title=evidence.source.title), finding, now)
    wanted = {
        "stance": finding.stance,
        "quote": (finding.quote or "").strip() or None,
        "note": (finding.note or "").strip() or None,
        "accessed": finding.accessed,
    }
    before = {key: getattr(evidence, key) for key in wanted}
    changes = {
        key: [plain(before[key]), plain(value)] for key, value in wanted.items() if before[key] != value
    }
    for key, value in wanted.items():
        setattr(evidence, key, value)
    _touch(evidence.claim, now)
    audit.record(
        session,
        actor,
        "evidence.changed",
        evidence.claim,
        now=now,
        evidence=evidence.id,
        source=evidence.source.title,
        changes=changes,
    )
    if "quote" in changes:
        _look_up(session, actor, evidence, now)


def remove(session: Session, actor: User, evidence: Evidence, *, now: datetime) -> None:
    """Take a piece of evidence off its claim; it can be restored."""
    access.require(actor, Act.EVIDENCE_EDIT)
    _check_open(evidence.claim)
    if evidence.removed_at is not None:
        raise InvalidTransition("This evidence was removed already.")
    evidence.removed_at = now
    _touch(evidence.claim, now)
    _record(session, actor, "evidence.removed", evidence, now)


def restore(session: Session, actor: User, evidence: Evidence, *, now: datetime) -> None:
    """Put removed evidence back."""
    access.require(actor, Act.EVIDENCE_EDIT)
    _check_open(evidence.claim)
    if evidence.removed_at is None:
        raise InvalidTransition("This evidence is in place.")
    evidence.removed_at = None
    _touch(evidence.claim, now)
    _record(session, actor, "evidence.restored", evidence, now)


def correct(
    session: Session, actor: User, source: Source, details: SourceDetails, *, version: int, now: datetime
) -> None:
    """Correct what is known about a source, for every claim that uses it."""
    access.require(actor, Act.EVIDENCE_EDIT)
    if source.version != version:
        raise Conflict("Somebody else has changed this source in the meantime; look at it again.")
    if not (details.title or "").strip():
        raise Refused("A source needs a title.", field="title")
    addresses.check(details.url, "url")
    addresses.check(details.archive_url, "archive_url")
    other = _known(session, details.url)
    if other is not None and other.id != source.id:
        raise Conflict("The source “%(title)s” has this address already.", field="url", title=other.title)
    wanted = asdict(details) | {"title": (details.title or "").strip()[:LONGEST_TITLE]}
    before = {key: getattr(source, key) for key in wanted}
    changes = {
        key: [plain(before[key]), plain(value)] for key, value in wanted.items() if before[key] != value
    }
    if not changes:
        return
    for key, value in wanted.items():
        setattr(source, key, value)
    source.address_key = addresses.key(details.url) if details.url else None
    audit.record(session, actor, "source.corrected", source, now=now, title=source.title, changes=changes)


def get_source(session: Session, source_id: int) -> Source:
    """The source with this id; raises `NotFound`."""
    source = session.get(Source, source_id)
    if source is None:
        raise NotFound("There is no source with this number.")
    return source


def evidence_of(session: Session, claim: Claim) -> list[Evidence]:
    """The evidence that stands, oldest first."""
    query = select(Evidence).options(
        joinedload(Evidence.source).joinedload(Source.job), joinedload(Evidence.added_by)
    )
    query = query.where(Evidence.claim_id == claim.id, Evidence.removed_at.is_(None))
    return list(session.scalars(query.order_by(Evidence.id)))


def get_evidence(session: Session, evidence_id: int) -> Evidence:
    """The piece of evidence with this id; raises `NotFound`."""
    evidence = session.get(Evidence, evidence_id)
    if evidence is None:
        raise NotFound("There is no evidence with this number.")
    return evidence


def _known(session: Session, url: str | None) -> Source | None:
    if not url:
        return None
    return session.scalar(select(Source).where(Source.address_key == addresses.key(url)))


def _add(session: Session, actor: User, details: SourceDetails, now: datetime) -> Source:
    source = Source(
        url=details.url or None,
        address_key=addresses.key(details.url) if details.url else None,
        title=((details.title or "").strip() or details.url or "")[:LONGEST_TITLE],
        created_by_id=actor.id,
        created_at=now,
    )
    session.add(source)
    return source


def _complete(source: Source, details: SourceDetails) -> None:
    for key in (
        "publisher",
        "author",
        "published",
        "kind",
        "archive_url",
        "language",
        "licence",
        "interests",
    ):
        given = getattr(details, key)
        if given and getattr(source, key) is None:
            setattr(source, key, given)


def _check(details: SourceDetails, finding: Finding, now: datetime) -> None:
    if not (details.title or "").strip() and not details.url:
        raise Refused("A source needs an address or a title.", field="title")
    addresses.check(details.url, "url")
    addresses.check(details.archive_url, "archive_url")
    if finding.accessed > now.date():
        raise Refused("The day a source was read cannot lie in the future.", field="accessed")


def _check_open(claim: Claim) -> None:
    if claim.dropped_at is not None:
        raise InvalidTransition("This claim was dropped; undo that first.")
    if claim.status not in progress.OPEN:
        raise InvalidTransition("A verdict stands on this claim; its evidence cannot be changed now.")


def _look_up(session: Session, actor: User, evidence: Evidence, now: datetime) -> None:
    """Have a new source's page kept, and a new quotation looked for in the copies there are."""
    source = evidence.source
    if source.kept_at is None and source.url and source.job_id is None:
        copy_requests.ask_copy(session, actor, source, now=now)
    elif source.kept_at is not None and evidence.quote:
        copy_requests.ask_quotes(session, actor, source, now=now)


def _touch(claim: Claim, now: datetime) -> None:
    """Count as a change of the claim: whoever drops or judges it at the same moment has to look again."""
    claim.updated_at = now
    flag_modified(claim, "updated_at")  # also within the same second


def _record(session: Session, actor: User, event: str, evidence: Evidence, now: datetime) -> None:
    source = evidence.source.title
    audit.record(session, actor, event, evidence.claim, now=now, evidence=evidence.id, source=source)


def plain(value: object) -> str | None:
    """A value as the log keeps it."""
    return None if value is None else str(value)
