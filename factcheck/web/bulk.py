"""Bulk acts: a look at what would be done, the act, and taking it back."""

from collections.abc import Callable

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from factcheck.models import Priority
from factcheck.services import bulk, users
from factcheck.services.access import Act
from factcheck.services.bulk_deeds import AIMED, Aim, BulkKind
from factcheck.services.claim_filter import choice
from factcheck.services.errors import Refused
from factcheck.services.repetition import Repeats
from factcheck.web.acts import actor, came_from, done, failed, moment, say, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
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
    try:
        claim_ids = bulk.matching(g.session, wanted_claims())
    except Refused as error:
        return _page(kind, None, BulkForm(formdata=None), refusal=say(error))
    return _page(kind, claim_ids, BulkForm(formdata=None))


@blueprint.post("/queue/bulk")
@requires(Act.CLAIM_TRIAGE)
def do() -> Response | tuple[str, int]:
    """Do it to the claims that were shown."""
    form, address = BulkForm(), came_from(url_for("queue.show"))
    finished = act_on_many(form, address)
    kind = choice(BulkKind, form.act.data)
    if finished or kind not in AIMED or not form.claims.data:
        return finished or failed(form, address)
    return _page(kind, form.claims.data, form), form_status()


def _page(kind: BulkKind, claim_ids: list[int] | None, form: BulkForm, refusal: str | None = None) -> str:
    return render_template(
        "queue/bulk.html",
        planned=None if claim_ids is None else bulk.preview(g.session, actor(), kind, claim_ids),
        refusal=refusal,
        kind=kind,
        form=form,
        people=users.everybody(g.session, active_only=True),
        args=kept_filters(),
    )


def act_on_many(form: BulkForm, address: str) -> Response | None:
    """Do one act to the claims for which it can be done, and say which were left alone.

    None where it was refused: why stands on the form.
    """
    results: list[tuple[int, int, int]] = []

    def act() -> None:
        if not form.claims.data:
            raise Refused("Tick at least one claim first.")
        kind = BulkKind(form.act.data)
        row, planned = bulk.do(g.session, actor(), kind, form.claims.data, _aim(form), now=moment())
        results.append((row.id, len(planned.claims), len(planned.skipped)))

    if not succeeds(form, act):
        return None
    bulk_id, count, skipped = results[0]
    message = _SAID[BulkKind(form.act.data)](count)
    if skipped:
        message += " " + ngettext(
            "%(num)s was left as it is: its state does not allow it, or nothing would change.",
            "%(num)s were left as they are: their state does not allow it, or nothing would change.",
            skipped,
        )
    return done(message, address, undo=f"bulk {bulk_id} 0")


def _aim(form: BulkForm) -> Aim:
    person = form.assignee.data
    return Aim(
        person=users.get(g.session, person) if person else None,
        due_on=form.due_on.data,
        priority=Priority(form.priority.data),
    )


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
    BulkKind.GIVE: lambda count: ngettext(
        "%(num)s claim is assigned.", "%(num)s claims are assigned.", count
    ),
    BulkKind.DUE: lambda count: ngettext(
        "The due day of %(num)s claim is changed.", "The due day of %(num)s claims is changed.", count
    ),
    BulkKind.PRIORITISE: lambda count: ngettext(
        "The priority of %(num)s claim is changed.", "The priority of %(num)s claims is changed.", count
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
