"""Claims: the page of one, its progress, and reshaping by hand."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, g, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from factcheck.models import Claim, ClaimKind
from factcheck.services import articles, claims, progress, surroundings, users
from factcheck.services.access import Act
from factcheck.services.errors import Refused
from factcheck.web import clashes
from factcheck.web.acts import actor, came_from, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.bulk import act_on_many
from factcheck.web.claim_page import Page, again, page
from factcheck.web.forms.base import Form, VersionedForm
from factcheck.web.forms.claims import AssignForm, BulkForm, ChosenForm, MarkForm, ReshapeForm, SplitForm

blueprint = Blueprint("claims", __name__)


@blueprint.get("/claims/<int:claim_id>")
@requires(Act.READ)
def show(claim_id: int) -> str:
    """Everything about one claim."""
    return page(surroundings.whole(g.session, claim_id))


@blueprint.post("/claims/<int:claim_id>/<any(triage,set_aside):act>")
@requires(Act.CLAIM_TRIAGE)
def triage(claim_id: int, act: str) -> Response:
    """Put a claim on the list to check, or set it aside."""
    service, message = {
        "triage": (progress.triage, gettext("The claim is on the list to check.")),
        "set_aside": (progress.set_aside, gettext("The claim is set aside.")),
    }[act]
    form = VersionedForm()
    return _simply(
        form,
        claim_id,
        lambda claim: service(g.session, actor(), claim, version=form.version.data, now=moment()),
        message,
    )


@blueprint.post("/claims/<int:claim_id>/assign")
@requires(Act.CLAIM_TRIAGE)
def assign(claim_id: int) -> Response:
    """Give a claim to somebody."""
    form = AssignForm()

    def act(claim: Claim) -> None:
        assignee = users.get(g.session, form.assignee.data or current_user.user_id)
        progress.assign(g.session, actor(), claim, assignee, version=form.version.data, now=moment())

    return _simply(form, claim_id, act, gettext("The claim is assigned."))


@blueprint.post("/claims/<int:claim_id>/reshape")
@requires(Act.CLAIM_ADJUST)
def reshape(claim_id: int) -> Response | Page:
    """Move a claim's ends, or change its kind or label."""
    form = ReshapeForm()

    def act() -> None:
        claims.change(
            g.session,
            actor(),
            progress.get(g.session, claim_id),
            ClaimKind(form.kind.data),
            form.start.data,
            form.end.data,
            form.label.data,
            version=form.version.data,
            now=moment(),
        )

    if clashes.gives_way():
        label = progress.get(g.session, claim_id).label
        return clashes.give_way(form, url_for("claims.show", claim_id=claim_id), title=label)
    if clashes.corrects(form, lambda: _as_it_is(claim_id), act):
        return _reshaped(claim_id, gettext("The claim is changed."))
    return again(claim_id, reshape=form)


@blueprint.post("/claims/<int:claim_id>/split")
@requires(Act.CLAIM_ADJUST)
def split(claim_id: int) -> Response | Page:
    """Cut a claim in two."""
    form = SplitForm()

    def act() -> None:
        claim = progress.get(g.session, claim_id)
        claims.split(g.session, actor(), claim, form.at.data, version=form.version.data, now=moment())

    if succeeds(form, act):
        return _reshaped(claim_id, gettext("The claim is split."))
    return again(claim_id, split=form)


@blueprint.post("/claims/<int:claim_id>/drop")
@requires(Act.CLAIM_ADJUST)
def drop(claim_id: int) -> Response:
    """Take a claim off the list because it is none."""
    form = VersionedForm()

    def act() -> None:
        claim = progress.get(g.session, claim_id)
        claims.drop(g.session, actor(), claim, version=form.version.data, now=moment())

    if not succeeds(form, act):
        return failed(form, url_for("claims.show", claim_id=claim_id))
    article_id = progress.get(g.session, claim_id).article_id
    return done(
        gettext("The claim is dropped."),
        url_for("articles.show", article_id=article_id),
        undo=f"article {article_id} 0",
    )


@blueprint.post("/articles/<int:article_id>/claims")
@requires(Act.CLAIM_ADJUST)
def mark(article_id: int) -> Response:
    """Make a claim of selected text."""
    form = MarkForm()
    address = url_for("articles.show", article_id=article_id)

    def act() -> None:
        version = articles.newest_version(g.session, articles.get(g.session, article_id))
        kind = ClaimKind(form.kind.data)
        claims.mark(g.session, actor(), version, kind, form.start.data, form.end.data, now=moment())

    if not succeeds(form, act):
        return failed(form, address)
    return done(gettext("The claim is marked."), address, undo=f"article {article_id} 0")


@blueprint.post("/articles/<int:article_id>/claims/chosen")
@requires(Act.CLAIM_TRIAGE)
def chosen(article_id: int) -> Response:
    """Triage, set aside or merge the claims that were ticked."""
    form = ChosenForm()
    act = request.form.get("act", "")
    ids = form.claims.data or []
    address = came_from(url_for("articles.show", article_id=article_id))
    if act != "merge":
        many = BulkForm()
        return act_on_many(many, address) or failed(many, address)
    if not succeeds(form, lambda: _merge([progress.get(g.session, row) for row in ids])):
        return failed(form, address)
    return done(gettext("The claims are merged."), address, undo=f"article {article_id} 0")


def _merge(rows: list[Claim]) -> None:
    if not rows:
        raise Refused("Tick at least one claim first.")
    claims.merge(g.session, actor(), rows, now=moment())


def _simply(form: Form, claim_id: int, act: Callable[[Claim], Any], message: str) -> Response:
    address = came_from(url_for("claims.show", claim_id=claim_id))
    if not succeeds(form, lambda: act(progress.get(g.session, claim_id))):
        return failed(form, address)
    return done(message, address)


def _as_it_is(claim_id: int) -> ReshapeForm:
    return ReshapeForm(formdata=None, obj=progress.get(g.session, claim_id))


def _reshaped(claim_id: int, message: str) -> Response:
    claim = progress.get(g.session, claim_id)
    return done(message, url_for("claims.show", claim_id=claim_id), undo=f"article {claim.article_id} 0")
