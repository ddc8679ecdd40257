"""A claim's way over the desk: the one table of transitions and the one function that follows it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from factcheck.models import Claim, ClaimStatus, User
from factcheck.services import access, audit
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, InvalidTransition, NotFound

S = ClaimStatus


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states an act leads to which, and what a person must be allowed to do it."""

    before: frozenset[ClaimStatus]
    after: ClaimStatus
    act: Act


# Keyed by the audit event that records the move.
TRANSITIONS: dict[str, Transition] = {
    "claim.triaged": Transition(frozenset({S.NEW, S.SET_ASIDE}), S.TRIAGED, Act.CLAIM_TRIAGE),
    "claim.set_aside": Transition(
        frozenset({S.NEW, S.TRIAGED, S.ASSIGNED, S.IN_RESEARCH}), S.SET_ASIDE, Act.CLAIM_TRIAGE
    ),
    "claim.assigned": Transition(
        frozenset({S.NEW, S.TRIAGED, S.ASSIGNED, S.IN_RESEARCH, S.SENT_BACK}), S.ASSIGNED, Act.CLAIM_TRIAGE
    ),
    "claim.research_started": Transition(
        frozenset({S.NEW, S.TRIAGED, S.ASSIGNED, S.SENT_BACK}), S.IN_RESEARCH, Act.EVIDENCE_EDIT
    ),
    "verdict.proposed": Transition(
        frozenset({S.NEW, S.TRIAGED, S.ASSIGNED, S.IN_RESEARCH, S.SENT_BACK}),
        S.VERDICT_PROPOSED,
        Act.VERDICT_PROPOSE,
    ),
    "verdict.withdrawn": Transition(frozenset({S.VERDICT_PROPOSED}), S.IN_RESEARCH, Act.VERDICT_PROPOSE),
    "verdict.approved": Transition(frozenset({S.VERDICT_PROPOSED}), S.APPROVED, Act.VERDICT_REVIEW),
    "verdict.sent_back": Transition(frozenset({S.VERDICT_PROPOSED}), S.SENT_BACK, Act.VERDICT_REVIEW),
    "verdict.published": Transition(frozenset({S.APPROVED}), S.PUBLISHED, Act.VERDICT_PUBLISH),
}

# Evidence may be gathered and claims reshaped until somebody has judged.
OPEN = frozenset({S.NEW, S.TRIAGED, S.SET_ASIDE, S.ASSIGNED, S.IN_RESEARCH, S.SENT_BACK, S.ON_HOLD})


def move(claim: Claim, actor: User, event: str, *, now: datetime) -> None:
    """Bring a claim to the state that `event` leads to: the only place where its status is written.

    Raises `NotAllowed` or `InvalidTransition`; the caller records the event with its details.
    """
    transition = TRANSITIONS[event]
    access.require(actor, transition.act)
    if claim.dropped_at is not None:
        raise InvalidTransition("This claim was dropped; undo that first.")
    if claim.status not in transition.before:
        raise InvalidTransition(
            "This cannot be done while the claim is “%(status)s”.", status=claim.status.value
        )
    claim.status = transition.after
    claim.updated_at = now


def possible(claim: Claim, actor: User) -> frozenset[str]:
    """The events this person could bring about with this claim now, for showing the right buttons."""
    if claim.dropped_at is not None:
        return frozenset()
    return frozenset(
        event
        for event, transition in TRANSITIONS.items()
        if claim.status in transition.before and access.may(actor, transition.act)
    )


def triage(session: Session, actor: User, claim: Claim, *, version: int, now: datetime) -> None:
    """Say that a claim is worth checking."""
    check_version(claim, version)
    move(claim, actor, "claim.triaged", now=now)
    audit.record(session, actor, "claim.triaged", claim, now=now)


def set_aside(session: Session, actor: User, claim: Claim, *, version: int, now: datetime) -> None:
    """Say that a claim is not worth checking; it can be triaged again later."""
    check_version(claim, version)
    move(claim, actor, "claim.set_aside", now=now)
    claim.assignee_id = None
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
    move(claim, actor, "claim.assigned", now=now)
    claim.assignee = assignee
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
