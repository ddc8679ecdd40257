"""What was checked before, over the JSON door."""

from collections.abc import Callable
from typing import Any

from flask import g

from factcheck.api import schemas
from factcheck.api.door import Call, operation
from factcheck.services import lookups, match_decisions, progress
from factcheck.services.access import Act


@operation("GET", "/lookup", Act.READ, query=schemas.LookupQuery, answer=schemas.Lookups)
def look_up(call: Call) -> schemas.Lookups:
    """Ask whether a claim has been checked before."""
    asked = call.query
    found = lookups.find(g.session, asked.text, asked.language, asked.limit)
    return schemas.Lookups(items=[schemas.Lookup.model_validate(row) for row in found])


@operation("GET", "/claims/<int:claim_id>/matches", Act.READ, answer=schemas.Matches)
def list_matches(_call: Call, claim_id: int) -> schemas.Matches:
    """List the earlier fact-checks beside a claim."""
    rows = match_decisions.of_claim(g.session, progress.get(g.session, claim_id))
    return schemas.Matches(items=[schemas.Match.model_validate(row) for row in rows])


@operation("POST", "/matches/<int:match_id>/confirm", Act.EVIDENCE_EDIT, answer=schemas.Match, versioned=True)
def confirm_match(call: Call, match_id: int) -> schemas.Match:
    """Say that a fact-check answers the claim."""
    return _decided(call, match_id, match_decisions.confirm)


@operation("POST", "/matches/<int:match_id>/reject", Act.EVIDENCE_EDIT, answer=schemas.Match, versioned=True)
def reject_match(call: Call, match_id: int) -> schemas.Match:
    """Say that a fact-check is about something else; it is not suggested again."""
    return _decided(call, match_id, match_decisions.reject)


@operation("POST", "/matches/<int:match_id>/reopen", Act.EVIDENCE_EDIT, answer=schemas.Match, versioned=True)
def reopen_match(call: Call, match_id: int) -> schemas.Match:
    """Make a fact-check that was decided on a suggestion again."""
    return _decided(call, match_id, match_decisions.reopen)


def _decided(call: Call, match_id: int, decide: Callable[..., Any]) -> schemas.Match:
    match = match_decisions.get(g.session, match_id)
    decide(g.session, call.actor, match, version=call.match(match), now=call.now)
    g.session.flush()
    return schemas.Match.model_validate(match)
