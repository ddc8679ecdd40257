"""Claims: the page of one, its progress, and reshaping by hand."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from factcheck.models import Claim, ClaimKind
from factcheck.services import articles, audit, claims, progress, sources, users, verdicts
from factcheck.services.access import Act
from factcheck.services.errors import Refused
from factcheck.web.acts import actor, came_from, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.base import ActForm, Form, VersionedForm
from factcheck.web.forms.claims import AssignForm, ChosenForm, MarkForm, ReshapeForm, SplitForm
from factcheck.web.forms.evidence import EvidenceForm, FindingForm, SendBackForm, VerdictForm
from factcheck.web.passages import paragraphs

blueprint = Blueprint("claims", __name__)
Page = tuple[str, int]
# How much text stands around a claim on its page, in sentences.
CONTEXT = 2


@blueprint.get("/claims/<int:claim_id>")
@requires(Act.READ)
def show(claim_id: int) -> str:
    """Everything about one claim."""
    return page(progress.get(g.session, claim_id))


def page(claim: Claim, finding: tuple[int, Form] | None = None, **forms: Form) -> str:
    """The page of a claim; forms that were refused are shown as they were filled in.

    `finding` is the refused correction of a piece of evidence, with its id.
    """
    version = claim.article_version
    sentences = articles.sentences_of(g.session, version)
    near = [row for row in sentences if abs(row.number - claim.sentence.number) <= CONTEXT]
    start, end = min(near[0].start, claim.start), max(near[-1].end, claim.end)
    evidence = sources.evidence_of(g.session, claim)
    return render_template(
        "claims/show.html",
        claim=claim,
        version=version,
        context=paragraphs(version.text, [claim], start=start, end=end),
        nested=[
            other
            for other in articles.claims_of(g.session, version)
            if other.id != claim.id and other.start < claim.end and claim.start < other.end
        ],
        evidence=evidence,
        verdict=verdicts.current(g.session, claim),
        verdicts=verdicts.all_of(g.session, claim),
        scale=verdicts.scale(g.session),
        history=audit.history(
            g.session, [("claim", claim.id), *(("source", row.source_id) for row in evidence)]
        ),
        possible=progress.possible(claim, actor()),
        is_open=claim.status in progress.OPEN and claim.dropped_at is None,
        following=progress.next_open(g.session, claim),
        people=users.everybody(g.session, active_only=True),
        forms=_forms(claim, forms),
        finding_forms={row.id: FindingForm(obj=row, formdata=None) for row in evidence}
        | dict([finding] if finding else []),
    )


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

    if succeeds(form, act):
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
    if not succeeds(form, lambda: _do_with_chosen(act, [progress.get(g.session, row) for row in ids])):
        return failed(form, address)
    message = {
        "triage": ngettext("%(num)s claim is on the list.", "%(num)s claims are on the list.", len(ids)),
        "set_aside": ngettext("%(num)s claim is set aside.", "%(num)s claims are set aside.", len(ids)),
        "merge": gettext("The claims are merged."),
    }[act]
    return done(message, address, undo=f"article {article_id} 0" if act == "merge" else None)


def _do_with_chosen(act: str, rows: list[Claim]) -> None:
    if not rows:
        raise Refused("Tick at least one claim first.")
    if act == "merge":
        claims.merge(g.session, actor(), rows, now=moment())
        return
    service = {"triage": progress.triage, "set_aside": progress.set_aside}.get(act)
    if service is None:
        raise Refused("Choose what to do with the claims.")
    for claim in rows:
        service(g.session, actor(), claim, version=claim.version, now=moment())


def again(claim_id: int, **forms: Form) -> Page:
    """The claim's page after a refusal, with what was typed; its version is the newest, to send again."""
    claim = progress.get(g.session, claim_id)
    for form in forms.values():
        if "version" in form:
            form["version"].data, form["version"].raw_data = claim.version, None
    return page(claim, **forms), form_status()


def _forms(claim: Claim, given: dict[str, Form]) -> dict[str, Form]:
    """All forms of the page: the given one as it was sent, the others fresh."""
    fresh: dict[str, Callable[[], Any]] = {
        "act": lambda: VersionedForm(formdata=None, version=claim.version),
        "remove": lambda: ActForm(formdata=None),
        "reshape": lambda: ReshapeForm(formdata=None, obj=claim),
        "split": lambda: SplitForm(formdata=None, version=claim.version),
        "evidence": lambda: EvidenceForm(formdata=None),
        "verdict": lambda: VerdictForm(formdata=None, version=claim.version, **_own_last_words(claim)),
        "send_back": lambda: SendBackForm(formdata=None, version=claim.version),
        "assign": lambda: AssignForm(formdata=None, version=claim.version),
    }
    return {name: given.get(name) or make() for name, make in fresh.items()}


def _own_last_words(claim: Claim) -> dict[str, str]:
    """What this person last said in a verdict that was sent back or taken back, to go on from there."""
    last = next(iter(verdicts.all_of(g.session, claim)), None)
    if last is None or last.author_id != current_user.user_id:
        return {}
    return {"rating": last.rating.key, "summary": last.summary}


def _simply(form: Form, claim_id: int, act: Callable[[Claim], Any], message: str) -> Response:
    address = came_from(url_for("claims.show", claim_id=claim_id))
    if not succeeds(form, lambda: act(progress.get(g.session, claim_id))):
        return failed(form, address)
    return done(message, address)


def _reshaped(claim_id: int, message: str) -> Response:
    claim = progress.get(g.session, claim_id)
    return done(message, url_for("claims.show", claim_id=claim_id), undo=f"article {claim.article_id} 0")
