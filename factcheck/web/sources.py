"""Sources: correcting what is known about one, wherever it is used."""

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.models import SourceKind
from factcheck.services import source_lists, sources
from factcheck.services.access import Act
from factcheck.services.sources import SourceDetails
from factcheck.web import clashes
from factcheck.web.acts import actor, came_from, done, moment
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.base import ActForm, stripped
from factcheck.web.forms.evidence import EvidenceForm, SourceForm
from factcheck.web.source_page import page

blueprint = Blueprint("sources", __name__)
Page = tuple[str, int]


@blueprint.get("/sources")
@requires(Act.READ)
def show_all() -> str:
    """All sources, the newest first, to be searched."""
    wanted = stripped(request.args.get("q"))
    rows = source_lists.listed(g.session, wanted, before=request.args.get("before", type=int))
    following = None
    if len(rows) > source_lists.PAGE:
        following = url_for("sources.show_all", q=wanted, before=rows[source_lists.PAGE - 1].source.id)
    return render_template(
        "sources/list.html",
        rows=rows[: source_lists.PAGE],
        following=following,
        wanted=wanted or "",
        act=ActForm(),
    )


@blueprint.get("/sources/known")
@requires(Act.READ)
def known() -> str:
    """Whether an address that is being typed is a source already; a part of a page, for its script."""
    source = source_lists.with_address(g.session, request.args.get("url", ""))
    uses = len(source_lists.uses_of(g.session, source)) if source else 0
    return render_template("sources/_known.html", source=source, uses=uses)


@blueprint.get("/sources/<int:source_id>")
@requires(Act.READ)
def edit(source_id: int) -> str:
    """The form for a source, and the claims it is used on."""
    return page(source_id)


@blueprint.post("/sources/<int:source_id>")
@requires(Act.EVIDENCE_EDIT)
def correct(source_id: int) -> Response | Page:
    """Correct a source."""
    form = SourceForm()

    def act() -> None:
        source = sources.get_source(g.session, source_id)
        sources.correct(
            g.session, actor(), source, source_details(form), version=form.version.data, now=moment()
        )

    address = came_from(url_for("sources.edit", source_id=source_id))
    if clashes.gives_way():
        return clashes.give_way(form, address, title=sources.get_source(g.session, source_id).title)
    if clashes.corrects(form, lambda: _as_it_is(source_id), act):
        return done(gettext("The source is corrected."), address)
    form.version.data, form.version.raw_data = sources.get_source(g.session, source_id).version, None
    return page(source_id, source=form), form_status()


def _as_it_is(source_id: int) -> SourceForm:
    return SourceForm(formdata=None, obj=sources.get_source(g.session, source_id))


def source_details(form: SourceForm | EvidenceForm) -> SourceDetails:
    """What a form says about a source."""
    return SourceDetails(
        title=stripped(form.title.data),
        url=stripped(form.url.data),
        publisher=stripped(form.publisher.data),
        author=stripped(form.author.data),
        published=form.published.data,
        kind=SourceKind(form.kind.data) if form.kind.data else None,
        archive_url=stripped(form.archive_url.data),
        language=form.language.data or None,
        licence=stripped(form.licence.data),
        interests=stripped(form.interests.data),
    )
