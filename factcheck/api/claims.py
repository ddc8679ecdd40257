"""Claims over the JSON door: the queue, one claim, its progress and its shape."""

from flask import g, url_for

from factcheck.api import schemas
from factcheck.api.door import Call, operation
from factcheck.api.problems import Unmatched
from factcheck.models import Claim
from factcheck.services import articles, claims, desk, progress, users
from factcheck.services.access import Act
from factcheck.services.desk import ClaimFilter


@operation("GET", "/claims", Act.READ, query=schemas.ClaimQuery, answer=schemas.Claims)
def list_claims(call: Call) -> schemas.Claims:
    """List claims, the most check-worthy first."""
    asked = call.query
    wanted = ClaimFilter(
        statuses=(asked.status,) if asked.status else None,
        kind=asked.kind,
        article_id=asked.article,
        assignee_id=asked.assignee,
        rating=asked.rating,
        language=asked.language,
        archived=asked.archived,
    )
    rows = desk.queue(g.session, wanted, desk.read_position(asked.after) if asked.after else None)
    page = rows[: desk.PAGE]
    following = None
    if len(rows) > desk.PAGE:
        filters = asked.model_dump(mode="json", exclude_none=True, exclude_defaults=True, exclude={"after"})
        following = url_for("api.list_claims", **filters, after=desk.position(page[-1]))
    return schemas.Claims(items=[schemas.ClaimSummary.model_validate(row) for row in page], next=following)


@operation("GET", "/claims/<int:claim_id>", Act.READ, answer=schemas.Claim)
def get_claim(call: Call, claim_id: int) -> schemas.Claim:
    """Read a claim."""
    return shown(call, progress.get(g.session, claim_id))


@operation(
    "POST",
    "/articles/<int:article_id>/claims",
    Act.CLAIM_ADJUST,
    body=schemas.NewClaim,
    answer=schemas.Claim,
    status=201,
)
def mark_claim(call: Call, article_id: int) -> schemas.Claim:
    """Make a claim of words of the article's newest text."""
    text = articles.newest_version(g.session, articles.get(g.session, article_id))
    wish = call.body
    claim = claims.mark(g.session, call.actor, text, wish.kind, wish.start, wish.end, now=call.now)
    return shown(call, claim)


@operation(
    "PATCH",
    "/claims/<int:claim_id>",
    Act.CLAIM_ADJUST,
    body=schemas.ClaimShape,
    answer=schemas.Claim,
    versioned=True,
)
def reshape_claim(call: Call, claim_id: int) -> schemas.Claim:
    """Move a claim's ends, or change its kind or label."""
    claim = progress.get(g.session, claim_id)
    version, wish = call.match(claim), call.body
    claims.change(
        g.session,
        call.actor,
        claim,
        wish.kind or claim.kind,
        claim.start if wish.start is None else wish.start,
        claim.end if wish.end is None else wish.end,
        wish.label,
        version=version,
        now=call.now,
    )
    return shown(call, claim)


@operation("POST", "/claims/<int:claim_id>/triage", Act.CLAIM_TRIAGE, answer=schemas.Claim, versioned=True)
def triage_claim(call: Call, claim_id: int) -> schemas.Claim:
    """Say that a claim is worth checking."""
    claim = progress.get(g.session, claim_id)
    progress.triage(g.session, call.actor, claim, version=call.match(claim), now=call.now)
    return shown(call, claim)


@operation("POST", "/claims/<int:claim_id>/set-aside", Act.CLAIM_TRIAGE, answer=schemas.Claim, versioned=True)
def set_claim_aside(call: Call, claim_id: int) -> schemas.Claim:
    """Say that a claim is not worth checking."""
    claim = progress.get(g.session, claim_id)
    progress.set_aside(g.session, call.actor, claim, version=call.match(claim), now=call.now)
    return shown(call, claim)


@operation(
    "POST",
    "/claims/<int:claim_id>/assign",
    Act.CLAIM_TRIAGE,
    body=schemas.Assignment,
    answer=schemas.Claim,
    versioned=True,
)
def assign_claim(call: Call, claim_id: int) -> schemas.Claim:
    """Take a claim, or give it to somebody."""
    claim = progress.get(g.session, claim_id)
    version = call.match(claim)
    assignee = users.get(g.session, call.body.assignee_id or call.actor.id)
    progress.assign(g.session, call.actor, claim, assignee, version=version, now=call.now)
    return shown(call, claim)


@operation(
    "POST",
    "/claims/<int:claim_id>/split",
    Act.CLAIM_ADJUST,
    body=schemas.Cut,
    answer=schemas.Claim,
    status=201,
    versioned=True,
)
def split_claim(call: Call, claim_id: int) -> schemas.Claim:
    """Cut a claim in two; the answer is the second part."""
    claim = progress.get(g.session, claim_id)
    part = claims.split(g.session, call.actor, claim, call.body.at, version=call.match(claim), now=call.now)
    return shown(call, part)


@operation("POST", "/claims/merge", Act.CLAIM_ADJUST, body=schemas.Merge, answer=schemas.Claim)
def merge_claims(call: Call) -> schemas.Claim:
    """Join claims of one text into the first."""
    rows = [(progress.get(g.session, claim_id), seen) for claim_id, seen in call.body.claims.items()]
    for row, seen in rows:
        if row.version != seen:
            raise Unmatched(yours=seen, current=row.version)
    return shown(call, claims.merge(g.session, call.actor, [row for row, _ in rows], now=call.now))


@operation("POST", "/claims/<int:claim_id>/drop", Act.CLAIM_ADJUST, answer=schemas.Claim, versioned=True)
def drop_claim(call: Call, claim_id: int) -> schemas.Claim:
    """Take a claim off the list because it is none."""
    claim = progress.get(g.session, claim_id)
    claims.drop(g.session, call.actor, claim, version=call.match(claim), now=call.now)
    return shown(call, claim)


def shown(call: Call, claim: Claim) -> schemas.Claim:
    """A claim as it is answered."""
    g.session.flush()
    text, sentence = claim.article_version, claim.sentence
    same = set(schemas.Claim.model_fields) - {"text_version", "sentence", "is_dropped", "possible"}
    return schemas.Claim.model_validate(
        {key: getattr(claim, key) for key in same}
        | {
            "text_version": text.number,
            "sentence": text.text[sentence.start : sentence.end],
            "is_dropped": claim.dropped_at is not None,
            "possible": sorted(progress.possible(claim, call.actor)),
        },
        from_attributes=True,
    )
