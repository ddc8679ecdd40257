"""The queue: all claims, filtered, the most check-worthy first."""

from enum import StrEnum
from typing import Any, TypeVar

from flask import Blueprint, g, render_template, request, url_for

from factcheck.models import ClaimKind, ClaimStatus
from factcheck.services import desk, verdicts
from factcheck.services.access import Act
from factcheck.services.desk import ClaimFilter
from factcheck.web.acts import actor
from factcheck.web.auth import requires

Word = TypeVar("Word", bound=StrEnum)

blueprint = Blueprint("queue", __name__)
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
    wanted = _wanted(request.args.to_dict())
    after = request.args.get("after")
    rows = desk.queue(g.session, wanted, desk.read_position(after) if after else None)
    page = rows[: desk.PAGE]
    kept: dict[str, Any] = {key: value for key, value in request.args.items() if key != "after" and value}
    following = (
        url_for("queue.show", **kept, after=desk.position(page[-1])) if len(rows) > desk.PAGE else None
    )
    return render_template(
        "queue/show.html",
        rows=page,
        following=following,
        first=after is None,
        views=list(VIEWS),
        args=kept,
        kinds=list(ClaimKind),
        scale=verdicts.scale(g.session, active_only=False),
        ratings={rating.key: rating for rating in verdicts.scale(g.session, active_only=False)},
    )


def choice(kind: type[Word], text: str | None) -> Word | None:
    """A word of an enum from an address; None for an empty or unknown one."""
    return kind(text) if text in {str(word) for word in kind} else None


def _wanted(args: dict[str, Any]) -> ClaimFilter:
    return ClaimFilter(
        statuses=VIEWS.get(args.get("view") or "open", VIEWS["open"]),
        kind=choice(ClaimKind, args.get("kind")),
        assignee_id=actor().id if args.get("mine") == "1" else None,
        rating=args.get("rating") or None,
        language=args.get("language") or None,
    )
