"""Searching, and what was checked before, over the JSON door."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Claim
from factcheck.services import checks, match_decisions
from factcheck.services.checks import CheckDraft
from tests.api.conftest import Program
from tests.factories import NOW
from tests.web.stored import Stored

Make = Callable[..., Program]
KNOWN = "Deutschland begann mit der Planung für bis zu 800.000 NATO-Truppen."


def _library(session: Session, claims: list[Claim]) -> None:
    draft = CheckDraft(
        KNOWN, "de", rating_text="Falsch", publisher="Prüfblatt", review_date=date(2024, 11, 20)
    )
    checks.store(session, [draft], now=NOW)
    match_decisions.suggest(session, claims, now=NOW)


@pytest.fixture
def checked(stored: Stored) -> None:
    """A desk whose library knows the troops, with suggestions beside its claims."""
    with stored.database.writing() as session:
        _library(session, list(session.query(Claim)))
        session.commit()


def test_a_search_finds_other_forms_and_numbers_by_value_and_says_where(program: Make) -> None:
    carl = program("carl")
    for typed in ("Truppe", "800000"):
        groups = carl.get(f"/search?q={typed}")["items"]
        claims = next(group for group in groups if group["kind"] == "claim")
        assert claims["number"] >= 1
        found = [part["text"] for part in claims["hits"][0]["title"] if part["found"]]
        assert found, typed
    assert carl.get("/search?q=Zahnbürste")["items"] == []
    assert carl.ask("GET", f"/search?q={'x' * 201}").status_code == 422
    assert carl.ask("GET", "/search").status_code == 422
    assert carl.get("/search?q=%20")["items"] == []


@pytest.mark.usefixtures("checked")
def test_a_claim_is_looked_up_with_the_reasons_against_its_being_the_same(program: Make) -> None:
    carl = program("carl")
    row = carl.get(f"/lookup?text={KNOWN.replace('800.000', '80.000')}")["items"][0]
    assert (row["likeness"], row["claim"], row["rating_text"]) == ("other_value", KNOWN, "Falsch")
    assert row["qualifiers"][0] == {"difference": "number", "ours": "80.000", "theirs": "800.000"}
    assert (row["rating"], row["url"], row["review_date"]) == (None, None, "2024-11-20")
    assert carl.get("/lookup?text=Der Mond ist aus Käse")["items"] == []
    assert carl.ask("GET", "/lookup?text=x&language=fr").status_code == 422
    assert carl.get("/lookup?text=%20")["items"] == []


@pytest.mark.usefixtures("checked")
def test_a_suggested_fact_check_is_confirmed_rejected_and_made_a_suggestion_again(program: Make) -> None:
    carl = program("carl")
    claim_id = next(
        row["id"] for row in carl.get("/claims?kind=statement")["items"] if "800.000" in row["quote"]
    )
    [match] = carl.get(f"/claims/{claim_id}/matches")["items"]
    path = f"/matches/{match['id']}"
    assert match["status"] == "suggested"
    done = carl.ask("POST", f"{path}/confirm", seen=match["version"]).json
    assert done is not None
    assert done["status"] == "confirmed"
    assert carl.ask("POST", f"{path}/reject", seen=match["version"]).status_code == 412
    again = carl.ask("POST", f"{path}/reopen", seen=done["version"]).json
    assert again is not None
    gone = carl.ask("POST", f"{path}/reject", seen=again["version"]).json
    assert gone is not None
    assert gone["status"] == "rejected"
    assert carl.ask("POST", "/matches/999/reject", seen=1).status_code == 404
