"""Bulk acts: a look at what would be done, the act, and taking it back."""

from collections.abc import Callable

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from factcheck.services import bulk
from factcheck.services.access import Act
from factcheck.services.bulk import BulkKind
from factcheck.services.claim_filter import choice
from factcheck.services.errors import Refused
from factcheck.services.repetition import Repeats
from factcheck.web.acts import actor, came_from, done, failed, moment, say, succeeds
from factcheck.web.auth import requires
from factcheck.web.forms.base import ActForm
from factcheck.web.forms.claims import BulkForm
from factcheck.web.queue import kept_filters, wanted_claims

blueprint = Blueprint("bulk", __name__)


@blueprint.get("/queue/bulk")
@requires(Act.CLAIM_TRIAGE)
def show() -> str:
    """What an act would do to every claim that the queue's filter lets through."""
    usual = BulkKind.ANSWER if request.args.get("repeats") == Repeats.ANSWERED else BulkKind.SET_ASIDE
    kind = choice(BulkKind, request.args.get("act")) or usual
    refusal, planned = None, None
    try:
        planned = bulk.preview(g.session, actor(), kind, bulk.matching(g.session, wanted_claims()))
    except Refused as error:
        refusal = say(error)
    return render_template(
        "queue/bulk.html", planned=planned, refusal=refusal, kind=kind, args=kept_filters()
    )


@blueprint.post("/queue/bulk")
@requires(Act.CLAIM_TRIAGE)
def do() -> Response:
    """Do it to the claims that were shown."""
    form = BulkForm()
    return act_on_many(form.act.data or "", form.claims.data or [], came_from(url_for("queue.show")))


def act_on_many(word: str, claim_ids: list[int], address: str) -> Response:
    """Do one act to the claims for which it can be done, and say which were left alone."""
    form = BulkForm()
    results: list[tuple[int, int, int]] = []

    def act() -> None:
        if not claim_ids:
            raise Refused("Tick at least one claim first.")
        row, planned = bulk.do(g.session, actor(), BulkKind(word), claim_ids, now=moment())
        results.append((row.id, len(planned.claims), len(planned.skipped)))

    if not succeeds(form, act):
        return failed(form, address)
    bulk_id, count, skipped = results[0]
    message = _SAID[BulkKind(word)](count)
    if skipped:
        message += " " + ngettext(
            "%(num)s was left as it is: its state does not allow it.",
            "%(num)s were left as they are: their state does not allow it.",
            skipped,
        )
    return done(message, address, undo=f"bulk {bulk_id} 0")


_SAID: dict[BulkKind, Callable[[int], str]] = {
    BulkKind.TRIAGE: lambda count: ngettext(
        "%(num)s claim is on the list.", "%(num)s claims are on the list.", count
    ),
    BulkKind.SET_ASIDE: lambda count: ngettext(
        "%(num)s claim is set aside.", "%(num)s claims are set aside.", count
    ),
    BulkKind.TAKE: lambda count: ngettext(
        "%(num)s claim is yours now.", "%(num)s claims are yours now.", count
    ),
    BulkKind.ANSWER: lambda count: ngettext(
        "%(num)s claim is answered by the one it repeats.",
        "%(num)s claims are answered by those they repeat.",
        count,
    ),
}


@blueprint.post("/queue/bulk/<int:bulk_id>/undo")
@requires(Act.CLAIM_TRIAGE)
def undo(bulk_id: int) -> Response:
    """Take a bulk act back."""
    form = ActForm()
    address = came_from(url_for("queue.show"))
    results: list[tuple[int, int]] = []
    if not succeeds(form, lambda: results.append(bulk.take_back(g.session, actor(), bulk_id, now=moment()))):
        return failed(form, address)
    undone, left = results[0]
    message = ngettext("Undone for %(num)s claim.", "Undone for %(num)s claims.", undone)
    if left:
        message += " " + gettext("%(count)s had been changed since and stay.", count=left)
    return done(message, address)
