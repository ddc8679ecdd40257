"""The door itself: tokens, scopes, brake, versions, sent twice, problems, and its own description."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from openapi_spec_validator import OpenAPIV31SpecValidator
from sqlalchemy import select

from factcheck.api import door
from factcheck.models import Article, AuditEvent, Token, User
from factcheck.services import access, tokens
from factcheck.services.access import Act
from tests.api.conftest import Program
from tests.browsing import Visitor
from tests.web.stored import Stored

Make = Callable[..., Program]
PEOPLE = ("carl", "edda", "ada")
TEXT = "Rund 70 Schulen nahmen im Mai 2024 teil."


def addresses() -> list[tuple[str, str, Act]]:
    """(method, path, act) of every operation, with 1 for every number."""
    return [(known.method, re.sub(r"<int:\w+>", "1", known.path), known.act) for known in door.OPERATIONS]


def test_nobody_is_answered_without_a_token_that_counts(app: Flask, program: Make, stored: Stored) -> None:
    carl, nobody = program("carl"), program(None)
    before = stored.events()
    with stored.database.writing() as session:
        person, ago = session.get_one(User, stored.person("mia").id), door.moment() - timedelta(days=2)
        end = ago + timedelta(days=1)
        ended = tokens.create(session, person, "alt", [Act.READ], now=ago, expires_at=end)
        session.commit()
    for secret in ("", "fck_wrong", ended.secret, "Basic x"):
        for method, path, _ in addresses():
            answer = replace(nobody, secret=secret or None).ask(method, path, {})
            assert answer.status_code == 401, (method, path)
            assert answer.mimetype == "application/problem+json"
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert stored.events() == [*before, "token.created"]
    assert carl.get("/me")["name"] == "carl"
    assert app.name


def test_a_cookie_opens_nothing_here(visit: Callable[[str], Visitor]) -> None:
    browser = visit("ada")
    assert browser.client.get("/api/v1/claims").status_code == 401
    assert browser.client.post("/api/v1/articles", json={"text": TEXT}).status_code == 401


@pytest.mark.parametrize("name", PEOPLE)
def test_each_role_is_refused_exactly_what_the_table_does_not_give_it(
    program: Make, stored: Stored, name: str
) -> None:
    somebody = program(name)
    role = stored.person(name).role
    before = stored.events()
    for method, path, act in addresses():
        answer = somebody.ask(method, path, {} if method != "GET" else None)
        if access.allows(role, act):
            assert answer.status_code not in {401, 403}, (method, path, answer.text)
        else:
            assert answer.status_code == 403, (method, path)
            assert answer.json is not None
            assert "Your role does not allow this. It takes:" in answer.json["detail"]
    assert [event for event in stored.events()[len(before) :] if event != "export.made"] == []


def test_a_token_does_only_what_it_was_made_for(program: Make, stored: Stored) -> None:
    reader = program("edda", Act.READ)
    claim = stored.claim()
    assert reader.ask("GET", "/claims").status_code == 200
    answer = reader.act("triage", claim.id)
    assert answer.status_code == 403
    assert answer.json is not None
    assert answer.json["detail"] == "This token may not do this: it lacks “claim_triage”."


def test_what_a_service_asks_for_beyond_the_operation_is_asked_of_the_token_too(
    program: Make, stored: Stored
) -> None:
    editor = program("edda", Act.READ, Act.CLAIM_TRIAGE)
    answer = editor.act("assign", stored.claim().id, {"assignee_id": stored.person("mia").id})
    assert answer.status_code == 403
    assert answer.json is not None
    assert "claim_assign_others" in answer.json["detail"]


def test_a_revoked_token_and_a_barred_person_are_out_at_once(program: Make, stored: Stored) -> None:
    carl, mia = program("carl"), program("mia")
    with stored.database.writing() as session:
        token = session.scalars(select(Token).where(Token.user_id == stored.person("carl").id)).one()
        tokens.revoke(session, token.user, token, now=door.moment())
        session.get_one(User, stored.person("mia").id).is_active = False
        session.commit()
    assert carl.ask("GET", "/me").status_code == 401
    assert mia.ask("GET", "/me").status_code == 401


def test_a_token_that_asks_too_often_waits(
    app: Flask, program: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "factcheck", replace(app.extensions["factcheck"], api_calls=3))
    now = door.moment().replace(second=10)
    monkeypatch.setattr(door, "moment", lambda: now)
    carl = program("carl")
    assert [carl.ask("GET", "/me").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert carl.ask("GET", "/me").headers["Retry-After"] == "50"
    now += timedelta(minutes=1)
    assert carl.ask("GET", "/me").status_code == 200


def test_an_act_on_a_row_says_which_version_it_saw(program: Make, stored: Stored) -> None:
    carl, claim = program("carl"), stored.claim()
    path = f"/claims/{claim.id}/triage"
    assert carl.ask("POST", path).status_code == 428
    assert carl.ask("POST", path, If_Match="*").status_code == 400
    answer = carl.ask("POST", path, seen=claim.version + 4)
    assert answer.status_code == 412
    assert answer.json is not None
    assert (answer.json["your_version"], answer.json["current_version"]) == (claim.version + 4, claim.version)
    done = carl.ask("POST", path, seen=claim.version)
    assert done.status_code == 200
    assert done.json is not None
    assert done.headers["ETag"] == f'"{done.json["version"]}"'
    assert done.json["version"] == stored.again(claim).version == claim.version + 1
    assert carl.ask("POST", path, seen=claim.version).status_code == 412


def test_the_same_request_with_the_same_key_is_done_once(program: Make, stored: Stored) -> None:
    carl = program("carl")
    first = carl.ask("POST", "/articles", {"text": TEXT}, Idempotency_Key="abc")
    again = carl.ask("POST", "/articles", {"text": TEXT}, Idempotency_Key="abc")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    assert "Idempotent-Replay" not in first.headers
    assert again.headers["Idempotent-Replay"] == "true"
    assert stored.count(Article) == 2
    other = carl.ask("POST", "/articles", {"text": TEXT + " Ja."}, Idempotency_Key="abc")
    assert other.status_code == 409
    assert program("mia").ask("POST", "/articles", {"text": TEXT}, Idempotency_Key="abc").status_code == 409
    assert stored.count(Article) == 2, "the second conflict is about the text, not the key"


def test_what_was_refused_is_not_remembered_under_its_key(program: Make) -> None:
    carl = program("carl")
    assert carl.ask("POST", "/articles", {"text": " "}, Idempotency_Key="k").status_code == 422
    assert carl.ask("POST", "/articles", {"text": TEXT}, Idempotency_Key="k").status_code == 201
    assert carl.ask("POST", "/articles", {"text": TEXT}, Idempotency_Key="k" * 81).status_code == 400


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/"),
        ({"text": TEXT, "html": "<p>x</p>"}, "/"),
        ({"text": 5}, "/text"),
        ({"text": TEXT, "titel": "x"}, "/titel"),
        ({"text": TEXT, "published": "gestern"}, "/published"),
        ({"text": "a\0b"}, "/text"),
        ([], "/"),
    ],
)
def test_input_of_another_shape_is_pointed_at(program: Make, body: Any, pointer: str) -> None:
    answer = program("carl").ask("POST", "/articles", body)
    assert answer.status_code == 422
    assert answer.json is not None
    assert [one["pointer"] for one in answer.json["errors"]] == [pointer]


def test_what_is_no_json_or_not_there_is_a_problem_too(app: Flask, program: Make) -> None:
    carl = program("carl")
    head = {"Authorization": f"Bearer {carl.secret}", "Accept-Language": "en"}
    for answer, status in (
        (carl.client.post("/api/v1/articles", data="x", headers=head), 415),
        (
            carl.client.post(
                "/api/v1/articles", data="{", headers={**head, "Content-Type": "application/json"}
            ),
            400,
        ),
        (carl.client.get("/api/v1/nothing", headers=head), 404),
        (carl.client.get("/api/v1/", headers=head), 404),
        (carl.client.delete("/api/v1/claims", headers=head), 405),
        (carl.client.get("/api/v1/claims/99999", headers=head), 404),
        (carl.client.get(f"/api/v1/claims/{10**30}", headers=head), 404),
        (carl.client.get("/api/v1/claims?kind=x", headers=head), 422),
    ):
        assert answer.status_code == status, answer.text
        assert answer.mimetype == "application/problem+json"
        assert answer.json is not None
        assert answer.json["status"] == status
        assert answer.json["detail"]
    assert carl.client.delete("/api/v1/claims", headers=head).headers["Allow"] == "GET"
    assert app.name


def test_problems_speak_the_language_that_is_asked_for(program: Make) -> None:
    answer = program("carl").ask("GET", "/claims/99999", Accept_Language="de")
    assert answer.json is not None
    assert answer.json["detail"] == "Eine Aussage mit dieser Nummer gibt es nicht."


def test_something_that_breaks_is_a_problem_and_tells_nothing(
    program: Make, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    carl = program("carl")
    monkeypatch.setattr("factcheck.services.users.everybody", lambda *_a, **_k: 1 / 0)
    answer = carl.ask("GET", "/people")
    assert answer.status_code == 500
    assert "division" not in answer.text
    assert "/api/v1/people failed" in caplog.text


def test_the_description_is_valid_and_names_every_operation(app: Flask) -> None:
    described: Any = app.test_client().get("/api/v1/openapi.json").json
    OpenAPIV31SpecValidator(described).validate()
    names = {operation["operationId"] for path in described["paths"].values() for operation in path.values()}
    assert names == {known.name for known in door.OPERATIONS}
    assert len(names) == len(door.OPERATIONS)


def test_every_answer_has_the_shape_that_is_described(program: Make, stored: Stored) -> None:
    editor, claim = program("edda"), stored.claim()
    for path in ("/me", "/people", "/ratings", "/articles", "/articles/1", "/claims", f"/claims/{claim.id}",
                 f"/claims/{claim.id}/evidence", f"/claims/{claim.id}/verdicts", "/flags", "/flags/1",
                 "/articles/1/carryovers"):  # fmt: skip
        known = next(
            one for one in door.OPERATIONS
            if one.method == "GET" and re.fullmatch(re.sub(r"<int:\w+>", r"\\d+", one.path), path)
        )  # fmt: skip
        assert known.answer is not None
        shape = editor.get(path)
        assert known.answer.model_validate(shape).model_dump(mode="json") == shape


def test_the_page_about_it_needs_no_sign_in_and_names_every_operation(
    visit: Callable[[None], Visitor],
) -> None:
    page = visit(None).get("/api/v1/docs")
    assert page.status == 200
    for known in door.OPERATIONS:
        assert known.summary in page.text


def test_every_act_over_this_door_is_in_the_log_with_its_person(program: Make, stored: Stored) -> None:
    carl, claim = program("carl"), stored.claim()
    carl.act("triage", claim.id)
    with stored.reading() as session:
        event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
        assert event is not None
        assert (event.name, event.actor_id) == ("claim.triaged", stored.person("carl").id)
