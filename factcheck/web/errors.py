"""Every kind of failure becomes its page and status here, and nowhere else."""

from flask import Flask, current_app, g, render_template, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadHost, HTTPException, MethodNotAllowed, SecurityError

from factcheck.db import OVERTAKEN
from factcheck.services.errors import (
    Conflict,
    FactcheckError,
    InvalidTransition,
    NotAllowed,
    NotFound,
    Refused,
    Unreachable,
)
from factcheck.web.acts import overtaken, say

Answer = tuple[str, int, dict[str, str]]
STATUS: dict[type[FactcheckError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    InvalidTransition: 409,
    Conflict: 409,
    Refused: 422,
    Unreachable: 503,
}


def init_app(app: Flask) -> None:
    """Attach the error pages."""
    app.register_error_handler(FactcheckError, _refusal)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(HTTPException, _http)
    for kind in OVERTAKEN:
        app.register_error_handler(kind, _overtaken)
    app.register_error_handler(Exception, _broken)


def status_of(error: FactcheckError) -> int:
    """The HTTP status of a failure."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 400)


def form_status() -> int:
    """The status of a page shown again because its form was refused."""
    refusal = g.get("refusal")
    return 422 if refusal is None else status_of(refusal)


def _refusal(error: FactcheckError) -> tuple[str, int]:
    return _page(status_of(error), say(error))


def _overtaken(_error: Exception) -> tuple[str, int]:
    return _page(409, say(overtaken()))


def _forged(_error: CSRFError) -> tuple[str, int]:
    return _page(
        400,
        gettext("This form was too old or came from elsewhere. Go back, reload the page and send it again."),
    )


def _http(error: HTTPException) -> Answer | HTTPException:
    if error.code is None or error.code < 400:
        return error
    if isinstance(error, BadHost | SecurityError):
        # Without a host that can be trusted no address can be built, so there can be no page.
        return "This server does not answer for this host.\n", error.code, {"Content-Type": "text/plain"}
    sentences = {
        403: gettext("Your role does not allow this."),
        404: gettext("There is nothing at this address."),
        405: gettext("This address does not take that kind of request."),
        413: gettext("This is more than can be taken in at once: 10 MB for a file."),
    }
    page, status = _page(error.code, sentences.get(error.code, gettext("This request cannot be answered.")))
    allowed = error.valid_methods if isinstance(error, MethodNotAllowed) else None
    return page, status, {"Allow": ", ".join(sorted(allowed))} if allowed else {}


def _broken(error: Exception) -> tuple[str, int]:
    current_app.logger.error("%s %s failed", request.method, request.path, exc_info=error)
    return _page(500, gettext("Something broke on our side. Nothing of your last act was stored."))


def _page(status: int, sentence: str) -> tuple[str, int]:
    if "session" in g:
        g.session.rollback()
    return render_template("error.html", status=status, sentence=sentence), status
