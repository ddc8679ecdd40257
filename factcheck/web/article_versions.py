"""Corrected texts: compared, stored as a new version, decided on claim by claim; old versions read again."""

import re

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from factcheck.models import Article, CarryDecision
from factcheck.services import article_versions, articles, carryovers
from factcheck.services.access import Act
from factcheck.services.article_versions import Preview
from factcheck.services.articles import Prepared
from factcheck.services.errors import FactcheckError, Refused
from factcheck.web.acts import actor, came_from, done, failed, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.article_versions import DecisionsForm, TextForm
from factcheck.web.forms.base import ActForm, VersionedForm, stripped
from factcheck.web.passages import paragraphs

blueprint = Blueprint("article_versions", __name__)
Page = tuple[str, int]
LONGEST_NAME = 300
DECISIONS = {
    "carry": CarryDecision.CARRIED,
    "renew": CarryDecision.RENEWED,
    "leave": CarryDecision.LEFT,
}


@blueprint.get("/articles/<int:article_id>/text")
@requires(Act.ARTICLE_EDIT)
def edit(article_id: int) -> str:
    """The form for a corrected text, with the text as it stands in it."""
    article = articles.get(g.session, article_id)
    newest = articles.newest_version(g.session, article)
    return _form(article, TextForm(formdata=None, text=newest.text, base=newest.number))


@blueprint.post("/articles/<int:article_id>/text")
@requires(Act.ARTICLE_EDIT)
def replace(article_id: int) -> Response | Page:
    """Compare a corrected text with the one that stands, or store it."""
    form = TextForm()
    shown: list[Preview] = []

    def act() -> None:
        article = articles.get(g.session, article_id)
        prepared = _prepared(article, form)
        if request.form.get("act") == "store":
            article_versions.replace(g.session, actor(), article, prepared, base=form.base.data, now=moment())
        else:
            shown.append(article_versions.preview(g.session, article, prepared))

    if not succeeds(form, act):
        refusal = g.get("refusal")
        twin = refusal.params.get("article_id") if isinstance(refusal, FactcheckError) else None
        article = articles.get(g.session, article_id)
        form.base.data, form.base.raw_data = articles.newest_version(g.session, article).number, None
        return _form(article, form, twin=twin), form_status()
    article = articles.get(g.session, article_id)
    if shown:
        return _form(article, form, preview=shown[0]), 200
    waiting = carryovers.count_pending(g.session, article)
    if waiting:
        message = ngettext(
            "The new text is stored. %(num)s claim waits for your decision.",
            "The new text is stored. %(num)s claims wait for your decision.",
            waiting,
        )
        return done(message, url_for("article_versions.decisions", article_id=article_id))
    message = gettext("The new text is stored; every claim stands in it.")
    return done(message, url_for("articles.show", article_id=article_id))


@blueprint.get("/articles/<int:article_id>/versions/<int:number>")
@requires(Act.READ)
def show(article_id: int, number: int) -> str:
    """A version of the text with its claims as they stood in it."""
    article = articles.get(g.session, article_id)
    version = article_versions.get(g.session, article, number)
    found = article_versions.claims_then(g.session, version)
    return render_template(
        "articles/version.html",
        article=article,
        text_version=version,
        claims=found,
        paragraphs=paragraphs(version.text, found),
        versions=article_versions.all_of(g.session, article),
    )


@blueprint.get("/articles/<int:article_id>/decisions")
@requires(Act.READ)
def decisions(article_id: int) -> str:
    """What the corrected text says differently, to be decided claim by claim, and what was decided."""
    article = articles.get(g.session, article_id)
    return render_template(
        "articles/decisions.html",
        article=article,
        pending=carryovers.pending(g.session, article),
        decided=carryovers.decided(g.session, article),
        versions=article_versions.all_of(g.session, article),
        form=DecisionsForm(formdata=None),
    )


@blueprint.post("/carryovers/<int:carryover_id>/<any(carry,renew,leave,undo):act>")
@requires(Act.CLAIM_ADJUST)
def decide(carryover_id: int, act: str) -> Response:
    """Decide on one claim, or take the decision back."""
    form = VersionedForm()
    row = carryovers.get(g.session, carryover_id)
    address = came_from(url_for("article_versions.decisions", article_id=row.claim.article_id))

    def once() -> None:
        row = carryovers.get(g.session, carryover_id)
        if act == "undo":
            carryovers.undo(g.session, actor(), row, version=form.version.data, now=moment())
        else:
            carryovers.decide(
                g.session, actor(), row, DECISIONS[act], version=form.version.data, now=moment()
            )

    if not succeeds(form, once):
        return failed(form, address)
    if act == "undo":
        return done(gettext("The claim waits for a decision again."), address)
    row = carryovers.get(g.session, carryover_id)
    return done(_decided_messages()[act], address, undo=f"carryover {carryover_id} {row.version}")


@blueprint.post("/articles/<int:article_id>/decisions")
@requires(Act.CLAIM_ADJUST)
def decide_chosen(article_id: int) -> Response:
    """Decide on all that were ticked."""
    form = DecisionsForm()
    address = url_for("article_versions.decisions", article_id=article_id)
    number: list[int] = []

    def act() -> None:
        decision = DECISIONS.get(request.form.get("act", ""))
        if decision is None:
            raise Refused("Choose what to do with the claim.")
        rows = [(carryovers.get(g.session, row_id), version) for row_id, version in _ticked()]
        number.append(carryovers.decide_all(g.session, actor(), rows, decision, now=moment()))

    if not succeeds(form, act):
        return failed(form, address)
    return done(
        ngettext("%(num)s claim is decided on.", "%(num)s claims are decided on.", number[0]), address
    )


def notice(article: Article) -> dict[str, object]:
    """What the article's page says about its versions."""
    return {
        "versions": article_versions.all_of(g.session, article),
        "undecided": carryovers.count_pending(g.session, article),
    }


def _decided_messages() -> dict[str, str]:
    return {
        "carry": gettext("The claim stands in the new text."),
        "renew": gettext("A new claim stands in its place."),
        "leave": gettext("The claim stays with the old text."),
    }


def _ticked() -> list[tuple[int, int]]:
    """(row, version as seen) of every tick; what is none of our own is passed over."""
    found = (re.fullmatch(r"([0-9]{1,18})-([0-9]{1,18})", tick) for tick in request.form.getlist("rows"))
    return [(int(match[1]), int(match[2])) for match in found if match]


def _prepared(article: Article, form: TextForm) -> Prepared:
    """The text of the upload, which then stands in the field, else of the field."""
    upload = form.file.data
    name = None
    if upload is not None and upload.filename:
        name = upload.filename[-LONGEST_NAME:]
        form.text.data = articles.read_file(upload.read(), upload.filename, upload.mimetype).text
        upload.close()
    if not stripped(form.text.data):
        raise Refused("Paste the text of an article, or choose a file.", field="text")
    return article_versions.prepare(article, form.text.data, file_name=name)


def _form(article: Article, form: TextForm, *, preview: Preview | None = None, twin: object = None) -> str:
    return render_template(
        "articles/text.html",
        article=article,
        form=form,
        preview=preview,
        twin=twin,
        next_number=(form.base.data or 0) + 1,
        act_form=ActForm(formdata=None),
    )
