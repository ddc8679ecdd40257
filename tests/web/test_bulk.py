"""Bulk acts through their pages."""

from collections.abc import Callable

from factcheck.models import ClaimStatus
from tests.browsing import Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


def test_all_that_match_are_shown_then_done_then_taken_back(visit: Visit, stored: Stored) -> None:
    visitor, claim = visit("carl"), stored.claim()
    page = visitor.get("/queue/bulk?kind=quantity&act=set_aside")
    assert claim.label in page.text
    answer = visitor.send(page, "/queue/bulk")
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
