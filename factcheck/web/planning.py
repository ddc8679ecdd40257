"""Planning a claim: when it is wanted, whose it is next, what it waits for, what says the same."""

import re
from collections.abc import Callable
from typing import Any

from flask import Blueprint, g, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.models import Claim, HoldReason, Priority
from factcheck.services import evidence_rules, holds, originals, planning, progress, surroundings
from factcheck.services.access import Act
from factcheck.services.errors import Refused
from factcheck.services.holds import Waiting
from factcheck.web.acts import actor, came_from, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.claim_page import Page, again, page
from factcheck.web.errors import form_status
from factcheck.web.forms.base import Form, VersionedForm
from factcheck.web.forms.planning import DuplicateForm, HoldForm, PlanForm, SearchForm, TakeNextForm

blueprint = Blueprint("planning", __name__)


@blueprint.post("/claims/next")
@requires(Act.CLAIM_TRIAGE)
def take_next() -> Response:
    """Take the claim that is wanted most."""
    form = TakeNextForm()
    taken: list[Claim] = []
    if not succeeds(form, lambda: taken.append(planning.take_next(g.session, actor(), now=moment()))):
        return failed(form, came_from(url_for("queue.show")))
    return done(gettext("This claim is yours now."), url_for("claims.show", claim_id=taken[0].id))


@blueprint.post("/claims/<int:claim_id>/plan")
@requires(Act.CLAIM_TRIAGE)
def plan(claim_id: int) -> Response | Page:
    """Set due day and priority."""
    form = PlanForm()

    def act(claim: Claim) -> None:
        seen, now = form.version.data, moment()
        if claim.due_on != form.due_on.data:
            planning.set_due(g.session, actor(), claim, form.due_on.data, version=seen, now=now)
            seen = claim.version
        planning.prioritise(g.session, actor(), claim, Priority(form.priority.data), version=seen, now=now)

    return _do(claim_id, form, act, gettext("The plan is stored."), plan=form)


@blueprint.post("/claims/<int:claim_id>/hold")
@requires(Act.CLAIM_TRIAGE)
def hold(claim_id: int) -> Response | Page:
    """Let a claim wait."""
    form = HoldForm()

    def act(claim: Claim) -> None:
        holds.hold(g.session, actor(), claim, _waiting(form), version=form.version.data, now=moment())

    return _do(claim_id, form, act, gettext("The claim waits."), hold=form)


@blueprint.post("/holds/<int:hold_id>")
@requires(Act.CLAIM_TRIAGE)
def change_hold(hold_id: int) -> Response | Page:
    """Note an answer, or put right what was said about the waiting."""
    form = HoldForm()
    claim_id = holds.get(g.session, hold_id).claim_id

    def act() -> None:
        row = holds.get(g.session, hold_id)
        holds.change(g.session, actor(), row, _waiting(form), version=form.version.data, now=moment())

    if succeeds(form, act):
        return done(gettext("It is noted."), url_for("claims.show", claim_id=claim_id, _anchor="planning"))
    form.version.data, form.version.raw_data = holds.get(g.session, hold_id).version, None
    return page(surroundings.whole(g.session, claim_id), hold_form=form), form_status()


@blueprint.post("/claims/<int:claim_id>/resume")
@requires(Act.CLAIM_TRIAGE)
def resume(claim_id: int) -> Response:
    """Go on with a claim that waited."""
    return _simply(claim_id, holds.resume, gettext("The claim is in research again."))


@blueprint.post("/claims/<int:claim_id>/duplicate")
@requires(Act.CLAIM_TRIAGE)
def mark_duplicate(claim_id: int) -> Response | Page:
    """Mark a claim as a duplicate of another."""
    form = DuplicateForm()

    def act(claim: Claim) -> None:
        original = progress.get(g.session, _number(form.original.data))
        originals.mark(g.session, actor(), claim, original, version=form.version.data, now=moment())

    return _do(claim_id, form, act, gettext("The claim is marked as a duplicate."), duplicate=form)


@blueprint.post("/claims/<int:claim_id>/no-duplicate")
@requires(Act.CLAIM_TRIAGE)
def unmark_duplicate(claim_id: int) -> Response:
    """Put a claim back on the list."""
    return _simply(claim_id, originals.unmark, gettext("The claim is back on the list."))


@blueprint.post("/claims/<int:claim_id>/looked-for")
@requires(Act.EVIDENCE_EDIT)
def state_search(claim_id: int) -> Response | Page:
    """Record what was looked for on both sides."""
    form = SearchForm()

    def act(claim: Claim) -> None:
        said = form.search_note.data or ""
        evidence_rules.state_search(g.session, actor(), claim, said, version=form.version.data, now=moment())

    return _do(claim_id, form, act, gettext("It is noted what was looked for."), search=form)


def _waiting(form: HoldForm) -> Waiting:
    return Waiting(
        reason=HoldReason(form.reason.data),
        note=form.note.data,
        asked_whom=form.asked_whom.data,
        asked_on=form.asked_on.data,
        deadline=form.deadline.data,
        answered_on=form.answered_on.data,
        answer=form.answer.data,
    )


def _number(typed: str) -> int:
    """The number of a claim, typed as such or as its address."""
    found = re.search(r"(?:^|/claims/|#claim-)(\d{1,18})\b", typed.strip())
    if found is None:
        raise Refused("Give the number or the address of a claim.", field="original")
    return int(found[1])


def _simply(claim_id: int, service: Callable[..., Any], message: str) -> Response:
    form = VersionedForm()
    here = url_for("claims.show", claim_id=claim_id, _anchor="planning")

    def act() -> None:
        claim = progress.get(g.session, claim_id)
        service(g.session, actor(), claim, version=form.version.data, now=moment())

    return done(message, here) if succeeds(form, act) else failed(form, here)


def _do(
    claim_id: int, form: Form, act: Callable[[Claim], None], message: str, **shown: Form
) -> Response | Page:
    if succeeds(form, lambda: act(progress.get(g.session, claim_id))):
        return done(message, url_for("claims.show", claim_id=claim_id, _anchor="planning"))
    return again(claim_id, **shown)
