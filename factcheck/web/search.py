"""Full-text search over the whole desk."""

from flask import Blueprint, g, render_template, request

from factcheck.services import search, search_hits, verdicts
from factcheck.services.access import Act
from factcheck.services.errors import FactcheckError
from factcheck.web.acts import actor, say
from factcheck.web.auth import requires

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
@requires(Act.READ)
def show() -> str | tuple[str, int]:
    """What was found, by kind of hit; the form alone when nothing was asked."""
    typed = request.args.get("q", "")
    try:
        groups = search_hits.groups(g.session, actor(), search.read(typed))
    except FactcheckError as error:
        return _page(typed, [], say(error)), 422
    return _page(typed, groups)


def _page(typed: str, groups: list[search_hits.Group], problem: str | None = None) -> str:
    rated = any(hit.rating for group in groups for hit in group.hits)
    scale = verdicts.scale(g.session, active_only=False) if rated else []
    return render_template(
        "search/show.html",
        typed=typed,
        groups=groups,
        problem=problem,
        ratings={rating.key: rating for rating in scale},
    )
