"""Checked before: asking the library of earlier fact-checks, and deciding what answers a claim."""

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.services import checks, match_decisions, matches, progress
from factcheck.services.access import Act
from factcheck.web.acts import actor, came_from, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.forms.base import ActForm, VersionedForm
from factcheck.web.forms.checks import TakeOverForm
from factcheck.web.numbers import row_number

blueprint = Blueprint("checks", __name__)
LONGEST_QUERY = 10_000
LANGUAGES = ("de", "en")


@blueprint.get("/checks")
@requires(Act.READ)
def show() -> str:
    """Has this been checked? A box to paste a sentence into, and what the library says."""
    claim_id = request.args.get("claim", type=row_number)
    claim = progress.get(g.session, claim_id) if claim_id is not None else None
    asked = request.args.get("q", claim.quote if claim else "")[:LONGEST_QUERY].strip()
    language = request.args.get("language") or (claim.article.language if claim else None)
    found = matches.find(g.session, asked, language if language in LANGUAGES else None) if asked else []
    return render_template(
        "checks/show.html",
        asked=asked,
        language=language,
        claim=claim,
        found=found,
        rows=checks.by_id(g.session, [row.check_id for row in found]),
        number=None if asked else checks.count(g.session),
        newest=[] if asked else checks.newest(g.session),
    )


@blueprint.get("/checks/<int:check_id>")
@requires(Act.READ)
def show_one(check_id: int) -> str:
    """One earlier fact-check, and the claims of the desk that it answers."""
    check = checks.get(g.session, check_id)
    return render_template(
        "checks/one.html", check=check, answered=match_decisions.answered_by(g.session, check)
    )


@blueprint.post("/claims/<int:claim_id>/checks/<int:check_id>")
@requires(Act.EVIDENCE_EDIT)
def link(claim_id: int, check_id: int) -> Response:
    """Say that a fact-check answers a claim."""
    form = ActForm()

    def act() -> None:
        claim, check = progress.get(g.session, claim_id), checks.get(g.session, check_id)
        match_decisions.link(g.session, actor(), claim, check, now=moment())

    if not succeeds(form, act):
        return failed(form, _address(claim_id))
    return done(gettext("The fact-check is linked with the claim."), _address(claim_id))


@blueprint.post("/matches/<int:match_id>/<any(confirm,reject,reopen):act>")
@requires(Act.EVIDENCE_EDIT)
def decide(match_id: int, act: str) -> Response:
    """Confirm or reject a suggestion, or take that back."""
    form = VersionedForm()
    address = _address(match_decisions.get(g.session, match_id).claim_id)
    service, message = {
        "confirm": (match_decisions.confirm, gettext("The fact-check is linked with the claim.")),
        "reject": (match_decisions.reject, gettext("The fact-check is not suggested for this claim again.")),
        "reopen": (match_decisions.reopen, gettext("The fact-check is a suggestion again.")),
    }[act]

    def do() -> None:
        match = match_decisions.get(g.session, match_id)
        service(g.session, actor(), match, version=form.version.data, now=moment())

    if not succeeds(form, do):
        return failed(form, came_from(address))
    version = match_decisions.get(g.session, match_id).version
    undo = f"match {match_id} {version}" if act != "reopen" else None
    return done(message, came_from(address), undo=undo)


@blueprint.post("/matches/<int:match_id>/take-over")
@requires(Act.VERDICT_PROPOSE)
def take_over(match_id: int) -> Response:
    """Propose the verdict of an earlier fact-check for the claim."""
    form = TakeOverForm()
    claim_id = match_decisions.get(g.session, match_id).claim_id

    def act() -> None:
        match = match_decisions.get(g.session, match_id)
        match_decisions.take_over(
            g.session, actor(), match, form.summary.data, version=form.version.data, now=moment()
        )

    if not succeeds(form, act):
        return failed(form, _address(claim_id))
    address = url_for("claims.show", claim_id=claim_id, _anchor="verdict")
    return done(gettext("The verdict is proposed; somebody else decides on it."), address)


def _address(claim_id: int) -> str:
    return url_for("claims.show", claim_id=claim_id, _anchor="checked-before")
