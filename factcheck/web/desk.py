"""The desk: what lies there and what waits for whom."""

from flask import Blueprint, g, render_template, request

from factcheck.services import desk, queue
from factcheck.services.access import Act
from factcheck.web.acts import actor
from factcheck.web.auth import requires
from factcheck.web.numbers import row_number

blueprint = Blueprint("desk", __name__)


@blueprint.get("/")
@requires(Act.READ)
def show() -> str:
    """Counts, articles, and the claims assigned to this person."""
    archived = request.args.get("archived") == "1"
    rows = desk.articles(g.session, archived=archived, before=request.args.get("before", type=row_number))
    mine = queue.page(g.session, desk.ClaimFilter(statuses=desk.AT_WORK, assignee_id=actor().id), size=10)
    return render_template(
        "desk/show.html",
        counts=desk.counts(g.session, actor()),
        articles=rows[: desk.PAGE],
        before=rows[desk.PAGE - 1].id if len(rows) > desk.PAGE else None,
        archived=archived,
        mine=mine[:10],
    )
