"""The queue: all claims, filtered, the most check-worthy first."""

from enum import StrEnum
from typing import Any, TypeVar

from flask import Blueprint, g, render_template, request, url_for

from factcheck.models import ClaimKind, ClaimStatus
from factcheck.services import desk, verdicts
from factcheck.services.access import Act
from factcheck.services.desk import ClaimFilter
from factcheck.services.errors import Refused
from factcheck.web.acts import actor
from factcheck.web.auth import requires
from factcheck.web.numbers import LARGEST, row_number

Word = TypeVar("Word", bound=StrEnum)

blueprint = Blueprint("queue", __name__)
FILTERS = ("view", "kind", "rating", "language", "article", "mine")
VIEWS: dict[str, tuple[ClaimStatus, ...] | None] = {
    "open": (*desk.WAITING, *desk.AT_WORK),
    "new": desk.WAITING,
    "work": desk.AT_WORK,
    "review": (ClaimStatus.VERDICT_PROPOSED,),
    "done": desk.JUDGED,
    "aside": (ClaimStatus.SET_ASIDE,),
    "all": None,
}


@blueprint.get("/queue")
@requires(Act.READ)
def show() -> str:
    """One page of the queue."""
    after = page_position()
    rows = desk.queue(g.session, wanted_claims(), after)
    page = rows[: desk.PAGE]
    kept = kept_filters(FILTERS)
    following = (
        url_for("queue.show", **kept, after=desk.position(page[-1])) if len(rows) > desk.PAGE else None
    )
    scale = verdicts.scale(g.session, active_only=False)
    return render_template(
        "queue/show.html",
        rows=page,
        following=following,
        first=after is None,
        views=list(VIEWS),
        args=kept,
        kinds=list(ClaimKind),
        scale=scale,
        ratings={rating.key: rating for rating in scale},
    )


def choice(kind: type[Word], text: str | None) -> Word | None:
    """A word of an enum from an address; None for an empty or unknown one."""
    return kind(text) if text in {str(word) for word in kind} else None


def kept_filters(names: tuple[str, ...]) -> dict[str, Any]:
    """The filters of this page that its links carry on: no other parameter, for some steer `url_for`."""
    return {name: value for name in names if (value := request.args.get(name))}


def filters() -> tuple[str, ...]:
    """The names of all filters, as addresses carry them."""
    return FILTERS


def page_position() -> tuple[float, int] | None:
    """Where the list goes on, as the address says; None at its beginning."""
    after = request.args.get("after")
    if not after:
        return None
    score, claim_id = desk.read_position(after)
    if not 0 <= claim_id <= LARGEST:
        raise Refused("This page's address is damaged; begin at the first page.")
    return score, claim_id


def wanted_claims(**more: Any) -> ClaimFilter:
    """The filter that the address asks for, and `more`."""
    args = request.args
    return ClaimFilter(
        statuses=VIEWS.get(args.get("view") or "open", VIEWS["open"]),
        kind=choice(ClaimKind, args.get("kind")),
        article_id=args.get("article", type=row_number),
        assignee_id=actor().id if args.get("mine") == "1" else None,
        rating=args.get("rating") or None,
        language=args.get("language") or None,
        **more,
    )
