"""Planning a claim over the JSON door: when it is wanted, what it waits for, what says the same."""

from dataclasses import fields

from flask import g

from factcheck.api import schemas
from factcheck.api.claims import shown
from factcheck.api.door import Call, operation
from factcheck.services import holds, originals, planning, progress
from factcheck.services.access import Act
from factcheck.services.holds import Waiting


@operation(
    "PATCH",
    "/claims/<int:claim_id>/plan",
    Act.CLAIM_TRIAGE,
    body=schemas.Plan,
    answer=schemas.Claim,
    versioned=True,
)
def plan_claim(call: Call, claim_id: int) -> schemas.Claim:
    """Set the day a claim is wanted on, its priority, or both; no day takes the day away."""
    claim, wish = progress.get(g.session, claim_id), call.body
    version = call.match(claim)
    if "due_on" in wish.model_fields_set:
        planning.set_due(g.session, call.actor, claim, wish.due_on, version=version, now=call.now)
        g.session.flush()
    if wish.priority is not None:
        planning.prioritise(g.session, call.actor, claim, wish.priority, version=claim.version, now=call.now)
    return shown(call, claim)


@operation("GET", "/claims/<int:claim_id>/holds", Act.READ, answer=schemas.Holds)
def list_holds(_call: Call, claim_id: int) -> schemas.Holds:
    """List every time a claim has waited, newest first."""
    rows = holds.of(g.session, progress.get(g.session, claim_id))
    return schemas.Holds(items=[schemas.Hold.model_validate(row) for row in rows])


@operation(
    "POST",
    "/claims/<int:claim_id>/holds",
    Act.CLAIM_TRIAGE,
    body=schemas.Waiting,
    answer=schemas.Claim,
    status=201,
    versioned=True,
)
def hold_claim(call: Call, claim_id: int) -> schemas.Claim:
    """Let a claim wait, saying for what."""
    claim = progress.get(g.session, claim_id)
    version = call.match(claim)
    holds.hold(g.session, call.actor, claim, _waiting(call.body), version=version, now=call.now)
    return shown(call, claim)


@operation(
    "PUT",
    "/holds/<int:hold_id>",
    Act.CLAIM_TRIAGE,
    body=schemas.Waiting,
    answer=schemas.Hold,
    versioned=True,
)
def change_hold(call: Call, hold_id: int) -> schemas.Hold:
    """Note an answer, or put right what was said about the waiting."""
    row = holds.get(g.session, hold_id)
    version = call.match(row)
    holds.change(g.session, call.actor, row, _waiting(call.body), version=version, now=call.now)
    g.session.flush()
    return schemas.Hold.model_validate(row)


@operation("POST", "/claims/<int:claim_id>/resume", Act.CLAIM_TRIAGE, answer=schemas.Claim, versioned=True)
def resume_claim(call: Call, claim_id: int) -> schemas.Claim:
    """Go on with a claim that waited."""
    claim = progress.get(g.session, claim_id)
    holds.resume(g.session, call.actor, claim, version=call.match(claim), now=call.now)
    return shown(call, claim)


@operation(
    "POST",
    "/claims/<int:claim_id>/duplicate",
    Act.CLAIM_TRIAGE,
    body=schemas.Original,
    answer=schemas.Claim,
    versioned=True,
)
def mark_duplicate(call: Call, claim_id: int) -> schemas.Claim:
    """Mark a claim as a duplicate of another, whose verdict answers it."""
    claim = progress.get(g.session, claim_id)
    version, original = call.match(claim), progress.get(g.session, call.body.original_id)
    originals.mark(g.session, call.actor, claim, original, version=version, now=call.now)
    return shown(call, claim)


@operation(
    "POST", "/claims/<int:claim_id>/no-duplicate", Act.CLAIM_TRIAGE, answer=schemas.Claim, versioned=True
)
def unmark_duplicate(call: Call, claim_id: int) -> schemas.Claim:
    """Put a claim back on the list because it says something of its own."""
    claim = progress.get(g.session, claim_id)
    originals.unmark(g.session, call.actor, claim, version=call.match(claim), now=call.now)
    return shown(call, claim)


def _waiting(wish: schemas.Waiting) -> Waiting:
    return Waiting(**{field.name: getattr(wish, field.name) for field in fields(Waiting)})
