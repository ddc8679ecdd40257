"""Every step that the table of transitions forbids, and every act that a role lacks, through the web."""

from collections.abc import Callable

import pytest
from flask import Flask

from factcheck.models import Claim, ClaimStatus, Role
from factcheck.services.access import ALLOWED
from factcheck.services.progress import SENTENCES, TRANSITIONS
from factcheck.web.names import STATUSES
from tests.browsing import Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]
JUDGEMENT = {"rating": "true", "summary": "Weil."}
# Event -> where it is asked for, and with what; begun with research and undone on pages of their own.
ASKED: dict[str, tuple[str, dict[str, str]]] = {
    "claim.triaged": ("triage", {}),
    "claim.set_aside": ("set_aside", {}),
    "claim.assigned": ("assign", {}),
    "claim.held": ("hold", {"reason": "source"}),
    "claim.resumed": ("resume", {}),
    "claim.marked_duplicate": ("duplicate", {"original": "1"}),
    "claim.unmarked_duplicate": ("no-duplicate", {}),
    "verdict.proposed": ("verdict", JUDGEMENT),
    "verdict.withdrawn": ("take-back", {}),
    "review.started": ("review", {}),
    "review.released": ("release", {}),
    "verdict.approved": ("approve", {}),
    "verdict.disputed": ("judge", JUDGEMENT),
    "verdict.sent_back": ("send-back", {"note": "Mehr."}),
    "verdict.adjudicated": ("adjudicate", {"ruling": "first"}),
    "verdict.reopened": ("reopen", {"note": "Noch einmal."}),
    "verdict.published": ("publish", {}),
    "correction.opened": ("correction", {"note": "Falsch."}),
    "verdict.retracted": ("withdrawal", {"note": "Falsch."}),
}
# Not asked for by a button of their own: noted with evidence, as an undoing, or as a kind of another.
ELSEWHERE = {
    "claim.research_started",
    "claim.step_undone",
    "verdict.sealed",
    "verdict.ruled_back",
    "verdict.corrected",
    "correction.abandoned",
}


@pytest.fixture
def claim(visit: Visit, stored: Stored) -> Claim:
    """A claim on which carl has proposed a verdict."""
    claim = stored.claim()
    carl, address = visit("carl"), f"/claims/{claim.id}"
    carl.send(carl.get(address), f"{address}/verdict", rating="false", summary="Darum.")
    return claim


def test_every_step_is_asked_for_somewhere() -> None:
    assert ASKED.keys() | ELSEWHERE == TRANSITIONS.keys()


@pytest.mark.parametrize("event", ASKED)
def test_a_forbidden_step_is_refused_in_words_of_its_own_and_changes_nothing(
    app: Flask, visit: Visit, stored: Stored, claim: Claim, event: str
) -> None:
    visitor = visit("carl" if event == "verdict.withdrawn" else "ada")
    act, fields = ASKED[event]
    for status in set(ClaimStatus) - TRANSITIONS[event].before:
        with app.extensions["factcheck.database"].writing() as session:
            session.get_one(Claim, claim.id).status = status
            session.commit()
        before = stored.events()
        version = stored.again(claim).version
        page = visitor.post(f"/claims/{claim.id}/{act}", version=version, **fields)
        assert SENTENCES[event] % {"status": STATUSES[status]} in page.text, (event, status)
        assert stored.again(claim).status is status
        assert stored.events() == before


@pytest.mark.parametrize("event", ASKED)
def test_an_act_that_a_role_lacks_is_refused_whatever_the_claim_stands_at(
    visit: Visit, stored: Stored, claim: Claim, event: str
) -> None:
    act, fields = ASKED[event]
    people = {Role.CHECKER: "mia", Role.EDITOR: "edda", Role.ADMINISTRATOR: "ada"}
    for role in set(Role) - ALLOWED[TRANSITIONS[event].act]:
        visitor = visit(people[role])
        before = stored.events()
        page = visitor.post(f"/claims/{claim.id}/{act}", version=stored.again(claim).version, **fields)
        assert page.status == 403
        assert "Your role does not allow this." in page.text
        assert stored.again(claim).status is ClaimStatus.VERDICT_PROPOSED
        assert stored.events() == before


OWN = "You proposed this verdict yourself: somebody else has to decide on it."


def test_nobody_decides_on_their_own_verdict_whatever_they_send(visit: Visit, stored: Stored) -> None:
    claim = stored.claim()
    edda, address = visit("edda"), f"/claims/{claim.id}"
    edda.send(edda.get(address), f"{address}/verdict", rating="false", summary="Darum.")
    before = stored.events()
    for event in ("review.started", "verdict.approved", "verdict.disputed", "verdict.sent_back"):
        act, fields = ASKED[event]
        page = edda.post(f"{address}/{act}", version=stored.again(claim).version, **fields)
        assert (page.status, OWN in page.text) == (403, True), event
        assert f"{address}/{act}" not in edda.get(address).text
    assert stored.events() == before
    ada = visit("ada")
    ada.send(ada.get(address), f"{address}/approve")
    assert stored.again(claim).status is ClaimStatus.APPROVED


def test_neither_of_two_who_differ_decides_between_them(visit: Visit, stored: Stored, claim: Claim) -> None:
    edda, address = visit("edda"), f"/claims/{claim.id}"
    page = edda.get(address)
    edda.send(page, f"{address}/judge", rating="true", summary="Doch.")
    assert stored.again(claim).status is ClaimStatus.ADJUDICATION
    before = stored.events()
    page = edda.post(f"{address}/adjudicate", ruling="second", version=stored.again(claim).version)
    assert page.status == 403
    assert "a third person decides between them" in page.text
    assert stored.events() == before
