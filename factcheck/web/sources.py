"""Sources: correcting what is known about one, wherever it is used."""

from flask import Blueprint, g, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.models import SourceKind
from factcheck.services import sources
from factcheck.services.access import Act
from factcheck.services.sources import SourceDetails
from factcheck.web import clashes
from factcheck.web.acts import actor, came_from, done, moment
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.base import stripped
from factcheck.web.forms.evidence import EvidenceForm, SourceForm

blueprint = Blueprint("sources", __name__)
Page = tuple[str, int]


@blueprint.get("/sources/<int:source_id>")
@requires(Act.EVIDENCE_EDIT)
def edit(source_id: int) -> str:
    """The form for a source, and the claims it is used on."""
    return _page(source_id, SourceForm(obj=sources.get_source(g.session, source_id)))


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
    return _page(source_id, form), form_status()


def _as_it_is(source_id: int) -> SourceForm:
    return SourceForm(formdata=None, obj=sources.get_source(g.session, source_id))


def _page(source_id: int, form: SourceForm) -> str:
    source = sources.get_source(g.session, source_id)
    used = sources.claims_with(g.session, source)
    return render_template("sources/edit.html", source=source, form=form, claims=used)


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
    )
