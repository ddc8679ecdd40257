"""One decision about all open flags on a word: shown first with how many they are, undone as one."""

from typing import Any

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from factcheck.models import FlagKind
from factcheck.services import flag_bulk, flag_lists
from factcheck.services.access import Act
from factcheck.services.errors import NotFound
from factcheck.services.flag_bulk import OnWord
from factcheck.web.acts import actor, came_from, done, failed, local, moment, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.base import ActForm
from factcheck.web.forms.flags import BulkForm
from factcheck.web.queue import choice

blueprint = Blueprint("flag_words", __name__)


@blueprint.get("/flags/word")
@requires(Act.FLAG_DECIDE)
def show() -> str:
    """The open flags on one word, and the form for one decision about all of them."""
    form = BulkForm(formdata=None, back=local(request.args.get("back"), url_for("flags.show", group="word")))
    return _page(form, _chosen())


@blueprint.post("/flags/word")
@requires(Act.FLAG_DECIDE)
def decide() -> Response | tuple[str, int]:
    """Uphold or dismiss all open flags on a word."""
    form = BulkForm()
    chosen = _chosen()
    events: list[Any] = []

    def act() -> None:
        expected = form.expected.data
        events.append(
            flag_bulk.decide(
                g.session, actor(), chosen, form.act.data, form.reason.data, expected=expected, now=moment()
            )
        )

    if not succeeds(form, act):
        return _page(form, chosen), form_status()
    count = events[0].detail["count"]
    message = ngettext("%(num)s flag is decided on.", "%(num)s flags are decided on.", count)
    address = came_from(url_for("flags.show", group="word"))
    return done(message, address, undo=f"flags {events[0].id} 0")


@blueprint.post("/flags/word/<int:event_id>/undo")
@requires(Act.FLAG_DECIDE)
def undo(event_id: int) -> Response:
    """Open all flags of one such decision again."""
    form = ActForm()
    address = came_from(url_for("flags.show", group="word"))
    if not succeeds(form, lambda: flag_bulk.undo(g.session, actor(), event_id, now=moment())):
        return failed(form, address)
    return done(gettext("The flags are open again."), address)


def _page(form: BulkForm, chosen: OnWord) -> str:
    count, rows = flag_bulk.preview(g.session, chosen, today=moment().date())
    form.expected.data = count
    form.expected.raw_data = None
    history = flag_lists.word_history(g.session, [chosen.word])
    return render_template(
        "flags/word.html",
        form=form,
        chosen=chosen,
        count=count,
        rows=rows,
        before=history.get((chosen.kind, chosen.word)),
        address=request.full_path,
    )


def _chosen() -> OnWord:
    kind = choice(FlagKind, request.args.get("kind"))
    word, language = request.args.get("word"), request.args.get("language")
    if kind is None or not word or not language:
        raise NotFound("There are no flags on such a word.")
    quoted = request.args.get("voice") == "quoted"
    return OnWord(kind, word, language, quoted, request.args.get("publisher") or None)
