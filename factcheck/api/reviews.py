"""The second look over the JSON door, and the third person's word. What is sealed is told to nobody."""

from flask import g

from factcheck.api import schemas
from factcheck.api.claims import shown
from factcheck.api.door import Call, operation
from factcheck.services import progress, reviews, verdicts
from factcheck.services.access import Act


@operation("GET", "/claims/<int:claim_id>/reviews", Act.READ, answer=schemas.Reviews)
def list_reviews(_call: Call, claim_id: int) -> schemas.Reviews:
    """List the second looks on a claim's verdicts, newest first."""
    rows = reviews.of(g.session, progress.get(g.session, claim_id))
    return schemas.Reviews(items=[schemas.Review.of(row) for row in rows])


@operation(
    "POST",
    "/claims/<int:claim_id>/verdicts/review",
    Act.VERDICT_REVIEW,
    answer=schemas.Claim,
    versioned=True,
)
def start_review(call: Call, claim_id: int) -> schemas.Claim:
    """Take the second look in hand, so that nobody else begins it too."""
    claim = progress.get(g.session, claim_id)
    reviews.start(g.session, call.actor, claim, version=call.match(claim), now=call.now)
    return shown(call, claim)


@operation(
    "POST",
    "/claims/<int:claim_id>/verdicts/release",
    Act.VERDICT_REVIEW,
    answer=schemas.Claim,
    versioned=True,
)
def release_review(call: Call, claim_id: int) -> schemas.Claim:
    """Leave the second look to somebody else."""
    claim = progress.get(g.session, claim_id)
    reviews.release(g.session, call.actor, claim, version=call.match(claim), now=call.now)
    return shown(call, claim)


@operation(
    "POST",
    "/claims/<int:claim_id>/verdicts/approve",
    Act.VERDICT_REVIEW,
    answer=schemas.Claim,
    versioned=True,
)
def approve_verdict(call: Call, claim_id: int) -> schemas.Claim:
    """Agree with a proposed verdict that lies open, as the second pair of eyes."""
    claim = progress.get(g.session, claim_id)
    reviews.approve(g.session, call.actor, claim, version=call.match(claim), now=call.now)
    return shown(call, claim)


@operation(
    "POST",
    "/claims/<int:claim_id>/verdicts/judge",
    Act.VERDICT_REVIEW,
    body=schemas.NewVerdict,
    answer=schemas.Claim,
    versioned=True,
)
def judge_verdict(call: Call, claim_id: int) -> schemas.Claim:
    """Give a rating of one's own: the same one approves the verdict, another one goes to a third person."""
    claim = progress.get(g.session, claim_id)
    version, rating = call.match(claim), verdicts.rating(g.session, call.body.rating)
    reviews.judge(g.session, call.actor, claim, rating, call.body.summary, version=version, now=call.now)
    return shown(call, claim)


@operation(
    "POST",
    "/claims/<int:claim_id>/verdicts/send-back",
    Act.VERDICT_REVIEW,
    body=schemas.Reason,
    answer=schemas.Claim,
    versioned=True,
)
def send_verdict_back(call: Call, claim_id: int) -> schemas.Claim:
    """Send a proposed verdict back, saying what is missing."""
    claim = progress.get(g.session, claim_id)
    version = call.match(claim)
    reviews.send_back(g.session, call.actor, claim, call.body.note, version=version, now=call.now)
    return shown(call, claim)


@operation(
    "POST",
    "/claims/<int:claim_id>/verdicts/adjudicate",
    Act.VERDICT_ADJUDICATE,
    body=schemas.Adjudication,
    answer=schemas.Claim,
    versioned=True,
)
def adjudicate_verdicts(call: Call, claim_id: int) -> schemas.Claim:
    """Decide between two verdicts as the third person."""
    claim, wish = progress.get(g.session, claim_id), call.body
    version = call.match(claim)
    rating = None if wish.rating is None else verdicts.rating(g.session, wish.rating)
    reviews.adjudicate(
        g.session, call.actor, claim, wish.ruling, wish.note, rating=rating, version=version, now=call.now
    )
    return shown(call, claim)
