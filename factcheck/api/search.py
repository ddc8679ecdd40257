"""Full-text search over the JSON door."""

from flask import g

from factcheck.api import schemas
from factcheck.api.door import Call, operation
from factcheck.services import search, search_hits
from factcheck.services.access import Act


@operation("GET", "/search", Act.READ, query=schemas.SearchQuery, answer=schemas.HitGroups)
def find_hits(call: Call) -> schemas.HitGroups:
    """Search claims, articles, evidence and verdicts."""
    groups = search_hits.groups(g.session, call.actor, search.read(call.query.q))
    return schemas.HitGroups(items=[schemas.HitGroup.model_validate(group) for group in groups])
