"""A person's own last acts, and taking them back."""

from collections.abc import Callable

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.models import AuditEvent
from factcheck.services import articles, undo
from factcheck.services.access import Act
from factcheck.web.acts import actor, came_from, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.filters import event_sentence
from factcheck.web.forms.base import ActForm
from factcheck.web.numbers import row_number

blueprint = Blueprint("undo", __name__)


@blueprint.get("/undo")
@requires(Act.READ)
def show() -> str:
    """What this person did last, on the whole desk or on one article."""
    article_id = request.args.get("article", type=row_number)
    article = articles.get(g.session, article_id) if article_id is not None else None
    return render_template(
        "undo/show.html",
        acts=undo.acts(g.session, actor(), article),
        article=article,
    )


@blueprint.post("/undo")
@requires(Act.READ)
def undo_last() -> Response:
    """Take the newest act back that can be; what key z does."""
    return _undo(lambda: undo.undo_last(g.session, actor(), now=moment()))


@blueprint.post("/undo/<int:event_id>")
@requires(Act.READ)
def undo_one(event_id: int) -> Response:
    """Take one act back."""
    return _undo(lambda: undo.undo(g.session, actor(), event_id, now=moment()))


def _undo(act: Callable[[], AuditEvent]) -> Response:
    form = ActForm()
    found: list[AuditEvent] = []
    address = came_from(url_for("undo.show"))
    if not succeeds(form, lambda: found.append(act())):
        return failed(form, address)
    said = gettext("Undone: %(name)s %(act)s", name=actor().full_name, act=event_sentence(found[0]))
    return done(said, address)
