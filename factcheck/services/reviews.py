"""The second pair of eyes, and the third when two disagree; nobody ever decides on their own verdict.

On a desk that judges blind the second person sees the claim and its evidence and gives a rating of their
own; the first verdict is opened by that, not before.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from factcheck.models import Claim, Opinion, Rating, Review, Ruling, User, Verdict, VerdictOutcome
from factcheck.services import access, audit, bare_verdicts, evidence_rules, progress, quotes, verdicts
from factcheck.services.access import Act
from factcheck.services.errors import InvalidTransition, NotAllowed, NotFound, Refused


def start(session: Session, actor: User, claim: Claim, *, version: int, now: datetime) -> None:
    """Take the second look in hand, so that nobody else begins it too."""
    _second_look(session, actor, claim, version, "review.started")
    progress.move(claim, actor, "review.started", now=now)
    claim.reviewer_id = actor.id
    audit.record(session, actor, "review.started", claim, now=now)


def release(session: Session, actor: User, claim: Claim, *, version: int, now: datetime) -> None:
    """Leave the second look to somebody else; whoever has it, or an editor for them."""
    progress.check_version(claim, version)
    if claim.reviewer_id != actor.id:
        access.require(actor, Act.VERDICT_ADJUDICATE)
    progress.move(claim, actor, "review.released", now=now)
    claim.reviewer_id = None
    audit.record(session, actor, "review.released", claim, now=now)


def approve(session: Session, actor: User, claim: Claim, *, version: int, now: datetime) -> None:
    """Agree with a proposed verdict that lies open."""
    verdict = _second_look(session, actor, claim, version, "verdict.approved")
    if verdict.sealed:
        raise InvalidTransition("This desk judges blind: give a rating of your own instead of agreeing.")
    _close(session, actor, claim, verdict, now)
    session.add(_review(actor, verdict, Opinion.AGREED, now, rating=verdict.rating))
    _record_approval(session, actor, claim, verdict, now)


def judge(
    session: Session, actor: User, claim: Claim, rating: Rating, summary: str, *, version: int, now: datetime
) -> Review:
    """Give a rating of one's own: the same one closes the review, another one goes to a third person."""
    verdict = _second_look(session, actor, claim, version, "verdict.disputed")
    verdicts.check_judgement(rating, summary)
    blind = verdict.sealed
    if blind:
        # Before the two are compared: a refusal of equal ones alone would tell the sealed rating.
        bare_verdicts.refuse(session, verdict)
        _check_evidence(session, claim, rating)
    if rating.id == verdict.rating_id:
        _close(session, actor, claim, verdict, now)
        review = _review(actor, verdict, Opinion.AGREED, now, rating=rating, summary=summary, blind=blind)
        session.add(review)
        _record_approval(session, actor, claim, verdict, now)
        return review
    progress.move(claim, actor, "verdict.disputed", now=now)
    _open_all(session, claim)
    claim.reviewer_id = None
    verdict.outcome = VerdictOutcome.DISPUTED
    verdict.second_reviewer_id, verdict.second_decided_at = actor.id, now
    review = _review(actor, verdict, Opinion.DISAGREED, now, rating=rating, summary=summary, blind=blind)
    session.add(review)
    audit.record(
        session,
        actor,
        "verdict.disputed",
        claim,
        now=now,
        instead_of=verdict.rating.key,
        rating=rating.key,
        number=verdict.number,
    )
    return review


def send_back(session: Session, actor: User, claim: Claim, note: str, *, version: int, now: datetime) -> None:
    """Send a proposed verdict back to its author, saying what is missing; a sealed one stays sealed."""
    verdict = _second_look(session, actor, claim, version, "verdict.sent_back")
    if not note.strip():
        raise Refused("Say what is missing, so that the author can go on.", field="note")
    progress.move(claim, actor, "verdict.sent_back", now=now)
    claim.reviewer_id = None
    verdict.outcome = VerdictOutcome.SENT_BACK
    verdict.second_reviewer_id, verdict.second_decided_at = actor.id, now
    verdict.second_note = note.strip()
    session.add(_review(actor, verdict, Opinion.SENT_BACK, now, blind=verdict.sealed))
    audit.record(
        session, actor, "verdict.sent_back", claim, now=now, note=verdict.second_note, number=verdict.number
    )


def adjudicate(
    session: Session,
    actor: User,
    claim: Claim,
    ruling: Ruling,
    note: str,
    *,
    rating: Rating | None = None,
    version: int,
    now: datetime,
) -> Verdict:
    """Decide between two verdicts: one of them, a third (its `rating`, `note` as summary), or neither yet.

    What is chosen is approved. `note` says why; it may be empty only where one of the two is taken.
    """
    verdict, review = _dispute(session, actor, claim, version)
    if ruling is Ruling.SENT_BACK:
        return _rule_back(session, actor, claim, verdict, review, note, now)
    if ruling is Ruling.THIRD:
        if rating is None:
            raise Refused("Choose one of the ratings.", field="rating")
        verdicts.check_judgement(rating, note)
    chosen = {Ruling.FIRST: verdict.rating, Ruling.SECOND: review.rating, Ruling.THIRD: rating}[ruling]
    if chosen is None:
        raise NotFound("There are no two verdicts to decide between.")
    if ruling is Ruling.FIRST:
        bare_verdicts.refuse(session, verdict)
    _check_evidence(session, claim, chosen)
    progress.move(claim, actor, "verdict.adjudicated", now=now)
    final = verdict
    if ruling is not Ruling.FIRST:
        verdict.outcome = VerdictOutcome.OVERRULED
        final = Verdict(
            claim_id=claim.id,
            number=verdicts.next_number(session, claim),
            rating=chosen,
            summary=(review.summary or "") if ruling is Ruling.SECOND else note.strip(),
            author_id=review.reviewer_id if ruling is Ruling.SECOND else actor.id,
            decided_at=review.decided_at if ruling is Ruling.SECOND else now,
        )
        session.add(final)
    final.outcome = VerdictOutcome.APPROVED
    final.adjudicator_id = actor.id
    if ruling is not Ruling.THIRD:
        final.second_reviewer_id, final.second_decided_at = actor.id, now
    _note_ruling(review, actor, ruling, note, now)
    audit.record(
        session,
        actor,
        "verdict.adjudicated",
        claim,
        now=now,
        ruling=ruling.value,
        rating=chosen.key,
        number=final.number,
    )
    return final


def may_review(claim: Claim, author_id: int, actor: User) -> bool:
    """Whether this person may give the second look on a verdict that waits for one."""
    taken = claim.reviewer_id is not None and claim.reviewer_id != actor.id
    return author_id != actor.id and not taken and access.may(actor, Act.VERDICT_REVIEW)


def of(session: Session, claim: Claim) -> list[Review]:
    """Every second look on a claim's verdicts that two have judged or sent back, newest first."""
    query = select(Review).join(Verdict, Verdict.id == Review.verdict_id).where(Verdict.claim_id == claim.id)
    parts = (Review.reviewer, Review.rating, Review.adjudicator, Review.verdict)
    return list(
        session.scalars(query.options(*(joinedload(part) for part in parts)).order_by(Review.id.desc()))
    )


def _second_look(session: Session, actor: User, claim: Claim, version: int, event: str) -> Verdict:
    """The verdict to decide on; nobody decides on their own, nor on what somebody else has in hand."""
    progress.check_version(claim, version)
    access.require(actor, Act.VERDICT_REVIEW)
    verdict = verdicts.pending(session, claim)
    if verdict is None and verdicts.current(session, claim) is None:
        raise NotFound("There is no verdict on this claim yet.")
    if verdict is None or claim.status not in progress.TRANSITIONS[event].before:
        raise InvalidTransition(progress.SENTENCES[event], status=claim.status.value)
    if verdict.author_id == actor.id:
        raise NotAllowed("You proposed this verdict yourself: somebody else has to decide on it.")
    if claim.reviewer is not None and claim.reviewer_id != actor.id:
        raise NotAllowed("%(name)s has taken the second look in hand.", name=claim.reviewer.full_name)
    return verdict


def _dispute(session: Session, actor: User, claim: Claim, version: int) -> tuple[Verdict, Review]:
    progress.check_version(claim, version)
    access.require(actor, Act.VERDICT_ADJUDICATE)
    event = "verdict.adjudicated"
    if claim.status not in progress.TRANSITIONS[event].before:
        raise InvalidTransition(progress.SENTENCES[event], status=claim.status.value)
    verdict = verdicts.pending(session, claim)
    query = select(Review).where(Review.verdict_id == (verdict.id if verdict else None))
    review = session.scalar(query.options(joinedload(Review.rating)))
    if verdict is None or review is None:
        raise NotFound("There are no two verdicts to decide between.")
    if actor.id in {verdict.author_id, review.reviewer_id}:
        raise NotAllowed("You gave one of the two verdicts yourself: a third person decides between them.")
    return verdict, review


def _close(session: Session, actor: User, claim: Claim, verdict: Verdict, now: datetime) -> None:
    """Approve a verdict as its second person."""
    bare_verdicts.refuse(session, verdict)
    _check_evidence(session, claim, verdict.rating)
    progress.move(claim, actor, "verdict.approved", now=now)
    _open_all(session, claim)
    claim.reviewer_id = None
    verdict.outcome = VerdictOutcome.APPROVED
    verdict.second_reviewer_id, verdict.second_decided_at = actor.id, now


def _check_evidence(session: Session, claim: Claim, rating: Rating) -> None:
    """What has to hold of the evidence before a verdict is approved."""
    evidence_rules.refuse_missing(session, claim, rating)
    quotes.refuse_unanswered(session, claim)


def _record_approval(session: Session, actor: User, claim: Claim, verdict: Verdict, now: datetime) -> None:
    audit.record(
        session, actor, "verdict.approved", claim, now=now, rating=verdict.rating.key, number=verdict.number
    )


def _open_all(session: Session, claim: Claim) -> None:
    """Two have judged: what lay sealed on this claim, now and from earlier rounds, may be read."""
    session.flush()
    for row in session.scalars(select(Verdict).where(Verdict.claim_id == claim.id, Verdict.sealed)):
        row.sealed = False


def _review(
    actor: User,
    verdict: Verdict,
    opinion: Opinion,
    now: datetime,
    *,
    rating: Rating | None = None,
    summary: str | None = None,
    blind: bool = False,
) -> Review:
    return Review(
        verdict_id=verdict.id,
        reviewer_id=actor.id,
        opinion=opinion,
        blind=blind,
        rating=rating,
        summary=(summary or "").strip() or None,
        decided_at=now,
    )


def _rule_back(
    session: Session, actor: User, claim: Claim, verdict: Verdict, review: Review, note: str, now: datetime
) -> Verdict:
    if not note.strip():
        raise Refused("Say what is missing, so that the author can go on.", field="note")
    progress.move(claim, actor, "verdict.ruled_back", now=now)
    verdict.outcome, verdict.second_note = VerdictOutcome.SENT_BACK, note.strip()
    verdict.adjudicator_id = actor.id
    _note_ruling(review, actor, Ruling.SENT_BACK, note, now)
    audit.record(
        session, actor, "verdict.ruled_back", claim, now=now, note=verdict.second_note, number=verdict.number
    )
    return verdict


def _note_ruling(review: Review, actor: User, ruling: Ruling, note: str, now: datetime) -> None:
    review.adjudicator_id, review.ruling, review.ruled_at = actor.id, ruling, now
    review.ruling_note = note.strip() or None
