"""The second look: in hand, agreed, judged otherwise or sent back; and the third person's word."""

from flask import Blueprint, g
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.models import ClaimStatus, Ruling
from factcheck.services import progress, reviews, verdicts
from factcheck.services.access import Act
from factcheck.web.acts import actor, done, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.claim_page import Page, again
from factcheck.web.forms.reviews import AdjudicateForm, JudgeForm, SendBackForm
from factcheck.web.verdicts import address, simply

blueprint = Blueprint("reviews", __name__)


@blueprint.post("/claims/<int:claim_id>/review")
@requires(Act.VERDICT_REVIEW)
def start(claim_id: int) -> Response:
    """Take the second look in hand."""
    return simply(claim_id, reviews.start, gettext("The second look is yours."))


@blueprint.post("/claims/<int:claim_id>/release")
@requires(Act.VERDICT_REVIEW)
def release(claim_id: int) -> Response:
    """Leave it to somebody else."""
    return simply(claim_id, reviews.release, gettext("The second look is left to somebody else."))


@blueprint.post("/claims/<int:claim_id>/approve")
@requires(Act.VERDICT_REVIEW)
def approve(claim_id: int) -> Response:
    """Agree with a proposed verdict."""
    return simply(claim_id, reviews.approve, gettext("The verdict is approved."))


@blueprint.post("/claims/<int:claim_id>/judge")
@requires(Act.VERDICT_REVIEW)
def judge(claim_id: int) -> Response | Page:
    """Give a rating of one's own."""
    form = JudgeForm()

    def act() -> None:
        reviews.judge(
            g.session,
            actor(),
            progress.get(g.session, claim_id),
            verdicts.rating(g.session, form.rating.data),
            form.summary.data,
            version=form.version.data,
            now=moment(),
        )

    if not succeeds(form, act):
        return again(claim_id, judge=form)
    agreed = progress.get(g.session, claim_id).status is ClaimStatus.APPROVED
    message = (
        gettext("Both verdicts are the same: approved.")
        if agreed
        else gettext("The verdicts differ: a third person decides between them.")
    )
    return done(message, address(claim_id))


@blueprint.post("/claims/<int:claim_id>/send-back")
@requires(Act.VERDICT_REVIEW)
def send_back(claim_id: int) -> Response | Page:
    """Send a proposed verdict back to its author."""
    form = SendBackForm()

    def act() -> None:
        claim = progress.get(g.session, claim_id)
        reviews.send_back(g.session, actor(), claim, form.note.data, version=form.version.data, now=moment())

    if not succeeds(form, act):
        return again(claim_id, send_back=form)
    return done(gettext("The verdict is back with its author."), address(claim_id))


@blueprint.post("/claims/<int:claim_id>/adjudicate")
@requires(Act.VERDICT_ADJUDICATE)
def adjudicate(claim_id: int) -> Response | Page:
    """Decide between two verdicts."""
    form = AdjudicateForm()

    def act() -> None:
        ruling = Ruling(form.ruling.data)
        third = ruling is Ruling.THIRD
        reviews.adjudicate(
            g.session,
            actor(),
            progress.get(g.session, claim_id),
            ruling,
            form.note.data or "",
            rating=verdicts.rating(g.session, form.rating.data) if third else None,
            version=form.version.data,
            now=moment(),
        )

    if not succeeds(form, act):
        return again(claim_id, adjudicate=form)
    return done(gettext("It is decided."), address(claim_id))
