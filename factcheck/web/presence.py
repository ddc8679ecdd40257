"""Who else has a claim open: the page's script gives signs of life and is told of others."""

from collections.abc import Sequence

from flask import Blueprint, Response, g, jsonify, request
from flask_babel import gettext, ngettext

from factcheck.models import User
from factcheck.services import presence, progress
from factcheck.services.access import Act
from factcheck.web.acts import actor, commit, moment
from factcheck.web.auth import requires

blueprint = Blueprint("presence", __name__)


@blueprint.post("/claims/<int:claim_id>/presence")
@requires(Act.READ)
def sign(claim_id: int) -> Response:
    """Take a sign of life, or of leaving; answer who else is here and how new the claim is."""
    claim = progress.get(g.session, claim_id)
    if request.form.get("leaving"):
        presence.leave(g.session, actor(), claim)
    else:
        presence.sign(g.session, actor(), claim, now=moment())
    others = presence.company(g.session, actor(), claim, now=moment()).here
    commit()
    return jsonify({"here": also_here(others), "version": claim.version})


def also_here(others: Sequence[User]) -> str:
    """Who else has the claim open, as a sentence; empty where nobody has."""
    if not others:
        return ""
    *some, last = (person.full_name for person in others)
    names = gettext("%(some)s and %(last)s", some=", ".join(some), last=last) if some else last
    said: str = ngettext("%(names)s is here too.", "%(names)s are here too.", len(others), names=names)
    return said
