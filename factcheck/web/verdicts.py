"""Verdicts: proposing, taking back, publishing. The second look stands in `reviews`."""

from flask import Blueprint, g, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.services import comments, progress, verdicts
from factcheck.services.access import Act
from factcheck.web import clashes
from factcheck.web.acts import actor, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.claim_page import Page, again
from factcheck.web.filters import rating_name
from factcheck.web.forms.base import VersionedForm
from factcheck.web.forms.evidence import VerdictForm
from factcheck.web.forms.reviews import ReopenForm

blueprint = Blueprint("verdicts", __name__)


@blueprint.post("/claims/<int:claim_id>/verdict")
@requires(Act.VERDICT_PROPOSE)
def propose(claim_id: int) -> Response | Page:
    """Judge a claim."""
    form = VerdictForm()

    def act() -> None:
        verdicts.propose(
            g.session,
            actor(),
            progress.get(g.session, claim_id),
            verdicts.rating(g.session, form.rating.data),
            form.summary.data,
            version=form.version.data,
            now=moment(),
        )

    here = url_for("claims.show", claim_id=claim_id, _anchor="verdict")
    if clashes.gives_way():
        return clashes.give_way(form, here, title=progress.get(g.session, claim_id).label)
    names = {rating.key: rating_name(rating) for rating in verdicts.scale(g.session, active_only=False)}
    if clashes.joins():
        return _as_comment(form, claim_id, f"{names.get(form.rating.data, '')}: {form.summary.data}", here)
    if not succeeds(form, act):
        clashes.beside(form, verdicts.current(g.session, progress.get(g.session, claim_id)), names)
        return again(claim_id, verdict=form)
    return done(gettext("The verdict is proposed; somebody else decides on it."), address(claim_id))


@blueprint.post("/claims/<int:claim_id>/take-back")
@requires(Act.VERDICT_PROPOSE)
def take_back(claim_id: int) -> Response:
    """Take one's own proposed verdict back."""
    return simply(claim_id, verdicts.take_back, gettext("The verdict is taken back."))


@blueprint.post("/claims/<int:claim_id>/publish")
@requires(Act.VERDICT_PUBLISH)
def publish(claim_id: int) -> Response:
    """Publish an approved verdict."""
    return simply(claim_id, verdicts.publish, gettext("The verdict is published."))


@blueprint.post("/claims/<int:claim_id>/reopen")
@requires(Act.VERDICT_PUBLISH)
def reopen(claim_id: int) -> Response | Page:
    """Take an approval back before it goes out."""
    form = ReopenForm()

    def act() -> None:
        claim = progress.get(g.session, claim_id)
        verdicts.reopen(g.session, actor(), claim, form.note.data, version=form.version.data, now=moment())

    if not succeeds(form, act):
        return again(claim_id, reopen=form)
    return done(gettext("The approval is taken back."), address(claim_id))


def simply(claim_id: int, service: verdicts.Decision, message: str) -> Response:
    """An act on a claim's verdict that needs no further word, and the way back to its page."""
    form = VersionedForm()

    def act() -> None:
        claim = progress.get(g.session, claim_id)
        service(g.session, actor(), claim, version=form.version.data, now=moment())

    here = address(claim_id)
    return done(message, here) if succeeds(form, act) else failed(form, here)


def address(claim_id: int) -> str:
    """Where on a claim's page the verdict stands."""
    return url_for("claims.show", claim_id=claim_id, _anchor="verdict")


def _as_comment(form: VerdictForm, claim_id: int, words: str, here: str) -> Response | Page:
    """Put a judgement that came second beside the first one, as a comment on the claim."""

    def act() -> None:
        comments.add(g.session, actor(), progress.get(g.session, claim_id), words, now=moment())

    if not succeeds(form, act):
        return again(claim_id, verdict=form)
    return done(gettext("The other verdict stands; yours is a comment beside it."), here)
