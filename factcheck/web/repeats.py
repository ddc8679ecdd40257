"""Claims that repeat each other: answering them all by one, and taking that back."""

from flask import Blueprint, g, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.services import answering, duplicates, originals, progress
from factcheck.services.access import Act
from factcheck.web.acts import actor, came_from, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.forms.base import ActForm
from factcheck.web.forms.planning import RepeatsForm

blueprint = Blueprint("repeats", __name__)


@blueprint.get("/claims/<int:claim_id>/repeats")
@requires(Act.READ)
def show(claim_id: int) -> str:
    """What says the same as a claim, and what it answers already."""
    claim = progress.get(g.session, claim_id)
    group = duplicates.group_of(g.session, claim)
    others = [row for row in group.claims if row.id != claim.id] if group else []
    return render_template(
        "claims/repeats.html",
        claim=claim,
        others=others,
        leaders=duplicates.leaders(g.session, [claim, *others]),
        repeats=answering.repeats(g.session, claim),
        answers=originals.duplicates_of(g.session, claim),
        answered_by_me=bool(answering.answered(g.session, actor(), claim)),
    )


@blueprint.post("/claims/<int:claim_id>/<any(apart,together):act>")
@requires(Act.CLAIM_TRIAGE)
def keep_apart(claim_id: int, act: str) -> Response:
    """Say that a claim says something else than those it was put with, or take that back."""
    form = ActForm()
    service, message = {
        "apart": (duplicates.keep_apart, gettext("The claim stands for itself now.")),
        "together": (duplicates.put_together, gettext("The claim is back with those that say the same.")),
    }[act]
    address = came_from(url_for("repeats.show", claim_id=claim_id))
    if not succeeds(
        form, lambda: service(g.session, actor(), progress.get(g.session, claim_id), now=moment())
    ):
        return failed(form, address)
    return done(message, address, undo=f"apart {claim_id} 0" if act == "apart" else None)


@blueprint.post("/claims/<int:claim_id>/answer-repeats")
@requires(Act.CLAIM_TRIAGE)
def answer(claim_id: int) -> Response:
    """Let a claim answer all that repeat it."""
    form = RepeatsForm()

    def act() -> None:
        seen = [int(number) for number in (form.seen.data or "").split() if number.isdecimal()]
        answering.answer(g.session, actor(), progress.get(g.session, claim_id), seen, now=moment())

    address = url_for("repeats.show", claim_id=claim_id)
    if not succeeds(form, act):
        return failed(form, address)
    return done(gettext("The claims that say the same are answered by this one."), address)


@blueprint.post("/claims/<int:claim_id>/answer-repeats/undo")
@requires(Act.CLAIM_TRIAGE)
def take_back(claim_id: int) -> Response:
    """Put the claims that were answered at once back where they stood."""
    form = ActForm()
    address = url_for("repeats.show", claim_id=claim_id)

    def act() -> None:
        answering.take_back(g.session, actor(), progress.get(g.session, claim_id), now=moment())

    if not succeeds(form, act):
        return failed(form, address)
    return done(gettext("The claims are back where they stood."), address)
