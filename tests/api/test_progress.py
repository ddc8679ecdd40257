"""Every transition over the JSON door: from each state, by each role, each refusal in its own words."""

from collections.abc import Callable
from typing import Any

import pytest

from factcheck.models import Claim, ClaimStatus
from factcheck.services import access, progress
from factcheck.services.access import Act
from tests.api.conftest import Program
from tests.services import steps
from tests.web.stored import Stored

Make = Callable[..., Program]
# Event -> (last part of the address, body) of the request that brings it about.
REQUESTS: dict[str, tuple[str, dict[str, Any] | None]] = {
    "claim.triaged": ("triage", None),
    "claim.set_aside": ("set-aside", None),
    "claim.assigned": ("assign", {}),
    "verdict.proposed": ("verdicts", {"rating": "false", "summary": "Es waren 40."}),
    "verdict.withdrawn": ("verdicts/take-back", None),
    "verdict.approved": ("verdicts/approve", None),
    "verdict.sent_back": ("verdicts/send-back", {"note": "Woher?"}),
    "verdict.published": ("verdicts/publish", None),
}
ROLES = {"carl": "checker", "edda": "editor", "ada": "administrator"}
FORBIDDEN = [
    (event, status)
    for event in REQUESTS
    for status in ClaimStatus
    if status not in progress.TRANSITIONS[event].before
]


def stand(stored: Stored, status: ClaimStatus, *, by: str | None = None) -> int:
    """Put the first claim into a state; with a verdict of somebody's on it."""
    claim_id = stored.claim().id
    with stored.database.writing() as session:
        claim = session.get_one(Claim, claim_id)
        if by is not None:
            person = session.get_one(type(stored.person(by)), stored.person(by).id)
            steps.propose(session, person, claim)
        steps.stand_at(session, claim, status)
        session.commit()
    return claim_id


def test_every_request_is_about_a_transition_that_there_is() -> None:
    assert REQUESTS.keys() <= progress.TRANSITIONS.keys()


@pytest.mark.parametrize(("event", "status"), FORBIDDEN)
def test_a_forbidden_transition_is_a_conflict_that_names_the_state_and_changes_nothing(
    program: Make, stored: Stored, event: str, status: ClaimStatus
) -> None:
    author = "carl" if event.startswith("verdict.withdrawn") else "mia"
    who = program("carl" if event == "verdict.withdrawn" else "ada")
    claim_id = stand(stored, status, by=author)
    before = stored.events()
    path, body = REQUESTS[event]
    answer = who.act(path, claim_id, body)
    assert answer.status_code == 409, (event, status, answer.text)
    assert answer.json is not None
    assert answer.json["type"].endswith("#invalid-transition")
    assert len(answer.json["detail"]) > 20
    assert stored.events() == before
    assert stored.claim().status is status


@pytest.mark.parametrize("name", ROLES)
@pytest.mark.parametrize("event", REQUESTS)
def test_an_act_that_a_role_does_not_include_is_refused_with_the_roles_it_takes(
    program: Make, stored: Stored, event: str, name: str
) -> None:
    transition = progress.TRANSITIONS[event]
    status = sorted(transition.before)[0]
    claim_id = stand(stored, status, by="mia")
    path, body = REQUESTS[event]
    answer = program(name).act(path, claim_id, body)
    if access.allows(stored.person(name).role, transition.act):
        assert answer.status_code != 403 or event == "verdict.withdrawn", answer.text
    else:
        assert answer.status_code == 403
        assert answer.json is not None
        assert answer.json["detail"].startswith("Your role does not allow this. It takes: ")
        assert stored.claim().status is status


def test_nobody_decides_on_their_own_verdict(program: Make, stored: Stored) -> None:
    editor, claim_id = program("edda"), stored.claim().id
    assert editor.act("verdicts", claim_id, {"rating": "false", "summary": "Nein."}).status_code == 201
    for path, body in (("verdicts/approve", None), ("verdicts/send-back", {"note": "Hm."})):
        answer = editor.act(path, claim_id, body)
        assert answer.status_code == 403
        assert answer.json is not None
        assert "You proposed this verdict yourself" in answer.json["detail"]
    assert program("ada").act("verdicts/approve", claim_id).status_code == 200


def test_a_claim_goes_all_the_way_over_this_door(program: Make, stored: Stored) -> None:
    carl, edda, claim_id = program("carl"), program("edda"), stored.claim().id
    source = {"url": "https://example.org/a", "title": "Akte", "stance": "refutes", "accessed": "2024-12-01"}
    assert carl.act("triage", claim_id).status_code == 200
    assert carl.act("assign", claim_id, {}).json["assignee_id"] == stored.person("carl").id  # type: ignore[index]
    added = carl.ask("POST", f"/claims/{claim_id}/evidence", source)
    assert added.status_code == 201
    assert carl.get(f"/claims/{claim_id}/evidence")["items"][0]["source"]["title"] == "Akte"
    verdict = {"rating": "false", "summary": "Eine solche Planung ist nicht belegt."}
    assert carl.act("verdicts", claim_id, verdict).status_code == 201
    assert edda.act("verdicts/approve", claim_id).status_code == 200
    assert edda.act("verdicts/publish", claim_id).json["status"] == "published"  # type: ignore[index]
    assert edda.get(f"/claims/{claim_id}/verdicts")["items"][0]["outcome"] == "approved"
    export = edda.ask("POST", "/exports", {"format": "csv", "status": "published"})
    assert export.status_code == 200
    assert "Eine solche Planung ist nicht belegt." in export.text
    assert "export.made" in stored.events()


def test_acts_of_this_door_ask_for_what_the_table_says() -> None:
    assert {progress.TRANSITIONS[event].act for event in REQUESTS} <= set(Act)
