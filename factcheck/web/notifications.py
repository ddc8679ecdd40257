"""What a person was told of, and having read it."""

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.services import notices
from factcheck.services.access import Act
from factcheck.web.acts import actor, came_from, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.forms.base import ActForm
from factcheck.web.numbers import row_number

blueprint = Blueprint("notifications", __name__)


@blueprint.get("/notifications")
@requires(Act.ACCOUNT)
def show() -> str:
    """One page of them, newest first."""
    before = request.args.get("before", type=row_number)
    rows = notices.latest(g.session, actor(), now=moment(), before=before)
    page = rows[: notices.PAGE]
    return render_template(
        "notifications/show.html",
        rows=page,
        before=page[-1].id if len(rows) > notices.PAGE else None,
    )


@blueprint.post("/notifications/read")
@requires(Act.ACCOUNT)
def read_all() -> Response:
    """Mark everything as read."""
    return _read(None, gettext("Everything is marked as read."))


@blueprint.post("/notifications/<int:notification_id>/read")
@requires(Act.ACCOUNT)
def read(notification_id: int) -> Response:
    """Mark one as read."""
    return _read(notification_id, gettext("Marked as read."))


def _read(notification_id: int | None, message: str) -> Response:
    form = ActForm()
    address = came_from(url_for("notifications.show"))
    if not succeeds(form, lambda: notices.read(g.session, actor(), notification_id, now=moment())):
        return failed(form, address)
    return done(message, address)
