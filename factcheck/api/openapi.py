"""The description of this door, made of the declarations themselves: OpenAPI 3.1, and a page to read."""

import re
from functools import cache
from typing import Any

from flask import Response, abort, current_app, jsonify, render_template, request
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.exceptions import MethodNotAllowed

from factcheck import __version__
from factcheck.api.door import OPERATIONS, Operation, blueprint
from factcheck.api.problems import KINDS, MEDIA_TYPE
from factcheck.api.schemas import ProblemDocument

PUBLIC = frozenset({"api.description", "api.docs", "api.nothing"})
PLACE = re.compile(r"<int:(\w+)>")
PROBLEM = {"$ref": "#/components/responses/Problem"}
VERSION_HEADER = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "schema": {"type": "string"},
    "description": "The row's version as its ETag says it; another one answers 412 with both.",
}
KEY_HEADER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 80},
    "description": "Of your own making: the same request sent twice is done once and answered alike.",
}


@blueprint.get("/openapi.json")
def description() -> Response:
    """The OpenAPI document."""
    return jsonify(document())


@blueprint.get("/docs")
def docs() -> str:
    """The same as a page."""
    described = document()
    kinds = [(kind, status, title) for status, kind, title in KINDS.values()]
    return render_template("api/docs.html", document=described, operations=OPERATIONS, kinds=kinds)


@blueprint.route("/", defaults={"rest": ""}, methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
@blueprint.route("/<path:rest>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def nothing(rest: str) -> Response:
    """Everything else: not there, or not with this method."""
    adapter = current_app.create_url_adapter(request)
    if adapter is not None and rest:
        allowed = {
            method
            for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
            if adapter.match(method=method, return_rule=True)[0].endpoint != request.endpoint
        }
        if allowed:
            raise MethodNotAllowed(valid_methods=sorted(allowed))
    abort(404)


@cache
def document() -> dict[str, Any]:
    """The whole description; the operations do not change while the server runs."""
    models: set[type[BaseModel]] = {
        model for known in OPERATIONS for model in (known.query, known.body, known.answer) if model
    }
    ordered: list[type[BaseModel]] = sorted({*models, ProblemDocument}, key=lambda model: model.__name__)
    names, schemas = models_json_schema(
        [(model, _mode(model)) for model in ordered], ref_template="#/components/schemas/{model}"
    )
    refs = {model: names[model, _mode(model)] for model in ordered}
    paths: dict[str, dict[str, Any]] = {}
    for known in OPERATIONS:
        path = "/api/v1" + PLACE.sub(r"{\1}", known.path)
        paths.setdefault(path, {})[known.method.lower()] = _described(known, refs)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "factcheck",
            "version": __version__,
            "description": "From an article to published verdicts. Send a token as `Authorization: Bearer`.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas["$defs"],
            "responses": {
                "Problem": {
                    "description": "What went wrong, and what to do (RFC 9457).",
                    "content": {MEDIA_TYPE: {"schema": refs[ProblemDocument]}},
                }
            },
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _described(known: Operation, refs: dict[type[BaseModel], Any]) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": "Done."}
    if known.answer:
        answer["content"] = {"application/json": {"schema": refs[known.answer]}}
    else:
        answer["content"] = {"application/octet-stream": {}}
    found: dict[str, Any] = {
        "operationId": known.name,
        "summary": known.summary,
        "tags": [known.path.split("/")[1]],
        "description": f"Scope: `{known.act.value}`.",
        "parameters": _parameters(known),
        "responses": {str(known.status): answer, "default": PROBLEM},
    }
    if known.body:
        found["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": refs[known.body]}},
        }
    return found


def _parameters(known: Operation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}
        for name in PLACE.findall(known.path)
    ]
    if known.query:
        shape = known.query.model_json_schema(ref_template="#/components/schemas/{model}")
        found += [
            {"name": name, "in": "query", "required": False, "schema": field}
            for name, field in shape["properties"].items()
        ]
    if known.versioned:
        found.append(VERSION_HEADER)
    if known.method == "POST":
        found.append(KEY_HEADER)
    return found


def _mode(model: type[BaseModel]) -> Any:
    return "validation" if model.model_config.get("extra") == "forbid" else "serialization"
