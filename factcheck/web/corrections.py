"""Correcting and withdrawing what was published, with everything that used it in sight."""

from flask import Blueprint, g, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.services import corrections, progress, surroundings, usage, verdicts
from factcheck.services.access import Act
from factcheck.web.acts import actor, done, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.claim_page import Page
from factcheck.web.errors import form_status
from factcheck.web.forms.reviews import CorrectionForm
from factcheck.web.verdicts import address, simply

blueprint = Blueprint("corrections", __name__)


@blueprint.get("/claims/<int:claim_id>/correction")
@requires(Act.VERDICT_CORRECT)
def show(claim_id: int) -> str:
    """What is public, what used it, and the forms to correct or withdraw it."""
    claim = surroundings.whole(g.session, claim_id)
    return _page(claim_id, CorrectionForm(formdata=None, version=claim.version))


@blueprint.post("/claims/<int:claim_id>/correction")
@requires(Act.VERDICT_CORRECT)
def begin(claim_id: int) -> Response | Page:
    """Reopen a published verdict."""
    form = CorrectionForm()

    def act() -> None:
        claim = progress.get(g.session, claim_id)
        corrections.begin(g.session, actor(), claim, form.note.data, version=form.version.data, now=moment())

    if succeeds(form, act):
        return done(gettext("The verdict is reopened; propose the corrected one."), address(claim_id))
    return _again(claim_id, form)


@blueprint.post("/claims/<int:claim_id>/withdrawal")
@requires(Act.VERDICT_CORRECT)
def withdraw(claim_id: int) -> Response | Page:
    """Take a published verdict back for good."""
    form = CorrectionForm()

    def act() -> None:
        claim = progress.get(g.session, claim_id)
        corrections.withdraw(
            g.session, actor(), claim, form.note.data, version=form.version.data, now=moment()
        )

    if succeeds(form, act):
        return done(gettext("The verdict is withdrawn."), address(claim_id))
    return _again(claim_id, form)


@blueprint.post("/claims/<int:claim_id>/correction/abandon")
@requires(Act.VERDICT_CORRECT)
def abandon(claim_id: int) -> Response:
    """Give a correction up."""
    return simply(claim_id, corrections.abandon, gettext("The correction is given up."))


@blueprint.post("/corrections/<int:correction_id>")
@requires(Act.VERDICT_CORRECT)
def reword(correction_id: int) -> Response | Page:
    """Say a public note in other words."""
    form = CorrectionForm()
    claim_id = corrections.get(g.session, correction_id).claim_id

    def act() -> None:
        row = corrections.get(g.session, correction_id)
        corrections.reword(g.session, actor(), row, form.note.data, version=form.version.data, now=moment())

    if succeeds(form, act):
        return done(gettext("The note is reworded."), url_for("corrections.show", claim_id=claim_id))
    fresh = CorrectionForm(formdata=None, version=progress.get(g.session, claim_id).version)
    return _page(claim_id, fresh, (correction_id, form)), form_status()


def _again(claim_id: int, form: CorrectionForm) -> Page:
    form.version.data, form.version.raw_data = progress.get(g.session, claim_id).version, None
    return _page(claim_id, form), form_status()


def _page(claim_id: int, form: CorrectionForm, refused: tuple[int, CorrectionForm] | None = None) -> str:
    claim = surroundings.whole(g.session, claim_id)
    made = corrections.of(g.session, claim)
    notes = {row.id: CorrectionForm(formdata=None, obj=row) for row in made} | dict(
        [refused] if refused else []
    )
    return render_template(
        "claims/correction.html",
        claim=claim,
        form=form,
        possible=progress.possible(claim, actor()),
        public=verdicts.public(verdicts.all_of(g.session, claim)),
        corrections=made,
        notes=notes,
        usage=usage.of(g.session, claim),
    )
