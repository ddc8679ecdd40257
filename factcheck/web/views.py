"""Views of the queue under a name: saving, renaming, sharing, removing and bringing back."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from flask import Blueprint, g, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.models import SavedView
from factcheck.services import claim_filter, saved_views
from factcheck.services.access import Act
from factcheck.web.acts import actor, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.base import ActForm, VersionedForm
from factcheck.web.forms.queue import ViewChangeForm, ViewForm

blueprint = Blueprint("views", __name__)
Page = tuple[str, int]


@blueprint.post("/queue/views")
@requires(Act.READ)
def save() -> Response:
    """Keep the filters of a page under a name."""
    form = ViewForm()
    words = dict(parse_qsl(form.words.data or ""))
    saved: list[SavedView] = []

    def act() -> None:
        saved.append(
            saved_views.save(
                g.session, actor(), form.name.data, words, is_shared=form.is_shared.data, now=moment()
            )
        )

    if not succeeds(form, act):
        return failed(form, url_for("queue.show", **words_of(words)))
    return done(gettext("The view is saved."), url_for("queue.show", **words_of(saved[0].filters)))


@blueprint.get("/queue/views")
@requires(Act.READ)
def show() -> str:
    """All views with their names, to be changed."""
    return _page()


@blueprint.post("/queue/views/<int:view_id>")
@requires(Act.READ)
def change(view_id: int) -> Response | Page:
    """Rename a view, or share it."""
    form = ViewChangeForm()

    def act() -> None:
        saved_views.change(
            g.session, actor(), saved_views.get(g.session, actor(), view_id), form.name.data,
            is_shared=form.is_shared.data, version=form.version.data, now=moment(),
        )  # fmt: skip

    if succeeds(form, act):
        return done(gettext("The view is changed."), url_for("views.show"))
    return _page((view_id, form)), form_status()


@blueprint.post("/queue/views/<int:view_id>/remove")
@requires(Act.READ)
def remove(view_id: int) -> Response:
    """Take a view off the list."""
    form = VersionedForm()

    def act() -> None:
        view = saved_views.get(g.session, actor(), view_id)
        saved_views.remove(g.session, actor(), view, version=form.version.data, now=moment())

    if not succeeds(form, act):
        return failed(form, url_for("views.show"))
    return done(gettext("The view is removed."), url_for("views.show"), undo=f"view {view_id} 0")


@blueprint.post("/queue/views/<int:view_id>/restore")
@requires(Act.READ)
def restore(view_id: int) -> Response:
    """Bring a removed view back."""
    form = ActForm()

    def act() -> None:
        saved_views.restore(g.session, actor(), saved_views.get(g.session, actor(), view_id), now=moment())

    if not succeeds(form, act):
        return failed(form, url_for("views.show"))
    return done(gettext("The view is back."), url_for("views.show"))


def words_of(words: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is a filter goes into an address: other words would steer `url_for`."""
    return {key: words[key] for key in (*claim_filter.WORDS, saved_views.ORDER) if key in words}


def _page(refused: tuple[int, ViewChangeForm] | None = None) -> str:
    views = [view for view in saved_views.of(g.session, actor(), moment().date()) if view.row is not None]
    forms = {
        view.row.id: ViewChangeForm(formdata=None, obj=view.row) for view in views if view.row is not None
    }
    if refused:
        forms |= dict([refused])
    return render_template("queue/views.html", views=views, forms=forms)
