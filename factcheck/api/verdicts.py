"""Verdicts over the JSON door: proposed, taken back, published; the second look stands in `reviews`."""

from flask import g

from factcheck.api import schemas
from factcheck.api.claims import shown
from factcheck.api.door import Call, operation
from factcheck.models import Verdict
from factcheck.services import progress, verdicts
from factcheck.services.access import Act


@operation("GET", "/claims/<int:claim_id>/verdicts", Act.READ, answer=schemas.Verdicts)
def list_verdicts(call: Call, claim_id: int) -> schemas.Verdicts:
    """List every verdict on a claim that you may see, newest first."""
    rows = verdicts.all_of(g.session, progress.get(g.session, claim_id), call.actor)
    return schemas.Verdicts(items=[_shown(row) for row in rows])


@operation("GET", "/ratings", Act.READ, answer=schemas.Ratings)
def list_ratings(_call: Call) -> schemas.Ratings:
    """List the steps of the rating scale."""
    rows = verdicts.scale(g.session, active_only=False)
    return schemas.Ratings(items=[schemas.Rating.model_validate(row) for row in rows])


@operation(
    "POST",
    "/claims/<int:claim_id>/verdicts",
    Act.VERDICT_PROPOSE,
    body=schemas.NewVerdict,
    answer=schemas.Claim,
    status=201,
    versioned=True,
)
def propose_verdict(call: Call, claim_id: int) -> schemas.Claim:
    """Propose a verdict; somebody else decides on it."""
    claim = progress.get(g.session, claim_id)
    version, rating = call.match(claim), verdicts.rating(g.session, call.body.rating)
    verdicts.propose(g.session, call.actor, claim, rating, call.body.summary, version=version, now=call.now)
    return shown(call, claim)


@operation(
    "POST",
    "/claims/<int:claim_id>/verdicts/take-back",
    Act.VERDICT_PROPOSE,
    answer=schemas.Claim,
    versioned=True,
)
def take_verdict_back(call: Call, claim_id: int) -> schemas.Claim:
    """Take one's own proposed verdict back."""
    claim = progress.get(g.session, claim_id)
    verdicts.take_back(g.session, call.actor, claim, version=call.match(claim), now=call.now)
    return shown(call, claim)


@operation(
    "POST",
    "/claims/<int:claim_id>/verdicts/publish",
    Act.VERDICT_PUBLISH,
    answer=schemas.Claim,
    versioned=True,
)
def publish_verdict(call: Call, claim_id: int) -> schemas.Claim:
    """Publish an approved verdict; after a correction it replaces the one that was public."""
    claim = progress.get(g.session, claim_id)
    verdicts.publish(g.session, call.actor, claim, version=call.match(claim), now=call.now)
    return shown(call, claim)


@operation(
    "POST",
    "/claims/<int:claim_id>/verdicts/reopen",
    Act.VERDICT_PUBLISH,
    body=schemas.Reason,
    answer=schemas.Claim,
    versioned=True,
)
def reopen_verdict(call: Call, claim_id: int) -> schemas.Claim:
    """Take an approval back before the verdict goes out, saying what has to be looked at again."""
    claim = progress.get(g.session, claim_id)
    version = call.match(claim)
    verdicts.reopen(g.session, call.actor, claim, call.body.note, version=version, now=call.now)
    return shown(call, claim)


def _shown(row: Verdict) -> schemas.Verdict:
    same = set(schemas.Verdict.model_fields) - {"rating"}
    return schemas.Verdict(**{key: getattr(row, key) for key in same}, rating=row.rating.key)
