"""The word lists: what is flagged, and what the desk has added or left out, looked at before it is saved."""

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.models import FlagKind, WordChange
from factcheck.services import desk_words, jobs
from factcheck.services.access import Act
from factcheck.services.desk_words import Change, Preview
from factcheck.services.errors import FactcheckError
from factcheck.web.acts import actor, done, failed, moment, put, succeeds
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.base import VersionedForm
from factcheck.web.forms.flags import WordForm
from factcheck.web.languages import LANGUAGES
from factcheck.web.queue import choice

blueprint = Blueprint("words", __name__)
SHOWN = 200


@blueprint.get("/words")
@requires(Act.WORD_LIST_EDIT)
def show() -> str:
    """The list of a language and kind with the desk's own changes."""
    return _page(_blank(), None)


@blueprint.get("/words/preview")
@requires(Act.WORD_LIST_EDIT)
def preview() -> str | tuple[str, int]:
    """Which flags of the newest articles would appear or vanish; nothing is stored."""
    if "words" not in request.args:
        return _page(_blank(), None)
    form = WordForm(request.args, meta={"csrf": False})
    if not form.validate():
        return _page(form, None), form_status()
    try:
        return _page(form, desk_words.preview(g.session, actor(), _change(form)))
    except FactcheckError as error:
        put(form, error)
        return _page(form, None), form_status()


@blueprint.post("/words")
@requires(Act.WORD_LIST_EDIT)
def save() -> Response | tuple[str, int]:
    """Store a change; articles on the desk are flagged anew in the background."""
    form = WordForm()
    if not succeeds(form, lambda: desk_words.save(g.session, actor(), _change(form), now=moment())):
        return _page(form, None), form_status()
    message = gettext("The word list is changed; articles on the desk are flagged anew in the background.")
    return done(message, url_for("words.show", language=form.language.data, kind=form.kind.data.value))


@blueprint.post("/words/<int:word_id>/take-back")
@requires(Act.WORD_LIST_EDIT)
def take_back(word_id: int) -> Response:
    """Undo a change of the lists."""
    form = VersionedForm()

    def act() -> None:
        row = desk_words.get(g.session, word_id)
        desk_words.take_back(g.session, actor(), row, version=form.version.data, now=moment())

    address = url_for("words.show")
    if not succeeds(form, act):
        return failed(form, address)
    return done(gettext("The change is taken back."), address)


def _page(form: WordForm, found: Preview | None) -> str:
    language, kind = form.language.data or _language(), form.kind.data or _kind()
    query = request.args.get("q", "").strip().lower()
    rows = desk_words.listed(g.session, language, kind) if language in LANGUAGES else []
    lines = [line for line in rows if query in line.words.lower() or query in line.note.lower()]
    return render_template(
        "words/show.html",
        form=form,
        preview=found,
        language=language,
        kind=kind,
        query=query,
        lines=lines[:SHOWN],
        more=max(len(lines) - SHOWN, 0),
        changes=desk_words.in_force(g.session),
        work=jobs.newest(g.session, desk_words.REFLAG),
    )


def _blank() -> WordForm:
    return WordForm(formdata=None, language=_language(), kind=_kind())


def _change(form: WordForm) -> Change:
    return Change(
        form.language.data,
        form.kind.data,
        WordChange(form.change.data),
        form.words.data,
        form.note.data or "",
    )


def _language() -> str:
    language = request.args.get("language", "")
    return language if language in LANGUAGES else "de"


def _kind() -> FlagKind:
    return choice(FlagKind, request.args.get("kind")) or FlagKind.LOADED_LANGUAGE
