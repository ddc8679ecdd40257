"""A claim's way over the desk: the one table of transitions and the one function that follows it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from factcheck.models import Claim, ClaimStatus, User
from factcheck.services import access, audit, moves
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, InvalidTransition, NotFound

S = ClaimStatus


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states an act leads to which, and what a person must be allowed to do it.

    `after` None: back to where the claim stood before, which the act knows. Who besides must or must not
    do it (the author, the second person, a third) is said by the service of the act.
    """

    before: frozenset[ClaimStatus]
    after: ClaimStatus | None
    act: Act


WORTH_CHECKING = frozenset({S.NEW, S.TRIAGED, S.ASSIGNED, S.IN_RESEARCH, S.SENT_BACK})
UNDER_REVIEW = frozenset({S.VERDICT_PROPOSED, S.SECOND_REVIEW})
PUBLIC = frozenset({S.PUBLISHED, S.CORRECTED})
# Keyed by the audit event that records the move.
TRANSITIONS: dict[str, Transition] = {
    "claim.triaged": Transition(frozenset({S.NEW, S.SET_ASIDE}), S.TRIAGED, Act.CLAIM_TRIAGE),
    "claim.set_aside": Transition(WORTH_CHECKING - {S.SENT_BACK}, S.SET_ASIDE, Act.CLAIM_TRIAGE),
    "claim.assigned": Transition(WORTH_CHECKING, S.ASSIGNED, Act.CLAIM_TRIAGE),
    "claim.research_started": Transition(WORTH_CHECKING - {S.IN_RESEARCH}, S.IN_RESEARCH, Act.EVIDENCE_EDIT),
    "claim.held": Transition(WORTH_CHECKING, S.ON_HOLD, Act.CLAIM_TRIAGE),
    "claim.resumed": Transition(frozenset({S.ON_HOLD}), S.IN_RESEARCH, Act.CLAIM_TRIAGE),
    "claim.marked_duplicate": Transition(WORTH_CHECKING | {S.SET_ASIDE}, S.DUPLICATE, Act.CLAIM_TRIAGE),
    "claim.unmarked_duplicate": Transition(frozenset({S.DUPLICATE}), S.TRIAGED, Act.CLAIM_TRIAGE),
    "claim.step_undone": Transition(
        frozenset({S.TRIAGED, S.SET_ASIDE, S.ASSIGNED, S.IN_RESEARCH, S.ON_HOLD, S.DUPLICATE}),
        None,
        Act.CLAIM_TRIAGE,
    ),
    "verdict.proposed": Transition(WORTH_CHECKING, S.VERDICT_PROPOSED, Act.VERDICT_PROPOSE),
    "verdict.sealed": Transition(WORTH_CHECKING, S.VERDICT_PROPOSED, Act.VERDICT_PROPOSE),
    "verdict.withdrawn": Transition(frozenset({S.VERDICT_PROPOSED}), S.IN_RESEARCH, Act.VERDICT_PROPOSE),
    "review.started": Transition(frozenset({S.VERDICT_PROPOSED}), S.SECOND_REVIEW, Act.VERDICT_REVIEW),
    "review.released": Transition(frozenset({S.SECOND_REVIEW}), S.VERDICT_PROPOSED, Act.VERDICT_REVIEW),
    "verdict.approved": Transition(UNDER_REVIEW, S.APPROVED, Act.VERDICT_REVIEW),
    "verdict.disputed": Transition(UNDER_REVIEW, S.ADJUDICATION, Act.VERDICT_REVIEW),
    "verdict.sent_back": Transition(UNDER_REVIEW, S.SENT_BACK, Act.VERDICT_REVIEW),
    "verdict.adjudicated": Transition(frozenset({S.ADJUDICATION}), S.APPROVED, Act.VERDICT_ADJUDICATE),
    "verdict.ruled_back": Transition(frozenset({S.ADJUDICATION}), S.SENT_BACK, Act.VERDICT_ADJUDICATE),
    "verdict.reopened": Transition(frozenset({S.APPROVED}), S.SENT_BACK, Act.VERDICT_PUBLISH),
    "verdict.published": Transition(frozenset({S.APPROVED}), S.PUBLISHED, Act.VERDICT_PUBLISH),
    "verdict.corrected": Transition(frozenset({S.APPROVED}), S.CORRECTED, Act.VERDICT_PUBLISH),
    "correction.opened": Transition(PUBLIC | {S.WITHDRAWN}, S.IN_RESEARCH, Act.VERDICT_CORRECT),
    "correction.abandoned": Transition(
        frozenset({S.ASSIGNED, S.IN_RESEARCH, S.SENT_BACK}), None, Act.VERDICT_CORRECT
    ),
    "verdict.retracted": Transition(PUBLIC, S.WITHDRAWN, Act.VERDICT_CORRECT),
}
# Why an act is refused in a state that it does not start from, and what would have to come first.
SENTENCES: dict[str, str] = {
    "claim.triaged": (
        "This cannot be done while the claim is “%(status)s”: only new claims and claims set aside "
        "are put on the list to check."
    ),
    "claim.set_aside": (
        "This cannot be done while the claim is “%(status)s”: a claim is set aside before anybody has"
        " judged it."
    ),
    "claim.assigned": (
        "This cannot be done while the claim is “%(status)s”: a claim is assigned before anybody has "
        "judged it."
    ),
    "claim.research_started": (
        "This cannot be done while the claim is “%(status)s”: research begins on claims that are "
        "worth checking."
    ),
    "claim.held": (
        "This cannot be done while the claim is “%(status)s”: only a claim that is being worked on can wait."
    ),
    "claim.resumed": ("This cannot be done while the claim is “%(status)s”: it does not wait for anything."),
    "claim.marked_duplicate": (
        "This cannot be done while the claim is “%(status)s”: only a claim that nobody has judged is "
        "marked as a duplicate."
    ),
    "claim.unmarked_duplicate": (
        "This cannot be done while the claim is “%(status)s”: it is not marked as a duplicate."
    ),
    "claim.step_undone": ("This cannot be done while the claim is “%(status)s”: the step lies too far back."),
    "verdict.proposed": (
        "This cannot be done while the claim is “%(status)s”: a verdict is proposed on a claim that is open."
    ),
    "verdict.sealed": (
        "This cannot be done while the claim is “%(status)s”: a verdict is proposed on a claim that is open."
    ),
    "verdict.withdrawn": (
        "This cannot be done while the claim is “%(status)s”: a verdict is taken back while it waits "
        "for the second look."
    ),
    "review.started": (
        "This cannot be done while the claim is “%(status)s”: no verdict waits for a second look."
    ),
    "review.released": (
        "This cannot be done while the claim is “%(status)s”: nobody has taken the second look in hand."
    ),
    "verdict.approved": (
        "This cannot be done while the claim is “%(status)s”: only a proposed verdict is approved."
    ),
    "verdict.disputed": (
        "This cannot be done while the claim is “%(status)s”: only a proposed verdict gets a second "
        "one beside it."
    ),
    "verdict.sent_back": (
        "This cannot be done while the claim is “%(status)s”: only a proposed verdict is sent back."
    ),
    "verdict.adjudicated": (
        "This cannot be done while the claim is “%(status)s”: there are no two verdicts to decide between."
    ),
    "verdict.ruled_back": (
        "This cannot be done while the claim is “%(status)s”: there are no two verdicts to send back."
    ),
    "verdict.reopened": (
        "This cannot be done while the claim is “%(status)s”: only an approval that is not published "
        "is taken back."
    ),
    "verdict.published": (
        "This cannot be done while the claim is “%(status)s”: only an approved verdict is published."
    ),
    "verdict.corrected": (
        "This cannot be done while the claim is “%(status)s”: only an approved verdict replaces a "
        "published one."
    ),
    "correction.opened": (
        "This cannot be done while the claim is “%(status)s”: only what was published is corrected."
    ),
    "correction.abandoned": (
        "This cannot be done while the claim is “%(status)s”: a correction is given up before a new "
        "verdict is proposed."
    ),
    "verdict.retracted": (
        "This cannot be done while the claim is “%(status)s”: only a published verdict is withdrawn."
    ),
}
# What must not happen to a claim the public knows: its verdict would vanish without a word.
NOT_WHEN_PUBLIC = frozenset({"claim.set_aside", "claim.marked_duplicate"})

# Evidence may be gathered and claims reshaped until somebody has judged.
OPEN = frozenset({S.NEW, S.TRIAGED, S.SET_ASIDE, S.ASSIGNED, S.IN_RESEARCH, S.SENT_BACK, S.ON_HOLD})


def move(claim: Claim, actor: User, event: str, *, now: datetime, to: ClaimStatus | None = None) -> None:
    """Bring a claim to the state that `event` leads to: the only place where its status is written.

    `to` is for events that lead back to where the claim stood. Raises `NotAllowed` or `InvalidTransition`;
    the caller records the event with its details.
    """
    check(claim, actor, event)
    after = TRANSITIONS[event].after or to
    if after is None:
        raise ValueError(f"{event} has to be told where it leads back to")
    claim.status = after
    claim.updated_at = now


def check(claim: Claim, actor: User, event: str) -> None:
    """Raise `NotAllowed` or `InvalidTransition` unless `event` may be brought about by this person now."""
    transition = TRANSITIONS[event]
    access.require(actor, transition.act)
    if claim.dropped_at is not None:
        raise InvalidTransition("This claim was dropped; undo that first.")
    if claim.status not in transition.before:
        raise InvalidTransition(SENTENCES[event], status=claim.status.value)
    if claim.first_published_at is not None and event in NOT_WHEN_PUBLIC:
        raise InvalidTransition("A verdict on this claim was published: correct or withdraw it instead.")


def possible(claim: Claim, actor: User) -> frozenset[str]:
    """The events this person could bring about with this claim now, for showing the right buttons."""
    if claim.dropped_at is not None:
        return frozenset()
    barred = NOT_WHEN_PUBLIC if claim.first_published_at is not None else frozenset()
    return frozenset(
        event
        for event, transition in TRANSITIONS.items()
        if claim.status in transition.before and access.may(actor, transition.act) and event not in barred
    )


def triage(session: Session, actor: User, claim: Claim, *, version: int, now: datetime) -> None:
    """Say that a claim is worth checking."""
    check_version(claim, version)
    before = moves.fields(claim)
    move(claim, actor, "claim.triaged", now=now)
    moves.note(session, actor, claim, "claim.triaged", before, now=now)
    audit.record(session, actor, "claim.triaged", claim, now=now)


def set_aside(session: Session, actor: User, claim: Claim, *, version: int, now: datetime) -> None:
    """Say that a claim is not worth checking; it can be triaged again later."""
    check_version(claim, version)
    before = moves.fields(claim)
    move(claim, actor, "claim.set_aside", now=now)
    claim.assignee_id = None
    moves.note(session, actor, claim, "claim.set_aside", before, now=now)
    audit.record(session, actor, "claim.set_aside", claim, now=now)


def assign(
    session: Session, actor: User, claim: Claim, assignee: User, *, version: int, now: datetime
) -> None:
    """Give a claim to somebody; everybody may take one themselves, editors may give it to others."""
    check_version(claim, version)
    if assignee.id != actor.id:
        access.require(actor, Act.CLAIM_ASSIGN_OTHERS)
    if not assignee.is_active:
        raise NotFound("%(name)s does not work here any more.", name=assignee.full_name)
    before = moves.fields(claim)
    move(claim, actor, "claim.assigned", now=now)
    claim.assignee = assignee
    moves.note(session, actor, claim, "claim.assigned", before, now=now)
    audit.record(session, actor, "claim.assigned", claim, now=now, assignee=assignee.full_name)


def start_research(session: Session, actor: User, claim: Claim, *, now: datetime) -> None:
    """Note that work on a claim has begun, if it has not yet; whoever begins an unassigned one owns it."""
    if claim.status not in TRANSITIONS["claim.research_started"].before:
        return
    move(claim, actor, "claim.research_started", now=now)
    if claim.assignee_id is None:
        claim.assignee = actor
    audit.record(session, actor, "claim.research_started", claim, now=now)


def check_version(claim: Claim, version: int) -> None:
    """Raise `Conflict` when the claim is not as the person saw it."""
    if claim.version != version:
        raise Conflict(
            "Somebody else has changed this claim in the meantime; nothing of yours was stored yet."
        )


def get(session: Session, claim_id: int) -> Claim:
    """The claim with this id; raises `NotFound`."""
    claim = session.get(Claim, claim_id)
    if claim is None:
        raise NotFound("There is no claim with this number.")
    return claim
