"""Corrections of what was published: reopened or withdrawn with a public note, nothing erased."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from factcheck.models import Claim, Correction, CorrectionKind, User, Verdict, VerdictOutcome
from factcheck.services import access, audit, checks, progress, verdicts
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, InvalidTransition, NotFound, Refused


def begin(
    session: Session, actor: User, claim: Claim, note: str, *, version: int, now: datetime
) -> Correction:
    """Reopen a published verdict; it stays public with this note until the corrected one replaces it.

    The corrected verdict is proposed and looked at by a second person like any other.
    """
    verdict = _published(session, actor, claim, note, version, "correction.opened")
    correction = _add(session, actor, claim, verdict, CorrectionKind.CORRECTION, note, now)
    progress.move(claim, actor, "correction.opened", now=now)
    audit.record(
        session, actor, "correction.opened", claim, now=now, note=correction.note, number=verdict.number
    )
    return correction


def withdraw(
    session: Session, actor: User, claim: Claim, note: str, *, version: int, now: datetime
) -> Correction:
    """Take a published verdict back for good, saying why to those who read it."""
    verdict = _published(session, actor, claim, note, version, "verdict.retracted")
    correction = _add(session, actor, claim, verdict, CorrectionKind.WITHDRAWAL, note, now)
    correction.closed_at = verdict.withdrawn_at = now
    checks.withdraw_own(session, claim, now=now)
    progress.move(claim, actor, "verdict.retracted", now=now)
    audit.record(
        session, actor, "verdict.retracted", claim, now=now, note=correction.note, number=verdict.number
    )
    return correction


def reword(
    session: Session, actor: User, correction: Correction, note: str, *, version: int, now: datetime
) -> None:
    """Say it in other words; the log keeps the words before."""
    access.require(actor, Act.VERDICT_CORRECT)
    if correction.version != version:
        raise Conflict("Somebody else has changed this note in the meantime; look at it again.")
    _check_note(note)
    before = correction.note
    if before == note.strip():
        return
    correction.note = note.strip()
    audit.record(
        session,
        actor,
        "correction.reworded",
        correction.claim,
        now=now,
        before=before,
        after=correction.note,
    )


def abandon(session: Session, actor: User, claim: Claim, *, version: int, now: datetime) -> None:
    """Give a correction up before a new verdict is proposed: what was public stands as it did."""
    progress.check_version(claim, version)
    access.require(actor, Act.VERDICT_CORRECT)
    correction = verdicts.open_correction(session, claim)
    if correction is None:
        raise InvalidTransition("No correction is under way on this claim.")
    progress.move(claim, actor, "correction.abandoned", now=now, to=correction.stood_at)
    correction.closed_at = now
    tried = (Verdict.claim_id == claim.id, Verdict.number > correction.verdict.number)
    for row in session.scalars(select(Verdict).where(*tried, Verdict.published_at.is_(None))):
        row.outcome = VerdictOutcome.SUPERSEDED
    audit.record(session, actor, "correction.abandoned", claim, now=now)


def of(session: Session, claim: Claim) -> list[Correction]:
    """Every correction and withdrawal of a claim's verdicts, newest first."""
    if claim.first_published_at is None:
        return []
    parts = (Correction.opened_by, Correction.verdict, Correction.replaced_by)
    query = select(Correction).where(Correction.claim_id == claim.id)
    return list(
        session.scalars(query.options(*(joinedload(part) for part in parts)).order_by(Correction.id.desc()))
    )


def get(session: Session, correction_id: int) -> Correction:
    """The correction with this id; raises `NotFound`."""
    found = session.get(Correction, correction_id)
    if found is None:
        raise NotFound("There is no correction with this number.")
    return found


def _published(session: Session, actor: User, claim: Claim, note: str, version: int, event: str) -> Verdict:
    """The verdict the public knows, for an act that may be done to it."""
    progress.check_version(claim, version)
    access.require(actor, Act.VERDICT_CORRECT)
    if claim.status not in progress.TRANSITIONS[event].before:
        raise InvalidTransition(progress.SENTENCES[event], status=claim.status.value)
    _check_note(note)
    given = verdicts.all_of(session, claim)
    verdict = next((row for row in given if row.published_at is not None), None)
    if verdict is None:
        raise NotFound("No verdict on this claim was ever published.")
    return verdict


def _check_note(note: str) -> None:
    if not note.strip():
        raise Refused("Say to those who read it what was wrong.", field="note")


def _add(
    session: Session,
    actor: User,
    claim: Claim,
    verdict: Verdict,
    kind: CorrectionKind,
    note: str,
    now: datetime,
) -> Correction:
    correction = Correction(
        claim_id=claim.id,
        verdict_id=verdict.id,
        kind=kind,
        note=note.strip(),
        stood_at=claim.status,
        opened_by_id=actor.id,
        opened_at=now,
    )
    session.add(correction)
    return correction
