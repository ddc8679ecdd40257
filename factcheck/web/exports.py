"""Exports: choosing which verdicts, and streaming them."""

from collections.abc import Iterator

from flask import Blueprint, Response, g, render_template
from werkzeug.wrappers import Response as AnyResponse

from factcheck.models import ClaimKind
from factcheck.services import articles, exporting, exports, verdicts
from factcheck.services.access import Act
from factcheck.services.desk import ClaimFilter
from factcheck.web.acts import actor, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.exports import ExportForm
from factcheck.web.queue import VIEWS, choice

blueprint = Blueprint("exports", __name__)


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
    if not succeeds(
        form, lambda: exports.note(g.session, actor(), form.format.data, _wanted(form), now=moment())
    ):
        return _page(form), form_status()
    kind = exporting.FORMATS[form.format.data]
    response = Response(_stream(form.format.data, _wanted(form)), mimetype=kind.media_type)
    name = f"factcheck-{moment().date().isoformat()}.{kind.extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _stream(name: str, wanted: ClaimFilter) -> Iterator[bytes]:
    database = g.database

    def blocks() -> Iterator[bytes]:
        with database.reading() as session:
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
