"""Exports: choosing which verdicts, and streaming them."""

from collections.abc import Iterator

from flask import Blueprint, Response, g, render_template
from werkzeug.wrappers import Response as AnyResponse

from factcheck.models import ClaimKind
from factcheck.services import articles, exporting, exports, publishing, verdicts
from factcheck.services.access import Act
from factcheck.services.desk import ClaimFilter
from factcheck.web.acts import actor, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.exports import ExportForm
from factcheck.web.public import house
from factcheck.web.queue import VIEWS, choice

blueprint = Blueprint("exports", __name__)
# The one format that holds published verdicts alone, and needs a public address.
CLAIMREVIEW = "claimreview"


@blueprint.get("/export")
@requires(Act.EXPORT)
def show() -> str:
    """The form: which claims, which format."""
    return _page(ExportForm(view="all"))


@blueprint.post("/export")
@requires(Act.EXPORT)
def download() -> AnyResponse | tuple[str, int]:
    """Note the export, then stream it from a transaction of its own."""
    form = ExportForm()

    def act() -> None:
        if form.format.data == CLAIMREVIEW:
            publishing.check(house())
        exports.note(g.session, actor(), form.format.data, _wanted(form), now=moment())

    if not succeeds(form, act):
        return _page(form), form_status()
    kind = exporting.FORMATS.get(form.format.data)
    media_type, extension = (kind.media_type, kind.extension) if kind else ("application/ld+json", "json")
    response = Response(_stream(form.format.data, _wanted(form)), mimetype=media_type)
    name = f"factcheck-{moment().date().isoformat()}.{extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _stream(name: str, wanted: ClaimFilter) -> Iterator[bytes]:
    database = g.database

    owner = house()

    def blocks() -> Iterator[bytes]:
        with database.reading() as session:
            if name == CLAIMREVIEW:
                yield from publishing.feed(session, owner, wanted)
            else:
                yield from exporting.FORMATS[name].write(exports.records(session, wanted))

    return blocks()


def _page(form: ExportForm) -> str:
    return render_template(
        "exports/show.html",
        form=form,
        total=exports.count(g.session, ClaimFilter(archived=True)),
        titles=articles.titles(g.session),
        scale=verdicts.scale(g.session),
    )


def _wanted(form: ExportForm) -> ClaimFilter:
    return ClaimFilter(
        statuses=VIEWS.get(form.view.data or "all"),
        kind=choice(ClaimKind, form.kind.data),
        article_id=form.article.data or None,
        rating=form.rating.data or None,
        language=form.language.data or None,
        archived=bool(form.archived.data),
    )
