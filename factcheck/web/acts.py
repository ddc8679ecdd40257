"""What every view that changes something does around its one service call."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import flash, g, redirect, request
from flask import session as cookie
from flask_babel import gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from factcheck.db import OVERTAKEN
from factcheck.models import User
from factcheck.services import drafts, users
from factcheck.services.errors import Conflict, FactcheckError, NotAllowed
from factcheck.web.details import shown


def actor() -> User:
    """The person acting, as a row of this request's own session.

    A page that only reads takes the row that the sign-in was just checked with; an act reads it anew.
    """
    if "actor" not in g:
        user_id = current_user.user_id  # looks the sign-in up, if nobody has yet
        if request.method == "GET" and "signed_in" in g:
            g.actor = g.session.merge(g.signed_in, load=False)
        else:
            g.actor = users.get(g.session, user_id)
    person: User = g.actor
    return person


def moment() -> datetime:
    """Now, aware and in UTC."""
    return datetime.now(UTC)


def commit() -> None:
    """Commit the request's one act; raises `Conflict` when somebody else was there first."""
    try:
        g.session.commit()
    except OVERTAKEN as error:
        raise overtaken() from error


def succeeds(form: FlaskForm, act: Callable[[], Any]) -> bool:
    """Check the form's shape, do the act and commit it; False: what went wrong stands on the form.

    The draft of a form that is sent goes with the act, not before and not without it.
    After a failure nothing is stored, the session is as new, and what was typed is still in the form.
    """
    if not form.validate_on_submit():
        return False
    try:
        act()
        sent = request.form.get("draft")
        if sent:
            drafts.discard(g.session, actor(), sent)
        commit()
        if sent:
            cookie["sent_draft"] = sent  # the page after tells the browser, which may hold a copy
    except (FactcheckError, *OVERTAKEN) as error:
        g.session.rollback()
        g.pop("actor", None)
        put(form, error if isinstance(error, FactcheckError) else overtaken())
        return False
    return True


def overtaken() -> Conflict:
    """What a row version gone, or a unique value taken in the meantime, means to people."""
    return Conflict("Somebody else has changed this in the meantime; look at it again.")


def say(error: FactcheckError) -> str:
    """The sentence of an error in the reader's language."""
    sentence: str = gettext(error.message)
    return (
        sentence % {key: shown(key, value) for key, value in error.params.items()}
        if error.params
        else sentence
    )


def done(message: str, address: str, *, undo: str | None = None) -> Response:
    """Answer a finished act: back to a page, with a word about it and perhaps a way to undo it."""
    flash(message, f"undo {undo}" if undo else "done")
    return redirect(address, 303)


def failed(form: FlaskForm, address: str) -> Response:
    """Answer an act of a form without fields of its own: back to the page, saying why not.

    Raises `NotAllowed` again: what a role lacks is an error page, as everywhere.
    """
    if isinstance(g.get("refusal"), NotAllowed):
        raise g.refusal
    messages = [*form.form_errors, *(message for field in form for message in field.errors)]
    flash(" ".join(str(message) for message in messages), "failed")
    return redirect(address, 303)


def local(address: str | None, otherwise: str) -> str:
    """An address within this site, or `otherwise`: nobody is sent away by a forged parameter."""
    # A browser reads a backslash as a slash and drops tabs and line breaks before it looks for a host.
    if not address or not address.isprintable() or "\\" in address:
        return otherwise
    return address if address.startswith("/") and not address.startswith("//") else otherwise


def came_from(otherwise: str) -> str:
    """The page a form was sent from, as it says itself."""
    return local(request.form.get("back"), otherwise)


def put(form: FlaskForm, error: FactcheckError) -> None:
    """Put an error where it belongs on the form; after a conflict the form holds the newest version."""
    g.refusal = error
    if error.field in form:
        form[error.field].errors = [*form[error.field].errors, say(error)]
    else:
        form.form_errors = [*form.form_errors, say(error)]
