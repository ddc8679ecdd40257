"""Every transition over the JSON door: from each state, by each role, each refusal in its own words."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from factcheck.api import door
from factcheck.models import Claim, ClaimStatus, Priority
from factcheck.services import access, progress
from tests.api.conftest import Program
from tests.services import steps
from tests.web.stored import Stored

Make = Callable[..., Program]
JUDGEMENT = {"rating": "true", "summary": "Es waren 40."}
# Event -> (last part of the address, body) of the request that brings it about.
REQUESTS: dict[str, tuple[str, dict[str, Any] | None]] = {
    "claim.triaged": ("triage", None),
    "claim.set_aside": ("set-aside", None),
    "claim.assigned": ("assign", {}),
    "claim.held": ("holds", {"reason": "source"}),
    "claim.resumed": ("resume", None),
    "claim.marked_duplicate": ("duplicate", {"original_id": 1}),
    "claim.unmarked_duplicate": ("no-duplicate", None),
    "verdict.proposed": ("verdicts", {"rating": "false", "summary": "Es waren 40."}),
    "verdict.withdrawn": ("verdicts/take-back", None),
    "review.started": ("verdicts/review", None),
    "review.released": ("verdicts/release", None),
    "verdict.approved": ("verdicts/approve", None),
    "verdict.disputed": ("verdicts/judge", JUDGEMENT),
    "verdict.sent_back": ("verdicts/send-back", {"note": "Woher?"}),
    "verdict.adjudicated": ("verdicts/adjudicate", {"ruling": "first"}),
    "verdict.reopened": ("verdicts/reopen", {"note": "Noch einmal."}),
    "verdict.published": ("verdicts/publish", None),
    "correction.opened": ("corrections", {"note": "Falsch."}),
    "verdict.retracted": ("withdrawal", {"note": "Falsch."}),
}
# Not asked for by a request of their own: noted with evidence, as an undoing, or as a kind of another.
ELSEWHERE = {
    "claim.research_started",
    "claim.step_undone",
    "verdict.sealed",
    "verdict.ruled_back",
    "verdict.corrected",
    "correction.abandoned",
}
# What only whoever began it ends, or an editor for them, whatever the role allows.
ONE_PERSONS = {"verdict.withdrawn", "review.released"}
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


def test_every_transition_is_asked_for_somewhere() -> None:
    assert REQUESTS.keys() | ELSEWHERE == progress.TRANSITIONS.keys()


@pytest.mark.parametrize(("event", "status"), FORBIDDEN)
def test_a_forbidden_transition_is_a_conflict_that_names_the_state_and_changes_nothing(
    program: Make, stored: Stored, event: str, status: ClaimStatus
) -> None:
    author, asks = ("carl", "carl") if event == "verdict.withdrawn" else ("mia", "ada")
    who = program(asks)
    claim_id = stand(stored, status, by=author)
    before = stored.events()
    path, body = REQUESTS[event]
    answer = who.act(path, claim_id, body)
    assert answer.status_code == 409, (event, status, answer.text)
    assert answer.json is not None
    assert answer.json["type"].endswith("#invalid-transition")
    assert answer.json["detail"] == progress.SENTENCES[event] % {"status": status.value}
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
        assert answer.status_code != 403 or event in ONE_PERSONS, answer.text
    else:
        assert answer.status_code == 403
        assert answer.json is not None
        assert answer.json["detail"].startswith("Your role does not allow this. It takes: ")
        assert stored.claim().status is status


def test_nobody_decides_on_their_own_verdict(program: Make, stored: Stored) -> None:
    editor, claim_id = program("edda"), stored.claim().id
    assert editor.act("verdicts", claim_id, {"rating": "false", "summary": "Nein."}).status_code == 201
    before = stored.events()
    for event in ("review.started", "verdict.approved", "verdict.disputed", "verdict.sent_back"):
        answer = editor.act(REQUESTS[event][0], claim_id, REQUESTS[event][1])
        assert answer.status_code == 403
        assert answer.json is not None
        assert "You proposed this verdict yourself" in answer.json["detail"]
    assert stored.events() == before
    assert program("ada").act("verdicts/approve", claim_id).status_code == 200


def test_two_that_differ_go_to_a_third_person_who_gave_neither(program: Make, stored: Stored) -> None:
    carl, edda, ada, claim_id = program("carl"), program("edda"), program("ada"), stored.claim().id
    assert carl.act("verdicts", claim_id, {"rating": "false", "summary": "Nein."}).status_code == 201
    taken = edda.act("verdicts/review", claim_id).json
    assert taken is not None
    assert (taken["status"], taken["reviewer_id"]) == ("second_review", stored.person("edda").id)
    other = program("mia").act("verdicts/approve", claim_id)
    assert other.status_code == 403
    assert edda.act("verdicts/release", claim_id).json["status"] == "verdict_proposed"  # type: ignore[index]
    disputed = edda.act("verdicts/judge", claim_id, JUDGEMENT).json
    assert disputed is not None
    assert disputed["status"] == "adjudication"
    look = carl.get(f"/claims/{claim_id}/reviews")["items"][0]
    assert (look["opinion"], look["rating"], look["blind"]) == ("disagreed", "true", False)
    own = edda.act("verdicts/adjudicate", claim_id, {"ruling": "second"})
    assert own.status_code == 403
    assert own.json is not None
    assert "a third person decides" in own.json["detail"]
    bare = ada.act("verdicts/adjudicate", claim_id, {"ruling": "third", "note": "Weder noch."})
    assert (bare.status_code, bare.json and bare.json["field"]) == (422, "rating")
    ruled = ada.act("verdicts/adjudicate", claim_id, {"ruling": "second"}).json
    assert ruled is not None
    assert ruled["status"] == "approved"
    newest = carl.get(f"/claims/{claim_id}/verdicts")["items"][0]
    assert (newest["rating"], newest["adjudicator_id"]) == ("true", stored.person("ada").id)
    again = ada.act("verdicts/reopen", claim_id, {"note": "Quelle fehlt."}).json
    assert again is not None
    assert again["status"] == "sent_back"


def test_what_was_published_is_corrected_or_withdrawn_with_a_public_note(
    program: Make, stored: Stored
) -> None:
    carl, edda, claim_id = program("carl"), program("edda"), stored.claim().id
    wrong, right = {"rating": "false", "summary": "Nein."}, {"rating": "true", "summary": "Doch."}

    def out(verdict: dict[str, str]) -> str:
        assert carl.act("verdicts", claim_id, verdict).status_code == 201
        assert edda.act("verdicts/approve", claim_id).status_code == 200
        return str(edda.act("verdicts/publish", claim_id).json["status"])  # type: ignore[index]

    assert out(wrong) == "published"
    empty = edda.act("corrections", claim_id, {"note": " "})
    assert (empty.status_code, empty.json and empty.json["field"]) == (422, "note")
    for path, body in (("corrections", {"note": "Falsch gezählt."}), ("corrections/abandon", None)):
        assert edda.act(path, claim_id, body).status_code in {200, 201}
    assert stored.claim().status is ClaimStatus.PUBLISHED
    assert edda.act("corrections/abandon", claim_id).status_code == 409
    assert edda.act("corrections", claim_id, {"note": "Doch falsch gezählt."}).status_code == 201
    row = carl.get(f"/claims/{claim_id}/corrections")["items"][0]
    path = f"/corrections/{row['id']}"
    said = edda.ask("PATCH", path, {"note": "Wir haben uns verzählt."}, seen=row["version"]).json
    assert said is not None
    assert said["note"] == "Wir haben uns verzählt."
    assert edda.ask("PATCH", path, {"note": "Alt."}, seen=row["version"]).status_code == 412
    assert out(right) == "corrected"
    assert edda.act("withdrawal", claim_id, {"note": "Die Akte war gefälscht."}).status_code == 200
    assert stored.claim().status is ClaimStatus.WITHDRAWN
    newest = carl.get(f"/claims/{claim_id}/verdicts")["items"][0]
    assert newest["rating"] == "true"
    assert newest["withdrawn_at"] is not None


def test_a_claim_waits_for_a_reply_and_goes_on(program: Make, stored: Stored) -> None:
    carl, claim_id = program("carl"), stored.claim().id
    nobody = carl.act("holds", claim_id, {"reason": "reply"})
    assert (nobody.status_code, nobody.json and nobody.json["field"]) == (422, "asked_whom")
    asked = {"reason": "reply", "asked_whom": "Ministerium", "asked_on": "2024-12-01"}
    assert carl.act("holds", claim_id, asked).json["status"] == "on_hold"  # type: ignore[index]
    row = carl.get(f"/claims/{claim_id}/holds")["items"][0]
    path, answer = f"/holds/{row['id']}", {**asked, "answered_on": "2024-12-02", "answer": "Kein Kommentar."}
    noted = carl.ask("PUT", path, answer, seen=row["version"]).json
    assert noted is not None
    assert (noted["answer"], noted["ended_at"]) == ("Kein Kommentar.", None)
    assert carl.ask("PUT", path, answer, seen=row["version"]).status_code == 412
    assert carl.act("resume", claim_id).json["status"] == "in_research"  # type: ignore[index]
    assert carl.get(f"/claims/{claim_id}/holds")["items"][0]["ended_at"] is not None


def test_a_claim_is_planned_part_by_part(program: Make, stored: Stored) -> None:
    carl, claim_id = program("carl"), stored.claim().id
    path, day = f"/claims/{claim_id}/plan", (door.moment() + timedelta(days=3)).date().isoformat()

    def plan(wish: dict[str, Any]) -> Any:
        seen = carl.get(f"/claims/{claim_id}")["version"]
        return carl.ask("PATCH", path, wish, seen=seen)

    assert plan({"due_on": day, "priority": 3}).json["due_on"] == day
    kept = plan({"priority": int(Priority.LOW)}).json
    assert (kept["due_on"], kept["priority"]) == (day, Priority.LOW)
    gone = plan({"due_on": None}).json
    assert (gone["due_on"], gone["priority"]) == (None, Priority.LOW)
    late = plan({"due_on": "2024-01-01"})
    assert (late.status_code, late.json["field"]) == (422, "due_on")
    assert plan({"priority": 9}).status_code == 422


def test_a_duplicate_is_marked_and_put_back(program: Make, stored: Stored) -> None:
    carl, claim_id = program("carl"), stored.claim().id
    other = next(row["id"] for row in carl.get("/claims")["items"] if row["id"] != claim_id)
    itself = carl.act("duplicate", claim_id, {"original_id": claim_id})
    assert (itself.status_code, itself.json and itself.json["field"]) == (422, "original")
    marked = carl.act("duplicate", claim_id, {"original_id": other}).json
    assert marked is not None
    assert (marked["status"], marked["duplicate_of_id"]) == ("duplicate", other)
    back = carl.act("no-duplicate", claim_id).json
    assert back is not None
    assert (back["status"], back["duplicate_of_id"]) == ("triaged", None)


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


def test_every_operation_asks_for_the_act_of_its_transition() -> None:
    declared = {known.path: known.act for known in door.OPERATIONS if known.method == "POST"}
    for event, (path, _) in REQUESTS.items():
        assert declared[f"/claims/<int:claim_id>/{path}"] is progress.TRANSITIONS[event].act, event
