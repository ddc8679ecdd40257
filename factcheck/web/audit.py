"""The audit log, newest first."""

from flask import Blueprint, g, render_template, request

from factcheck.services import audit
from factcheck.services.access import Act
from factcheck.web.auth import requires
from factcheck.web.numbers import row_number

blueprint = Blueprint("audit", __name__)
PAGE = 100


@blueprint.get("/audit")
@requires(Act.AUDIT_READ)
def show() -> str:
    """One page of the log."""
    rows = audit.latest(g.session, before=request.args.get("before", type=row_number), limit=PAGE + 1)
    before = rows[PAGE - 1].id if len(rows) > PAGE else None
    return render_template("audit/show.html", events=rows[:PAGE], before=before)
