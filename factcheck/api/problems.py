"""Every kind of failure becomes a problem document (RFC 9457) here, and nowhere else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Response, current_app, g, jsonify, request
from flask_babel import gettext
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

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

# (HTTP status, the last part of the problem's type, its title)
KINDS: dict[type[FactcheckError], tuple[int, str, str]] = {
    NotFound: (404, "not-found", "Not found"),
    NotAllowed: (403, "not-allowed", "Not allowed"),
    InvalidTransition: (409, "invalid-transition", "Not possible in this state"),
    Conflict: (409, "conflict", "Somebody else was there first"),
    Refused: (422, "refused", "The input cannot be used"),
    Unreachable: (502, "unreachable", "Something outside did not answer"),
}
TITLES = {
    400: "Not understood",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Not that kind of request",
    412: "Another version",
    413: "Too large",
    415: "Not JSON",
    422: "The input cannot be used",
    428: "Version missing",
    429: "Too many calls",
    500: "Broken on our side",
}
MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """A failure of the door itself: its sentence says what to do."""

    def __init__(
        self, status: int, sentence: str, *, retry_after: timedelta | None = None, **more: Any
    ) -> None:
        super().__init__(sentence)
        self.status, self.sentence, self.retry_after, self.more = status, sentence, retry_after, more


class Unmatched(Problem):
    """The row is not in the version that the caller has seen."""

    def __init__(self, *, yours: int | None, current: int) -> None:
        super().__init__(
            412,
            gettext("Somebody else has changed this in the meantime; nothing of yours was stored yet."),
            your_version=yours,
            current_version=current,
        )


class Invalid(Problem):
    """Input that has not the declared shape: one error a place."""

    def __init__(self, error: ValidationError, where: str) -> None:
        errors = [
            {"in": where, "pointer": "/" + "/".join(map(str, one["loc"])), "detail": one["msg"]}
            for one in error.errors(include_url=False, include_context=False, include_input=False)
        ]
        super().__init__(422, gettext("The input has not the shape that is described."), errors=errors)


def on_refusal(error: FactcheckError) -> Response:
    """What a service refuses, in the words of the pages."""
    status, kind, title = next(
        (found for cls, found in KINDS.items() if isinstance(error, cls)), (400, "failed", "Failed")
    )
    sentence = gettext(error.message)
    detail = sentence % error.params if error.params else sentence
    more = {"field": error.field} if error.field else {}
    plain = {key: value for key, value in error.params.items() if isinstance(value, str | int | float)}
    return document(status, str(detail), kind=kind, title=title, params=plain or None, **more)


def on_problem(problem: Problem) -> Response:
    """What this door refuses by itself."""
    response = document(problem.status, problem.sentence, **problem.more)
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(max(int(problem.retry_after.total_seconds()) + 1, 1))
    if problem.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="factcheck"'
    return response


def on_overtaken(_error: Exception) -> Response:
    """Two wrote at once, and this one came second."""
    sentence = gettext("Somebody else has changed this in the meantime; look at it again.")
    return document(409, sentence, kind="conflict", title="Somebody else was there first")


def on_http(error: HTTPException) -> Response:
    """What Flask refuses: no such address, another method, no JSON."""
    status = error.code or 500
    sentences = {
        400: gettext("This is no JSON that can be read."),
        404: gettext("There is nothing at this address."),
        405: gettext("This address does not take that kind of request."),
        413: gettext("This is more than can be taken in at once: 10 MB for a file."),
    }
    response = document(status, sentences.get(status, gettext("This request cannot be answered.")))
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def on_broken(error: Exception) -> Response:
    """What nobody foresaw: it stands in the server's log."""
    current_app.logger.error("%s %s failed", request.method, request.path, exc_info=error)
    return document(500, gettext("Something broke on our side. Nothing of your last act was stored."))


def document(
    status: int, detail: str, *, kind: str | None = None, title: str | None = None, **more: Any
) -> Response:
    """A problem document; what is None is left out."""
    if "session" in g:
        g.session.rollback()
    body = {
        "type": f"/api/v1/docs#{kind}" if kind else "about:blank",
        "title": title or TITLES.get(status, "Failed"),
        "status": status,
        "detail": detail,
        "instance": request.path,
        **{key: value for key, value in more.items() if value is not None},
    }
    response = jsonify(body)
    response.status_code, response.mimetype = status, MEDIA_TYPE
    return response


HANDLERS: tuple[tuple[type[Exception], Callable[[Any], Response]], ...] = (
    (FactcheckError, on_refusal),
    (Problem, on_problem),
    (HTTPException, on_http),
    *((kind, on_overtaken) for kind in OVERTAKEN),
    (Exception, on_broken),
)
