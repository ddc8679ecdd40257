"""Who is here: whose token this is, and to whom a claim can be given."""

from flask import g

from factcheck.api import schemas
from factcheck.api.door import Call, operation
from factcheck.services import access, users
from factcheck.services.access import Act


@operation("GET", "/me", Act.API_USE, answer=schemas.Me)
def get_me(call: Call) -> schemas.Me:
    """Say whose token this is and what it may do."""
    actor = call.actor
    scopes = sorted(act.value for act in Act if access.may(actor, act))
    return schemas.Me(id=actor.id, name=actor.name, full_name=actor.full_name, role=actor.role, scopes=scopes)


@operation("GET", "/people", Act.READ, answer=schemas.People)
def list_people(_call: Call) -> schemas.People:
    """List everybody who may sign in."""
    rows = users.everybody(g.session, active_only=True)
    return schemas.People(items=[schemas.Person.model_validate(row) for row in rows])
