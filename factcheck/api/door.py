"""What stands around every operation: whose token, what it may do, which shape, which version, sent once."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Protocol

from flask import Blueprint, Response, current_app, g, jsonify, request
from flask_babel import gettext
from pydantic import BaseModel, ValidationError

from factcheck.api.problems import HANDLERS, Invalid, Problem, Unmatched
from factcheck.models import User
from factcheck.services import access, sent_acts, tokens
from factcheck.services.access import Act

blueprint = Blueprint("api", __name__, url_prefix="/api/v1", template_folder="templates")
ETAG = re.compile(r'(?:W/)?"?([0-9]{1,18})"?')
LONGEST_KEY = 80


class Versioned(Protocol):
    """A row that counts its changes."""

    version: Any


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as it is declared: what `openapi` describes and the guard enforces."""

    method: str
    path: str
    name: str
    summary: str
    act: Act
    query: type[BaseModel] | None
    body: type[BaseModel] | None
    answer: type[BaseModel] | None
    status: int
    versioned: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One request as an operation sees it."""

    actor: User
    now: datetime
    body: Any
    query: Any
    seen: int | None

    def match(self, row: Versioned) -> int:
        """The version that the caller has seen, which must be the row's own; raises `Unmatched`."""
        if self.seen is None or self.seen != row.version:
            raise Unmatched(yours=self.seen, current=int(row.version))
        return self.seen


OPERATIONS: list[Operation] = []


def operation(
    method: str,
    path: str,
    act: Act,
    *,
    query: type[BaseModel] | None = None,
    body: type[BaseModel] | None = None,
    answer: type[BaseModel] | None = None,
    status: int = 200,
    versioned: bool = False,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a view: it gets a `Call` and returns a shape, or a response of its own.

    A `versioned` one asks for If-Match with the version of the row it changes.
    """

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        summary = (view.__doc__ or "").strip().splitlines()[0]
        known = Operation(method, path, view.__name__, summary, act, query, body, answer, status, versioned)
        OPERATIONS.append(known)

        @wraps(view)
        def guarded(**places: int) -> Response:
            return _answered(known, view, places)

        guarded.requires = act  # type: ignore[attr-defined]  # the house rules read it
        blueprint.add_url_rule(path, view.__name__, guarded, methods=[method])
        return guarded

    return declare


def moment() -> datetime:
    """Now, aware and in UTC."""
    return datetime.now(UTC)


def _answered(known: Operation, view: Callable[..., Any], places: dict[str, int]) -> Response:
    actor = _actor(known.act)
    call = Call(
        actor,
        moment(),
        _shape(known.body, _json(), "body") if known.body else None,
        _shape(known.query, request.args.to_dict(), "query") if known.query else None,
        _seen() if known.versioned else None,
    )
    key = _key() if known.method == "POST" else None
    if key and (before := sent_acts.answered(g.session, actor, key, _fingerprint())) is not None:
        return _response(before["body"], int(before["status"]), replayed=True)
    found = view(call, **places)
    if isinstance(found, Response):
        return found
    payload = None if found is None else found.model_dump(mode="json")
    if known.method != "GET":
        if key:
            answer = {"status": known.status, "body": payload}
            sent_acts.remember(g.session, actor, key, _fingerprint(), answer, now=call.now)
        g.session.commit()
    return _response(payload, known.status)


def _response(payload: Any, status: int, *, replayed: bool = False) -> Response:
    if payload is None:
        return Response(status=204)
    response = jsonify(payload)
    response.status_code = status
    if isinstance(payload, dict):
        if "version" in payload:
            response.set_etag(str(payload["version"]))
        if payload.get("next"):
            response.headers["Link"] = f'<{payload["next"]}>; rel="next"'
    if replayed:
        response.headers["Idempotent-Replay"] = "true"
    return response


def _actor(act: Act) -> User:
    """The person whose token came with the request, narrowed to what the token may do."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Problem(401, gettext("Send a token: “Authorization: Bearer fck_…”."))
    now = moment()
    with g.database.reading() as reading:
        token = tokens.resume(reading, secret.strip(), now)
    if token is None:
        raise Problem(401, gettext("This token is unknown, revoked or has ended."))
    with g.database.writing() as writing:
        turn = tokens.count_call(writing, token.id, current_app.extensions["factcheck"].api_calls, now)
        writing.commit()
    if turn.wait is not None:
        raise Problem(429, gettext("This token has asked too often in this minute."), retry_after=turn.wait)
    actor: User = g.session.get_one(User, token.user_id)
    actor.narrowed_to = tokens.scopes_of(token)
    access.require(actor, act)
    return actor


def _json() -> Any:
    if not request.is_json:
        raise Problem(415, gettext("Send JSON, with “Content-Type: application/json”."))
    return request.get_json()


def _shape(model: type[BaseModel], given: Any, where: str) -> BaseModel:
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise Invalid(error, where) from error


def _seen() -> int:
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise Problem(428, 'Say which version you have seen: “If-Match: "7"”.')
    found = ETAG.fullmatch(header)
    if found is None:
        raise Problem(400, gettext("If-Match takes one version, as the ETag of the row says it."))
    return int(found[1])


def _key() -> str | None:
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise Problem(400, gettext("An Idempotency-Key has at most 80 printable characters."))
    return key or None


def _fingerprint() -> str:
    """Of what was asked for: the same key with something else behind it is a mistake."""
    asked = f"{request.method} {request.full_path}".encode() + b"\0" + request.get_data()
    return hashlib.sha256(asked).hexdigest()[:32]


for _kind, _handler in HANDLERS:
    blueprint.register_error_handler(_kind, _handler)
