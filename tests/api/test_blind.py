"""A sealed verdict through the JSON door: with its author, and nowhere else until two have judged."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from factcheck.api import door
from factcheck.services import exporting, settings
from tests.api.conftest import Program
from tests.services import steps
from tests.web.stored import Stored

Make = Callable[..., Program]
SUMMARY = "Versiegelte Begründung eins zwei drei."
READ = [known for known in door.OPERATIONS if known.method == "GET"]
# What somebody who guesses the sealed words would ask for.
ASKED = {"find_hits": "?q=Versiegelte", "look_up": "?text=Versiegelte"}
OTHERS = ("mia", "edda", "ada")


@pytest.fixture
def claim_id(program: Make, stored: Stored) -> int:
    """A claim on which carl has judged, on a desk that judges blind."""
    decide(stored, settings.BLIND_REVIEW, value=True)
    claim_id = stored.claim().id
    judged = program("carl").act("verdicts", claim_id, {"rating": "misleading", "summary": SUMMARY})
    assert judged.status_code == 201
    assert SUMMARY not in judged.text
    return claim_id


def decide(stored: Stored, definition: settings.Definition[Any], *, value: Any) -> None:
    """The desk decides how it works."""
    with stored.database.writing() as session:
        steps.decide(session, definition, value=value)
        session.commit()


@pytest.mark.parametrize("name", OTHERS)
def test_no_operation_that_reads_tells_anybody_else(
    program: Make, stored: Stored, claim_id: int, name: str
) -> None:
    somebody = program(name)
    for known in READ:
        path = known.path.replace("<int:claim_id>", str(claim_id)) + ASKED.get(known.name, "")
        answer = somebody.ask("GET", re.sub(r"<int:\w+>", "1", path))
        assert answer.status_code == 200, path
        assert SUMMARY not in answer.text
        if known.name != "list_ratings":
            assert "misleading" not in answer.text, path
    assert somebody.get(f"/claims/{claim_id}/verdicts")["items"] == []
    assert somebody.get("/claims?rating=misleading")["items"] == []
    assert claim_id in [row["id"] for row in somebody.get("/claims?status=verdict_proposed")["items"]]
    assert stored.again(stored.claim()).id == claim_id


@pytest.mark.parametrize("name", ["carl", *OTHERS])
@pytest.mark.parametrize("form", exporting.FORMATS)
def test_no_export_tells_anybody(program: Make, claim_id: int, form: str, name: str) -> None:
    somebody = program(name)
    export = somebody.ask("POST", "/exports", {"format": form})
    assert export.status_code == 200
    written = export.data
    if form == "xlsx":
        with ZipFile(BytesIO(written)) as book:
            written = b"".join(map(book.read, book.namelist()))
    assert b"verdict_proposed" in written
    assert SUMMARY.encode() not in written
    assert b"misleading" not in written
    filtered = somebody.ask("POST", "/exports", {"format": "jsonl", "rating": "misleading"})
    assert filtered.text.strip() == ""
    assert claim_id


def test_its_author_reads_it(program: Make, claim_id: int) -> None:
    [own] = program("carl").get(f"/claims/{claim_id}/verdicts")["items"]
    assert (own["rating"], own["summary"], own["sealed"]) == ("misleading", SUMMARY, True)


@pytest.mark.parametrize(
    ("path", "body"), [("review", None), ("approve", None), ("send-back", {"note": "?"})]
)
def test_no_act_of_the_second_person_but_judging_opens_it(
    program: Make, claim_id: int, path: str, body: dict[str, str] | None
) -> None:
    edda = program("edda")
    answer = edda.act(f"verdicts/{path}", claim_id, body)
    assert answer.status_code == (409 if path == "approve" else 200)
    assert SUMMARY not in answer.text
    assert edda.get(f"/claims/{claim_id}/verdicts")["items"] == []
    looks = edda.get(f"/claims/{claim_id}/reviews")["items"]
    assert [look["rating"] for look in looks] == ([None] if path == "send-back" else [])


def test_a_refusal_does_not_tell_whether_both_have_the_same_rating(
    program: Make, stored: Stored, claim_id: int
) -> None:
    decide(stored, settings.PRIMARY, value="required")
    edda = program("edda")
    answers = [
        edda.act("verdicts/judge", claim_id, {"rating": rating, "summary": "Darum."})
        for rating in ("misleading", "false")
    ]
    assert [answer.status_code for answer in answers] == [409, 409]
    assert answers[0].json == answers[1].json
    assert edda.get(f"/claims/{claim_id}/verdicts")["items"] == []


def test_judging_opens_it_for_everybody(program: Make, claim_id: int) -> None:
    judged = program("edda").act("verdicts/judge", claim_id, {"rating": "true", "summary": "Stimmt."})
    assert judged.status_code == 200
    mia = program("mia")
    [opened] = mia.get(f"/claims/{claim_id}/verdicts")["items"]
    assert (opened["summary"], opened["sealed"], opened["outcome"]) == (SUMMARY, False, "disputed")
    [look] = mia.get(f"/claims/{claim_id}/reviews")["items"]
    assert (look["blind"], look["rating"]) == (True, "true")
