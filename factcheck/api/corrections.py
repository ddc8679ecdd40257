"""Corrections and withdrawals of what was published, over the JSON door."""

from flask import g

from factcheck.api import schemas
from factcheck.api.claims import shown
from factcheck.api.door import Call, operation
from factcheck.services import corrections, progress
from factcheck.services.access import Act


@operation("GET", "/claims/<int:claim_id>/corrections", Act.READ, answer=schemas.Corrections)
def list_corrections(_call: Call, claim_id: int) -> schemas.Corrections:
    """List the corrections and withdrawals of a claim's verdicts, newest first."""
    rows = corrections.of(g.session, progress.get(g.session, claim_id))
    return schemas.Corrections(items=[schemas.Correction.model_validate(row) for row in rows])


@operation(
    "POST",
    "/claims/<int:claim_id>/corrections",
    Act.VERDICT_CORRECT,
    body=schemas.Reason,
    answer=schemas.Claim,
    status=201,
    versioned=True,
)
def begin_correction(call: Call, claim_id: int) -> schemas.Claim:
    """Reopen a published verdict; it stays public with this note until another one replaces it."""
    claim = progress.get(g.session, claim_id)
    version = call.match(claim)
    corrections.begin(g.session, call.actor, claim, call.body.note, version=version, now=call.now)
    return shown(call, claim)


@operation(
    "POST",
    "/claims/<int:claim_id>/corrections/abandon",
    Act.VERDICT_CORRECT,
    answer=schemas.Claim,
    versioned=True,
)
def abandon_correction(call: Call, claim_id: int) -> schemas.Claim:
    """Give a correction up: what was public stands as it did."""
    claim = progress.get(g.session, claim_id)
    corrections.abandon(g.session, call.actor, claim, version=call.match(claim), now=call.now)
    return shown(call, claim)


@operation(
    "POST",
    "/claims/<int:claim_id>/withdrawal",
    Act.VERDICT_CORRECT,
    body=schemas.Reason,
    answer=schemas.Claim,
    versioned=True,
)
def withdraw_verdict(call: Call, claim_id: int) -> schemas.Claim:
    """Take a published verdict back for good, saying why to those who read it."""
    claim = progress.get(g.session, claim_id)
    version = call.match(claim)
    corrections.withdraw(g.session, call.actor, claim, call.body.note, version=version, now=call.now)
    return shown(call, claim)


@operation(
    "PATCH",
    "/corrections/<int:correction_id>",
    Act.VERDICT_CORRECT,
    body=schemas.Reason,
    answer=schemas.Correction,
    versioned=True,
)
def reword_correction(call: Call, correction_id: int) -> schemas.Correction:
    """Say a public note in other words."""
    row = corrections.get(g.session, correction_id)
    version = call.match(row)
    corrections.reword(g.session, call.actor, row, call.body.note, version=version, now=call.now)
    g.session.flush()
    return schemas.Correction.model_validate(row)
