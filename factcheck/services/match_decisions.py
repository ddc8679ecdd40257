"""Earlier fact-checks beside a claim: suggested by the machine, confirmed or rejected by people."""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from factcheck.analysis.likeness import Comparison, Likeness
from factcheck.analysis.matching import compare
from factcheck.models import (
    Check,
    Claim,
    ClaimKind,
    Evidence,
    Match,
    MatchStatus,
    Stance,
    User,
    Verdict,
)
from factcheck.services import access, audit, matches, progress, sources, verdicts
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, InvalidTransition, NotFound, Refused
from factcheck.services.sources import Finding, SourceDetails

SUGGESTED = 5
ANSWERED = 100
# Kinds of claims that say something by themselves; a time or a title is no claim that others checked.
WHOLE = frozenset({ClaimKind.STATEMENT, ClaimKind.QUOTE, ClaimKind.QUANTITY})
_TRUE_FROM, _FALSE_TO = 4, 2


def suggest(session: Session, claims: Sequence[Claim], *, now: datetime) -> int:
    """Look for earlier fact-checks of claims and keep what was found; returns how many are new.

    What people have decided on stays as it is; a rejected fact-check is not suggested again.
    """
    if session.scalar(select(Check.id).limit(1)) is None:
        return 0
    wanted = [claim for claim in claims if claim.kind in WHOLE and claim.dropped_at is None]
    known: dict[int, dict[int, Match]] = {claim.id: {} for claim in wanted}
    for row in session.scalars(select(Match).where(Match.claim_id.in_(known))):
        known[row.claim_id][row.check_id] = row
    added = 0
    for claim in wanted:
        found = {
            row.check_id: row.comparison
            for row in matches.find(session, claim.quote, claim.article.language, SUGGESTED)
            if row.comparison.likeness is not Likeness.NONE
        }
        added += _keep(session, claim, found, known[claim.id], now)
    session.flush()
    return added


def of_claim(session: Session, claim: Claim) -> list[Match]:
    """The fact-checks beside a claim: confirmed ones, then suggestions by likeness, then rejected ones."""
    query = (
        select(Match)
        .where(Match.claim_id == claim.id)
        .options(joinedload(Match.check).joinedload(Check.rating), joinedload(Match.decided_by))
    )
    places = {MatchStatus.CONFIRMED: 0, MatchStatus.SUGGESTED: 1, MatchStatus.REJECTED: 2}
    return sorted(
        (row for row in session.scalars(query) if row.check.withdrawn_at is None or row.decided_at),
        key=lambda row: (places[row.status], matches.ORDER[Likeness(row.likeness)], -row.score, row.id),
    )


def confirm(session: Session, actor: User, match: Match, *, version: int, now: datetime) -> None:
    """Say that a fact-check answers this claim: it is linked from now on, and stands in exports."""
    _decide(session, actor, match, MatchStatus.CONFIRMED, "match.confirmed", version, now)


def reject(session: Session, actor: User, match: Match, *, version: int, now: datetime) -> None:
    """Say that a fact-check is about something else: it is not suggested for this claim again."""
    _decide(session, actor, match, MatchStatus.REJECTED, "match.rejected", version, now)


def reopen(session: Session, actor: User, match: Match, *, version: int, now: datetime) -> None:
    """Undo a decision: the fact-check is a suggestion again."""
    _decide(session, actor, match, MatchStatus.SUGGESTED, "match.reopened", version, now)


def link(session: Session, actor: User, claim: Claim, check: Check, *, now: datetime) -> Match:
    """Confirm a fact-check that a person found for a claim, whether it was suggested or not."""
    match = session.scalar(select(Match).where(Match.claim_id == claim.id, Match.check_id == check.id))
    if match is None:
        compared = compare(claim.quote, check.claim_text, claim.article.language, check.language)
        match = _new(claim, check.id, compared, now)
        session.add(match)
        session.flush()
    if match.status is not MatchStatus.CONFIRMED:
        confirm(session, actor, match, version=match.version, now=now)
    return match


def take_over(
    session: Session, actor: User, match: Match, summary: str, *, version: int, now: datetime
) -> Verdict:
    """Propose the verdict of an earlier fact-check as one's own, with its page as evidence.

    It is a proposal like any other: somebody else decides on it. `version` is that of the claim.
    """
    claim, check = match.claim, match.check
    access.require(actor, Act.VERDICT_PROPOSE)
    progress.check_version(claim, version)
    if match.status is not MatchStatus.CONFIRMED:
        raise InvalidTransition("Confirm first that this fact-check answers the claim.")
    if check.rating is None:
        raise Refused(
            "The rating of this fact-check has no counterpart on our scale: propose a verdict by hand."
        )
    if check.url and not _is_evidence(session, claim, check):
        details = SourceDetails(
            title=check.title or check.claim_text, url=check.url, publisher=check.publisher
        )
        finding = Finding(_stance(check), now.date(), note=None)
        sources.attach(session, actor, claim, details, finding, now=now)
    session.flush()
    return verdicts.propose(session, actor, claim, check.rating, summary, version=claim.version, now=now)


def answered_by(session: Session, check: Check) -> list[Claim]:
    """The claims of the desk that a fact-check was confirmed to answer, newest first."""
    query = select(Claim).join(Match, Match.claim_id == Claim.id).options(joinedload(Claim.article))
    query = query.where(Match.check_id == check.id, Match.status == MatchStatus.CONFIRMED)
    return list(session.scalars(query.order_by(Claim.id.desc()).limit(ANSWERED)))


def get(session: Session, match_id: int) -> Match:
    """The match with this id; raises `NotFound`."""
    match = session.get(Match, match_id)
    if match is None:
        raise NotFound("There is no such suggestion any more.")
    return match


def _keep(
    session: Session,
    claim: Claim,
    found: dict[int, Comparison],
    known: dict[int, Match],
    now: datetime,
) -> int:
    """Bring the suggestions of one claim up to date."""
    for check_id, row in known.items():
        if row.status is MatchStatus.SUGGESTED and check_id not in found:
            session.delete(row)
    own = select(Check.id).where(Check.claim_id == claim.id)
    told = {*known, session.scalar(own)}
    new = [
        _new(claim, check_id, compared, now) for check_id, compared in found.items() if check_id not in told
    ]
    session.add_all(new)
    return len(new)


def _new(claim: Claim, check_id: int, compared: Comparison, now: datetime) -> Match:
    return Match(
        claim_id=claim.id,
        check_id=check_id,
        likeness=compared.likeness.value,
        score=compared.score,
        qualifiers=[list(astuple(qualifier)) for qualifier in compared.qualifiers],
        status=MatchStatus.SUGGESTED,
        found_at=now,
    )


def _decide(
    session: Session,
    actor: User,
    match: Match,
    status: MatchStatus,
    event: str,
    version: int,
    now: datetime,
) -> None:
    access.require(actor, Act.EVIDENCE_EDIT)
    if match.version != version:
        raise Conflict("Somebody else has decided on this fact-check in the meantime; look at it again.")
    if match.status is status:
        raise InvalidTransition("This was decided already.")
    match.status = status
    decided = status is not MatchStatus.SUGGESTED
    match.decided_by = actor if decided else None
    match.decided_at = now if decided else None
    checked = match.check.claim_text
    audit.record(session, actor, event, match.claim, now=now, check=checked[:200], match=match.id)


def _is_evidence(session: Session, claim: Claim, check: Check) -> bool:
    query = select(Evidence.id).where(Evidence.claim_id == claim.id, Evidence.removed_at.is_(None))
    return session.scalar(query.where(Evidence.source.has(url=check.url)).limit(1)) is not None


def _stance(check: Check) -> Stance:
    if check.rating_value is None:
        return Stance.CONTEXT
    if check.rating_value >= _TRUE_FROM:
        return Stance.SUPPORTS
    return Stance.REFUTES if check.rating_value <= _FALSE_TO else Stance.CONTEXT
