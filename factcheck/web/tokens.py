"""Tokens for programs: a person's own, and everybody's for administrators."""

from datetime import UTC, datetime, time

from flask import Blueprint, g, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from factcheck.services import access, tokens
from factcheck.services.access import Act
from factcheck.services.tokens import Made
from factcheck.web.acts import actor, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.base import ActForm
from factcheck.web.forms.tokens import TokenForm

blueprint = Blueprint("tokens", __name__)
Page = tuple[str, int]


@blueprint.get("/account/tokens")
@requires(Act.API_USE)
def show() -> str:
    """The tokens there are, and the form for one more."""
    return _page(TokenForm(formdata=None))


@blueprint.post("/account/tokens")
@requires(Act.API_USE)
def create() -> Page:
    """Make a token; its words stand on the page that answers, and nowhere else ever."""
    form = TokenForm()
    made: list[Made] = []

    def act() -> None:
        last = form.expires.data
        expires_at = datetime.combine(last, time.max, UTC) if last else None
        scopes = {Act(word) for word in form.scopes.data or ()}
        name = form.name.data or ""
        made.append(tokens.create(g.session, actor(), name, scopes, expires_at=expires_at, now=moment()))

    if not succeeds(form, act):
        return _page(form), form_status()
    return _page(TokenForm(formdata=None), secret=made[0].secret), 201


@blueprint.post("/tokens/<int:token_id>/revoke")
@requires(Act.API_USE)
def revoke(token_id: int) -> Response:
    """End a token for good."""
    form = ActForm()
    address = url_for("tokens.show")
    if not succeeds(
        form,
        lambda: tokens.revoke(g.session, actor(), tokens.get(g.session, actor(), token_id), now=moment()),
    ):
        return failed(form, address)
    return done(gettext("The token is revoked."), address)


def _page(form: TokenForm, *, secret: str | None = None) -> str:
    person = actor()
    form.offer(act for act in Act if access.may(person, act))
    others = tokens.of_others(g.session, person) if current_user.may(Act.USER_MANAGE) else None
    return render_template(
        "account/tokens.html",
        form=form,
        own=tokens.own(g.session, person),
        others=others,
        secret=secret,
        now=moment(),
    )
