"""Quotations of evidence: looked for in copies of their source, and what reviewers say to a warning."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from factcheck.analysis.evened import Evened
from factcheck.analysis.quote_check import Outcome, check_evened
from factcheck.analysis.quote_check import QuoteCheck as Found
from factcheck.models import Claim, Evidence, QuoteCheck, QuoteOutcome, Snapshot, Source, User
from factcheck.services import access, audit, snapshot_files, sources
from factcheck.services.access import Act
from factcheck.services.errors import (
    Conflict,
    FactcheckError,
    InvalidTransition,
    NotAllowed,
    NotFound,
    Refused,
)
from factcheck.services.jobs import Step, Steps, Work

# How many copies are looked through, newest first, and how much text is shown around a place.
COPIES = 5
AROUND = 240
LONGEST_CONTEXT = 4_000
Text = tuple[Snapshot, str, Evened]


def check(session: Session, actor: User | None, work: Work, *, now: datetime) -> Steps:  # noqa: ARG001 (a task)
    """Look for the quotations of a source once more, because one of them is new."""
    yield Step(0, 1)
    source = sources.get_source(session, work.arguments["source"])
    look_for_all(session, source, work.tools.folder, now=now)
    return None


def look_for_all(session: Session, source: Source, folder: Path, *, now: datetime) -> None:
    """Look for every quotation of a source that has not been found in its newest copy."""
    query = select(Evidence).where(
        Evidence.source_id == source.id, Evidence.quote.is_not(None), Evidence.removed_at.is_(None)
    )
    rows = list(session.scalars(query.order_by(Evidence.id)))
    texts = _texts(session, source, folder) if rows else []
    if not texts:
        return
    known = {
        row.evidence_id: row
        for row in session.scalars(
            select(QuoteCheck).where(QuoteCheck.evidence_id.in_([row.id for row in rows]))
        )
    }
    for evidence in rows:
        row = known.get(evidence.id) or QuoteCheck(evidence_id=evidence.id, quote=evidence.quote)
        if row.quote != evidence.quote:
            row.answer = row.answered_by_id = row.answered_at = None  # it was said about other words
        _store(row, evidence, texts, source.language or evidence.claim.article.language, now)
        session.add(row)
    session.flush()


def may_answer(actor: User, evidence: Evidence) -> bool:
    """Whether this person may answer the warning about a quotation: never whoever brought it in."""
    return access.may(actor, Act.VERDICT_REVIEW) and evidence.added_by_id != actor.id


def answer(
    session: Session, actor: User, evidence: Evidence, text: str, *, version: int, now: datetime
) -> None:
    """Say why a quotation that was not found as it stands may be used all the same."""
    access.require(actor, Act.VERDICT_REVIEW)
    row = session.get(QuoteCheck, evidence.id)
    if row is None or not warns(row):
        raise NotFound("There is no warning about this quotation.")
    if not may_answer(actor, evidence):
        raise NotAllowed("You brought this quotation in yourself: somebody else answers the warning.")
    if row.version != version:
        raise Conflict("The quotation was looked for again in the meantime; look at it once more.")
    if not text.strip():
        raise Refused("Say why the quotation may be used as it stands.", field="answer")
    row.answer, row.answered_by_id, row.answered_at = text.strip(), actor.id, now
    audit.record(
        session,
        actor,
        "quote.answered",
        evidence.claim,
        now=now,
        source=evidence.source.title,
        answer=text.strip(),
    )


def checks_of(session: Session, evidence: list[Evidence]) -> dict[int, QuoteCheck]:
    """What was found for each piece of evidence, by its id; those without a quotation or copy are missing."""
    ids = [row.id for row in evidence if row.quote and row.source.kept_at]
    if not ids:
        return {}
    query = select(QuoteCheck).where(QuoteCheck.evidence_id.in_(ids))
    query = query.options(joinedload(QuoteCheck.answered_by), joinedload(QuoteCheck.snapshot))
    quotes = {row.id: row.quote for row in evidence}
    return {row.evidence_id: row for row in session.scalars(query) if row.quote == quotes[row.evidence_id]}


def warns(row: QuoteCheck) -> bool:
    """Whether a reviewer has to say something: it is not there, or the place states other facts."""
    return row.outcome is QuoteOutcome.MISSING or bool(row.differing)


def refuse_unanswered(session: Session, claim: Claim) -> None:
    """Raise `InvalidTransition` while a warning about a quotation on this claim has no answer."""
    evidence = sources.evidence_of(session, claim)
    checks = checks_of(session, evidence)
    for row in evidence:
        found = checks.get(row.id)
        if found is not None and warns(found) and found.answer is None:
            raise InvalidTransition(
                "The quotation from “%(title)s” was not found as it stands; answer that warning first.",
                title=row.source.title,
            )


def _texts(session: Session, source: Source, folder: Path) -> list[Text]:
    query = select(Snapshot).where(Snapshot.source_id == source.id, Snapshot.text_hash.is_not(None))
    found: list[Text] = []
    for snapshot in session.scalars(query.order_by(Snapshot.id.desc()).limit(COPIES)):
        try:
            text = snapshot_files.text(folder, snapshot.text_hash or "")
        except FactcheckError:
            continue  # its file is gone: the page of the copy says so
        found.append((snapshot, text, Evened.of(text)))
    return found


def _store(row: QuoteCheck, evidence: Evidence, texts: list[Text], language: str, now: datetime) -> None:
    """Keep the best answer of the newest copies: a page that has changed leaves the old one to go by."""
    quote = evidence.quote or ""
    snapshot, text, found = texts[0][0], texts[0][1], Found(Outcome.MISSING)
    for candidate, words, evened in texts:
        result = check_evened(quote, evened, words, language)
        if result.outcome is not Outcome.MISSING:
            snapshot, text, found = candidate, words, result
            break
    row.snapshot_id, row.quote, row.checked_at = snapshot.id, quote, now
    row.outcome = QuoteOutcome(found.outcome.value)
    row.likeness = found.likeness
    row.differing = [kind.value for kind in found.differing]
    row.context, row.parts = None, []
    if found.parts:
        start = max(found.parts[0].start - AROUND, 0)
        end = min(found.parts[-1].end + AROUND, len(text), start + LONGEST_CONTEXT)
        row.context = text[start:end]
        row.parts = [
            [part.start - start, min(part.end, end) - start] for part in found.parts if part.start < end
        ]
