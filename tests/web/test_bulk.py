"""Bulk acts through their pages."""

from collections.abc import Callable
from datetime import date

from factcheck.models import ClaimStatus
from tests.browsing import Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


def test_all_that_match_are_shown_then_done_then_taken_back(visit: Visit, stored: Stored) -> None:
    visitor, claim = visit("carl"), stored.claim()
    page = visitor.get("/queue/bulk?kind=quantity&act=set_aside")
    assert claim.label in page.text
    answer = visitor.send(page, "/queue/bulk?kind=quantity")
    assert "set aside" in answer.text
    assert stored.again(claim).status is ClaimStatus.SET_ASIDE
    undo = next(form for form in answer.tree.forms if "/queue/bulk/" in (form.get("action") or ""))
    visitor.submit(undo, undo.get("action"))
    assert stored.again(claim).status is ClaimStatus.NEW


def test_ticked_claims_of_an_article_are_done_and_taken_back_in_one_go(visit: Visit, stored: Stored) -> None:
    visitor, claim = visit("carl"), stored.claim()
    page = visitor.get("/articles/1")
    answer = visitor.send(page, "/claims/chosen", act="triage", claims=[str(claim.id)])
    assert stored.again(claim).status is ClaimStatus.TRIAGED
    undo = next(form for form in answer.tree.forms if "/queue/bulk/" in (form.get("action") or ""))
    visitor.submit(undo, undo.get("action"))
    assert stored.again(claim).status is ClaimStatus.NEW


def test_an_act_that_is_none_is_refused_in_words(visit: Visit, stored: Stored) -> None:
    claim = stored.claim()
    page = visit("carl").post("/queue/bulk", act="erase", claims=[str(claim.id)])
    assert "Choose what to do with the claims." in page.text
    assert stored.again(claim).version == claim.version


def test_many_claims_are_planned_at_once_and_what_was_typed_stays_after_a_refusal(
    visit: Visit, stored: Stored
) -> None:
    visitor, claim = visit("carl"), stored.claim()
    page = visitor.get("/queue/bulk?kind=quantity&act=due")
    refused = visitor.send(page, "/queue/bulk?kind=quantity", due_on="2001-02-03")
    assert refused.status == 422
    assert "This day is over" in refused.text
    assert 'value="2001-02-03"' in refused.response.text
    assert claim.label in refused.text
    answer = visitor.send(refused, "/queue/bulk?kind=quantity", due_on="2099-02-03")
    assert "due day" in answer.text
    assert stored.again(claim).due_on == date(2099, 2, 3)


def test_an_editor_gives_what_matches_to_one_person(visit: Visit, stored: Stored) -> None:
    visitor, claim = visit("edda"), stored.claim()
    page = visitor.get("/queue/bulk?kind=quantity&act=give")
    nobody = visitor.send(page, "/queue/bulk?kind=quantity", assignee="")
    assert "Choose to whom the claims go." in nobody.text
    carl = next(option.get("value") for option in page.tree.iter("option") if "Carl" in (option.text or ""))
    visitor.send(nobody, "/queue/bulk?kind=quantity", assignee=carl)
    assert stored.again(claim).assignee_id == int(carl or 0)


def test_a_fact_checker_is_not_offered_to_give_claims_to_others(visit: Visit) -> None:
    assert "Assign to somebody" not in visit("carl").get("/queue/bulk").text
    answer = visit("carl").post("/queue/bulk", act="give", claims=["1"], assignee="1")
    assert answer.status == 403
