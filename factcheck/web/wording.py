"""The wording view of an article: its flags in place, the index with its parts, headline against body."""

from flask import Blueprint, g, render_template

from factcheck.formats import segments
from factcheck.models import ArticleVersion, Flag
from factcheck.services import articles, wordings
from factcheck.services.access import Act
from factcheck.services.wordings import Paragraph, Wording
from factcheck.web.auth import requires

blueprint = Blueprint("wording", __name__)


@blueprint.get("/articles/<int:article_id>/wording")
@requires(Act.READ)
def show(article_id: int) -> str:
    """One article with everything that was flagged in it."""
    article = articles.get(g.session, article_id)
    version = articles.newest_version(g.session, article)
    wording = wordings.look(g.session, article, version)
    return render_template(
        "wording/show.html",
        article=article,
        wording=wording,
        densest=max((row.flags for row in wording.paragraphs), default=0),
        paragraphs=[(row, _pieces(version, wording, row)) for row in wording.paragraphs],
        kinds=sorted({flag.kind for flag in wording.flags}, key=lambda kind: kind.value),
        counts=wordings.counts,
    )


def _pieces(version: ArticleVersion, wording: Wording, row: Paragraph) -> list[segments.Piece[Flag]]:
    """A paragraph's pieces with the flags on each."""
    near = [flag for flag in wording.flags if flag.start < row.end and row.start < flag.end]
    found = segments.lines(version.text, [(flag.start, flag.end, flag) for flag in near], row.start, row.end)
    return found[0] if found else []
