"""Rating one claim after another: a page, the claims that come next, and the ratings as they arrive.

With script a key rates the claim that is shown and shows the next one at once; the ratings travel behind,
in order (`static/rating.js`). Without it the same form is sent claim by claim. Both ask the same service.
"""

import secrets
from collections.abc import Callable
from typing import Any

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.models import Claim
from factcheck.services import progress, ratings, verdicts
from factcheck.services.access import Act
from factcheck.web.acts import actor, came_from, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.claim_page import again
from factcheck.web.errors import form_status
from factcheck.web.forms.base import Form, VersionedForm
from factcheck.web.forms.rating import ExplainForm, RateForm
from factcheck.web.queue import kept_filters, page_position, wanted_claims

blueprint = Blueprint("rating", __name__)
Page = tuple[str, int]
Answer = tuple[dict[str, Any], int]


@blueprint.get("/queue/rate")
@requires(Act.VERDICT_PROPOSE)
def show() -> str:
    """The first claims of the list, to be rated one after another."""
    cards, following = _cards()
    return _page(cards, following)


@blueprint.get("/queue/rate/more")
@requires(Act.VERDICT_PROPOSE)
def more() -> str:
    """The claims that come after those a page has, or one claim as it is now."""
    if claim_id := request.args.get("claim", type=int):
        return render_template("queue/_cards.html", cards=[ratings.card(g.session, claim_id)], more=None)
    found, following = _cards()
    return render_template("queue/_cards.html", cards=found, more=following)


@blueprint.post("/queue/rate/<int:claim_id>")
@requires(Act.VERDICT_PROPOSE)
def rate(claim_id: int) -> Response | Page | Answer:
    """Store one rating."""
    form = RateForm()
    stored: list[ratings.Stored] = []

    def act() -> None:
        stored.append(
            ratings.rate(
                g.session,
                actor(),
                progress.get(g.session, claim_id),
                verdicts.rating(g.session, form.rating.data),
                form.summary.data or "",
                gettext("Rated by key; the reasons follow."),
                client_id=form.client.data,
                version=form.version.data,
                now=moment(),
            )
        )

    if _wants_json():
        return _answer(form, act, lambda: {"version": stored[0].version, "number": stored[0].number})
    if succeeds(form, act):
        return done(gettext("The rating is stored."), came_from(url_for("rating.show")))
    form.version.data, form.version.raw_data = progress.get(g.session, claim_id).version, None
    return _page([ratings.card(g.session, claim_id)], None, form), form_status()


@blueprint.post("/queue/rate/<int:claim_id>/undo")
@requires(Act.VERDICT_PROPOSE)
def undo(claim_id: int) -> Response | Answer:
    """Take a rating back that nobody has decided on."""
    form = VersionedForm()
    row: list[Claim] = []

    def act() -> None:
        row.append(progress.get(g.session, claim_id))
        verdicts.take_back(g.session, actor(), row[0], version=form.version.data, now=moment())

    if _wants_json():
        return _answer(form, act, lambda: {"version": row[0].version})
    address = came_from(url_for("rating.show"))
    return (
        done(gettext("The rating is taken back."), address) if succeeds(form, act) else failed(form, address)
    )


@blueprint.post("/claims/<int:claim_id>/explain")
@requires(Act.VERDICT_PROPOSE)
def explain(claim_id: int) -> Response | Page:
    """Give reasons for a verdict that was given by key."""
    form = ExplainForm()

    def act() -> None:
        claim = progress.get(g.session, claim_id)
        ratings.explain(g.session, actor(), claim, form.summary.data, version=form.version.data, now=moment())

    if not succeeds(form, act):
        return again(claim_id, explain=form)
    return done(
        gettext("The reasons are with the verdict; somebody else decides on it."),
        url_for("claims.show", claim_id=claim_id, _anchor="verdict"),
    )


def _cards() -> tuple[list[ratings.Card], str | None]:
    """The claims to rate, and the address of those after them."""
    found, more_there = ratings.cards(g.session, wanted_claims(free_for=actor().id), page_position())
    kept = kept_filters()
    return found, url_for("rating.more", **kept, after=found[-1].position) if more_there else None


def _page(cards: list[ratings.Card], following: str | None, form: RateForm | None = None) -> str:
    version = cards[0].claim.version if cards else 0
    return render_template(
        "queue/rate.html",
        cards=cards,
        more=following,
        form=form or RateForm(formdata=None, version=version, client=secrets.token_hex(16)),
        scale=verdicts.scale(g.session),
        args=kept_filters(),
    )


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _answer(form: Form, act: Callable[[], Any], stored: Callable[[], dict[str, Any]]) -> Answer:
    """The answer to a script: what was stored, or the sentence that says why not."""
    if succeeds(form, act):
        return {"stored": stored()}, 200
    messages = [*form.form_errors, *(message for field in form for message in field.errors)]
    return {"problem": " ".join(str(message) for message in messages)}, form_status()
