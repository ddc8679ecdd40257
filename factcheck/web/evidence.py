"""Evidence on a claim: attaching a source, correcting, removing, restoring."""

from flask import Blueprint, g, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.models import Evidence, Stance
from factcheck.services import progress, quotes, sources
from factcheck.services.access import Act
from factcheck.services.sources import Finding
from factcheck.web import clashes
from factcheck.web.acts import actor, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.claim_page import again, page
from factcheck.web.errors import form_status
from factcheck.web.forms.base import ActForm, stripped
from factcheck.web.forms.evidence import EvidenceForm, FindingForm
from factcheck.web.forms.snapshots import AnswerForm
from factcheck.web.sources import source_details

blueprint = Blueprint("evidence", __name__)
Page = tuple[str, int]


@blueprint.post("/claims/<int:claim_id>/evidence")
@requires(Act.EVIDENCE_EDIT)
def attach(claim_id: int) -> Response | Page:
    """Tie a source to a claim."""
    form = EvidenceForm()

    def act() -> None:
        claim = progress.get(g.session, claim_id)
        sources.attach(g.session, actor(), claim, source_details(form), _finding(form), now=moment())

    if not succeeds(form, act):
        return again(claim_id, evidence=form)
    return done(gettext("The evidence is on the claim."), _address(claim_id))


@blueprint.post("/evidence/<int:evidence_id>")
@requires(Act.EVIDENCE_EDIT)
def change(evidence_id: int) -> Response | Page:
    """Correct a piece of evidence; a refused correction stays in its form, on the newest version."""
    form = FindingForm()

    def act() -> None:
        evidence = sources.get_evidence(g.session, evidence_id)
        sources.change(g.session, actor(), evidence, _finding(form), version=form.version.data, now=moment())

    row = sources.get_evidence(g.session, evidence_id)
    if clashes.gives_way():
        return clashes.give_way(form, _address(row.claim_id), title=row.source.title)
    changed = clashes.corrects(form, lambda: _as_it_is(evidence_id), act)
    row = sources.get_evidence(g.session, evidence_id)
    if changed:
        return done(gettext("The evidence is corrected."), _address(row.claim_id))
    form.version.data, form.version.raw_data = row.version, None
    return page(row.claim, finding=(evidence_id, form)), form_status()


@blueprint.post("/evidence/<int:evidence_id>/<any(remove,restore):act>")
@requires(Act.EVIDENCE_EDIT)
def act_on(evidence_id: int, act: str) -> Response:
    """Take evidence off its claim, or put it back."""
    form = ActForm()
    row: Evidence = sources.get_evidence(g.session, evidence_id)
    address = _address(row.claim_id)
    service, message = {
        "remove": (sources.remove, gettext("The evidence is removed.")),
        "restore": (sources.restore, gettext("The evidence is back.")),
    }[act]
    if not succeeds(
        form,
        lambda: service(g.session, actor(), sources.get_evidence(g.session, evidence_id), now=moment()),
    ):
        return failed(form, address)
    return done(message, address, undo=f"evidence {evidence_id} 0" if act == "remove" else None)


def _as_it_is(evidence_id: int) -> FindingForm:
    return FindingForm(obj=sources.get_evidence(g.session, evidence_id), formdata=None)


@blueprint.post("/evidence/<int:evidence_id>/answer")
@requires(Act.VERDICT_REVIEW)
def answer(evidence_id: int) -> Response | Page:
    """Say why a quotation that was not found as it stands may be used."""
    form = AnswerForm()

    def act() -> None:
        row = sources.get_evidence(g.session, evidence_id)
        quotes.answer(g.session, actor(), row, form.answer.data, version=form.version.data, now=moment())

    answered = succeeds(form, act)
    claim = sources.get_evidence(g.session, evidence_id).claim
    if not answered:
        return page(claim, **{f"answer_{evidence_id}": form}), form_status()
    return done(gettext("The warning is answered."), _address(claim.id))


def _address(claim_id: int) -> str:
    return url_for("claims.show", claim_id=claim_id, _anchor="evidence")


def _finding(form: EvidenceForm | FindingForm) -> Finding:
    return Finding(
        stance=Stance(form.stance.data),
        accessed=form.accessed.data,
        quote=stripped(form.quote.data),
        note=stripped(form.note.data),
    )
