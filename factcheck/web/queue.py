"""The queue: claims by filter and order, views under a name, page by page."""

from typing import Any

from flask import Blueprint, g, render_template, request, url_for

from factcheck.models import ClaimKind, ClaimStatus, FlagKind, Priority
from factcheck.services import claim_filter, claim_lists, queue, saved_views, users, verdicts
from factcheck.services.access import Act
from factcheck.services.claim_filter import ClaimFilter, choice
from factcheck.services.queue import Order, Place
from factcheck.web.acts import actor, moment
from factcheck.web.auth import requires
from factcheck.web.forms.queue import ViewForm

__all__ = ["VIEWS", "blueprint", "choice"]

blueprint = Blueprint("queue", __name__)
VIEWS = claim_lists.LISTS
FILTERS = (*claim_filter.WORDS, saved_views.ORDER, "mine")
# Filters that stand behind "More filters" until one of them is used.
SELDOM = (
    "rating", "worth", "due", "status", "language", "article", "publisher", "flag", "person", "priority",
    "bare", "repeats",
)  # fmt: skip


@blueprint.get("/queue")
@requires(Act.READ)
def show() -> str:
    """One page of the queue."""
    return page()


def page(form: ViewForm | None = None) -> str:
    """The queue as the address asks for it; a view's form that was refused is shown as it was filled in."""
    after, order = page_position(), page_order()
    found = queue.page(g.session, wanted_claims(), after, order)
    rows, kept = found[: queue.PAGE], kept_filters()
    more = len(found) > queue.PAGE
    scale = verdicts.scale(g.session, active_only=False)
    return render_template(
        "queue/show.html",
        rows=rows,
        following=url_for("queue.show", **kept, after=queue.position(rows[-1], order)) if more else None,
        first=after is None,
        views=list(VIEWS),
        saved=saved_views.of(g.session, actor(), moment().date()),
        is_same=saved_views.same,
        most=queue.MOST_COUNTED,
        args=kept,
        order=order,
        orders=list(Order),
        kinds=list(ClaimKind),
        statuses=list(ClaimStatus),
        flags=list(FlagKind),
        priorities=list(Priority),
        seldom=any(kept.get(name) for name in SELDOM),
        filtered=any(name != "view" for name in kept),
        people=users.everybody(g.session, active_only=True),
        scale=scale,
        ratings={rating.key: rating for rating in scale},
        today=moment().date(),
        view_form=form or ViewForm(formdata=None),
    )


def kept_filters(names: tuple[str, ...] = FILTERS) -> dict[str, Any]:
    """The filters of this page that its links carry on: no other parameter, for some steer `url_for`."""
    return {name: value for name in names if (value := request.args.get(name))}


def page_order() -> Order:
    """What comes first, as the address says."""
    return choice(Order, request.args.get(saved_views.ORDER)) or Order.WORTH


def page_position() -> Place | None:
    """Where the list goes on, as the address says; None at its beginning."""
    after = request.args.get("after")
    return queue.read_position(after, page_order()) if after else None


def wanted_claims(**more: Any) -> ClaimFilter:
    """The filter that the address asks for, and `more`."""
    words: dict[str, Any] = kept_filters()
    if words.pop("mine", None) == "1":
        words.setdefault("assignee", "me")
    return claim_filter.read(words, actor(), moment().date(), **more)
