"""The timeline of one claim: who did what when, and what it changed."""

from flask import Blueprint, g, render_template, request

from factcheck.services import activity, progress
from factcheck.services.access import Act
from factcheck.web.acts import actor
from factcheck.web.auth import requires
from factcheck.web.numbers import row_number

blueprint = Blueprint("activity", __name__)
# Details that are words of people, shown with their differences marked; others are named: old → new.
TEXTS = frozenset({"quote", "note", "text", "summary", "title", "label"})


@blueprint.get("/claims/<int:claim_id>/activity")
@requires(Act.READ)
def show(claim_id: int) -> str:
    """One page of it, newest first."""
    claim = progress.get(g.session, claim_id)
    entries = activity.timeline(g.session, actor(), claim, before=request.args.get("before", type=row_number))
    page = entries[: activity.PAGE]
    return render_template(
        "activity/show.html",
        claim=claim,
        entries=page,
        texts=TEXTS,
        before=page[-1].event.id if len(entries) > activity.PAGE else None,
    )
