"""Reports: a preview for the desk, the signed-off page for everybody, and one to be shown in a frame."""

from flask import Blueprint, Response, current_app, g, make_response

from factcheck.formats import report_html
from factcheck.formats.report import Report
from factcheck.services import articles, reports, settings
from factcheck.services.access import Act
from factcheck.web.acts import moment
from factcheck.web.auth import requires

blueprint = Blueprint("reports", __name__)


@blueprint.get("/articles/<int:article_id>/report")
@requires(Act.READ)
def preview(article_id: int) -> Response:
    """The report as it stands, signed off or not."""
    article = articles.get(g.session, article_id)
    return _answer(reports.of(g.session, article, _desk(), now=moment()))


@blueprint.get("/articles/<int:article_id>/report/file")
@requires(Act.EXPORT)
def download(article_id: int) -> Response:
    """The same page as a file of its own."""
    response: Response = preview(article_id)
    response.headers["Content-Disposition"] = f'attachment; filename="report-{article_id}.html"'
    return response


@blueprint.get("/reports/<int:article_id>")
def show(article_id: int) -> Response:
    """The report of a signed-off article, for readers without an account."""
    return _answer(reports.public(g.session, article_id, _desk(), now=moment()))


@blueprint.get("/embed/reports/<int:article_id>")
def embed(article_id: int) -> Response:
    """The verdicts of a signed-off article, to be framed by the sites that the desk has named."""
    report = reports.public(g.session, article_id, _desk(), now=moment())
    ancestors = reports.frame_ancestors(settings.get(g.session, settings.EMBED_SITES))
    response = _answer(report, embedded=True, ancestors=ancestors)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _answer(report: Report, *, embedded: bool = False, ancestors: str = "'none'") -> Response:
    response = make_response(report_html.page(report, embedded=embedded))
    response.headers["Content-Security-Policy"] = report_html.content_policy(ancestors)
    return response


def _desk() -> str:
    name: str = current_app.extensions["factcheck"].desk_name
    return name
