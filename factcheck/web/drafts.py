"""Drafts: what the pages' script keeps while somebody types, and a page of everything not sent yet."""

import json
from typing import Any

from flask import Blueprint, Response, g, jsonify, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from factcheck.services import drafts
from factcheck.services.access import Act
from factcheck.services.errors import Refused
from factcheck.web.acts import actor, came_from, commit, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.forms.base import ActForm

blueprint = Blueprint("drafts", __name__)
MOST_ASKED = 50


@blueprint.get("/drafts")
@requires(Act.ACCOUNT)
def show() -> str:
    """Everything this person has typed and not sent."""
    rows = drafts.all_of(g.session, actor())
    excerpts = {row.id: max(row.fields.values(), key=len, default="") for row in rows}
    return render_template("drafts/show.html", drafts=rows, excerpts=excerpts)


@blueprint.get("/drafts/of")
@requires(Act.ACCOUNT)
def find() -> Response:
    """The drafts of the forms of a page, for its script."""
    found = drafts.find(g.session, actor(), request.args.getlist("form")[:MOST_ASKED])
    return jsonify(
        {row.form: {"fields": row.fields, "at": int(row.updated_at.timestamp() * 1000)} for row in found}
    )


@blueprint.post("/drafts")
@requires(Act.ACCOUNT)
def save() -> Response:
    """Keep what is being typed into a form."""
    drafts.save(
        g.session,
        actor(),
        request.form.get("form", ""),
        _fields(request.form.get("fields", "")),
        page=request.form.get("page", ""),
        title=request.form.get("title", ""),
        now=moment(),
    )
    commit()
    return _nothing()


@blueprint.post("/drafts/discard")
@requires(Act.ACCOUNT)
def discard() -> Answer:
    """Throw a draft away; asked by a page's script there is nothing to show."""
    form = ActForm()
    name = request.form.get("form", "")
    address = came_from(url_for("drafts.show"))
    if not succeeds(form, lambda: drafts.discard(g.session, actor(), name)):
        return failed(form, address)
    if request.form.get("quietly"):
        return _nothing()
    return done(gettext("The draft is discarded."), address)


def _fields(text: str) -> dict[str, Any]:
    try:
        fields = json.loads(text)
    except ValueError:
        fields = None
    if not isinstance(fields, dict):
        raise Refused("This form cannot be kept as a draft.")
    return fields


def _nothing() -> Response:
    return Response(status=204, mimetype="text/plain")
