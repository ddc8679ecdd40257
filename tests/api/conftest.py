"""Fixtures of the JSON door's tests: programs with tokens of people of each role."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from factcheck.services import access, tokens, users
from factcheck.services.access import Act
from tests.factories import NOW
from tests.web.stored import Stored


@dataclass(frozen=True)
class Program:
    """A program that speaks for somebody."""

    client: FlaskClient
    secret: str | None

    def ask(
        self, method: str, path: str, json: Any = None, *, seen: int | None = None, **headers: str
    ) -> TestResponse:
        """One request under /api/v1; `seen` becomes If-Match."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.secret is not None:
            sent.setdefault("Authorization", f"Bearer {self.secret}")
        if seen is not None:
            sent["If-Match"] = f'"{seen}"'
        sent.setdefault("Accept-Language", "en")
        return self.client.open(f"/api/v1{path}", method=method, json=json, headers=sent)

    def get(self, path: str) -> Any:
        """What stands there."""
        answer = self.ask("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json

    def act(self, path: str, claim_id: int, json: Any = None) -> TestResponse:
        """An act on a claim as it is now."""
        seen = self.get(f"/claims/{claim_id}")["version"]
        return self.ask("POST", f"/claims/{claim_id}/{path}", json, seen=seen)


@pytest.fixture
def stored(app: Flask) -> Stored:
    """The rows behind the answers."""
    return Stored(app)


@pytest.fixture
def program(app: Flask, stored: Stored) -> Callable[..., Program]:
    """Makes a program with a token of the person named, for all they may do or for the acts given."""

    def make(name: str | None = "carl", *acts: Act) -> Program:
        if name is None:
            return Program(app.test_client(), None)
        with stored.database.writing() as session:
            person = users.by_name(session, name)
            assert person is not None
            scopes = acts or tuple(act for act in Act if access.may(person, act))
            made = tokens.create(session, person, "test", scopes, now=NOW)
            session.commit()
            return Program(app.test_client(), made.secret)

    return make
