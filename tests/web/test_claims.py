"""The page of a claim: its progress, reshaping by hand, and what becomes of words that were refused."""

from collections.abc import Callable

import pytest

from factcheck.models import Claim, ClaimKind, ClaimStatus
from tests.browsing import Page, Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


@pytest.fixture
def claim(stored: Stored) -> Claim:
    """The quantity of the article."""
    return stored.claim("800.000", ClaimKind.QUANTITY)


def value(page: Page, action: str, name: str) -> str:
    """What stands in a field of a form."""
    return str(dict(page.form(action).form_values()).get(name, ""))


def test_the_page_says_what_the_claim_is_in_words(visit: Visit, claim: Claim) -> None:
    page = visit("carl").get(f"/claims/{claim.id}")
    assert "bis zu 800.000 NATO-Truppen" in page.text
    assert "at most 800,000 NATO-Truppen" in page.text
    assert "Nobody has touched this claim yet." in page.text


def test_the_context_marks_the_very_words_of_the_claim(visit: Visit, claim: Claim) -> None:
    tree = visit("carl").get(f"/claims/{claim.id}").tree
    marked = tree.xpath("//section[contains(@class,'context')]//*[contains(@class,'now')]")
    assert "".join(part.text_content() for part in marked) == claim.quote
    assert int(marked[0].get("data-start")) == claim.start


def test_a_claim_is_triaged_set_aside_and_triaged_again(visit: Visit, stored: Stored, claim: Claim) -> None:
    visitor, address = visit("carl"), f"/claims/{claim.id}"
    for act, status in (
        ("triage", ClaimStatus.TRIAGED),
        ("set_aside", ClaimStatus.SET_ASIDE),
        ("triage", ClaimStatus.TRIAGED),
    ):
        visitor.send(visitor.get(address), f"{address}/{act}")
        assert stored.again(claim).status is status


def test_a_checker_takes_a_claim_and_an_editor_gives_it_to_somebody_else(
    visit: Visit, stored: Stored, claim: Claim
) -> None:
    carl, edda, address = visit("carl"), visit("edda"), f"/claims/{claim.id}"
    carl.send(carl.get(address), f"{address}/assign")
    assert stored.again(claim).assignee_id == stored.person("carl").id
    mia = stored.person("mia").id
    form = next(form for form in edda.get(address).tree.forms if form.xpath(".//select[@name='assignee']"))
    edda.submit(form, form.get("action"), assignee=str(mia))
    assert stored.again(claim).assignee_id == mia
    version = stored.again(claim).version
    assert carl.post(f"{address}/assign", version=version, assignee=stored.person("edda").id).status == 403


def test_reshaping_moves_the_claim_and_keeps_what_the_machine_said(
    visit: Visit, stored: Stored, claim: Claim
) -> None:
    visitor, address = visit("carl"), f"/claims/{claim.id}"
    page = visitor.send(visitor.get(address), f"{address}/reshape", start=str(claim.start + 7))
    assert "The claim is changed." in page.text
    assert stored.again(claim).quote == "800.000 NATO-Truppen"
    assert page.tree.xpath("//dt[.='The machine proposed']/following-sibling::dd[1]/text()") == [claim.quote]
    undone = visitor.send(page, "/articles/1/undo")
    assert "Undone." in undone.text
    assert stored.again(claim).quote == claim.quote


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"start": "x"}, 422, "Not a valid integer value"),
        ({"start": "", "label": "getippt"}, 422, "This field is required."),
        ({"start": "5", "end": "5", "label": "getippt"}, 422, "Select some words of the text first."),
        ({"kind": "rumour", "label": "getippt"}, 422, "Not a valid choice"),
        ({"label": "getippt" * 100}, 422, "Field cannot be longer than 300 characters."),
        ({"version": "0", "label": "getippt"}, 409, "Somebody else has changed this claim"),
    ],
)  # fmt: skip
def test_a_refused_reshaping_says_why_and_keeps_what_was_typed(
    visit: Visit, stored: Stored, claim: Claim, fields: dict[str, str], status: int, words: str
) -> None:
    visitor, address = visit("carl"), f"/claims/{claim.id}"
    page = visitor.send(visitor.get(address), f"{address}/reshape", **fields)
    assert page.status == status
    assert words in page.text
    for name, typed in fields.items():
        if name not in {"version", "kind"}:
            assert value(page, "/reshape", name) == typed
    assert value(page, "/reshape", "version") == str(claim.version), "sent again, it is on the newest version"
    assert stored.again(claim).quote == claim.quote


def test_a_claim_is_split_and_merged_again(visit: Visit, stored: Stored) -> None:
    whole = stored.claim("Rund 200 Menschen kamen", ClaimKind.STATEMENT)
    visitor, address = visit("carl"), f"/claims/{whole.id}"
    visitor.send(visitor.get(address), f"{address}/split", at=str(whole.start + 17))
    assert stored.again(whole).quote == "Rund 200 Menschen"
    second = stored.claim("kamen am Montag", ClaimKind.STATEMENT)
    page = visitor.send(
        visitor.get("/articles/1"), "/claims/chosen", act="merge", claims=[str(whole.id), str(second.id)]
    )
    assert "The claims are merged." in page.text
    assert stored.again(whole).quote == whole.quote


def test_a_cut_outside_the_claim_is_refused_and_stays_in_the_field(visit: Visit, claim: Claim) -> None:
    visitor, address = visit("carl"), f"/claims/{claim.id}"
    page = visitor.send(visitor.get(address), f"{address}/split", at="0")
    assert page.status == 422
    assert "Set the cut inside the claim" in page.text
    assert value(page, "/split", "at") == "0"


def test_a_dropped_claim_leaves_the_list_and_comes_back(visit: Visit, stored: Stored, claim: Claim) -> None:
    visitor, address = visit("carl"), f"/claims/{claim.id}"
    page = visitor.send(visitor.get(address), f"{address}/drop")
    assert f"claim-{claim.id}" not in page.tree.xpath("//@id")
    assert "dropped" in visitor.get(address).text
    assert visitor.post(f"{address}/triage", version=stored.again(claim).version).status == 200
    assert stored.again(claim).status is ClaimStatus.NEW, "a dropped claim cannot be triaged"
    visitor.send(page, "/articles/1/undo")
    assert stored.again(claim).dropped_at is None


def test_selected_words_become_a_claim(visit: Visit, stored: Stored) -> None:
    visitor = visit("carl")
    page = visitor.send(
        visitor.get("/articles/1"), "/articles/1/claims", start="0", end="17", kind="attribute"
    )
    assert "The claim is marked." in page.text
    assert stored.claim("Geheime Dokumente", ClaimKind.ATTRIBUTE).quote == "Geheime Dokumente"
    again = visitor.send(page, "/articles/1/claims", start="0", end="17", kind="attribute")
    assert "These very words are marked as a claim of this kind already." in again.text


def test_marking_nothing_says_what_to_do(visit: Visit, stored: Stored) -> None:
    visitor = visit("carl")
    before = stored.count(Claim)
    page = visitor.send(visitor.get("/articles/1"), "/articles/1/claims", start="", end="")
    assert "Select some words first." in page.text
    assert stored.count(Claim) == before


def test_acting_on_chosen_claims_needs_claims_and_an_act(visit: Visit) -> None:
    visitor = visit("carl")
    page = visitor.get("/articles/1")
    assert "Tick at least one claim first." in visitor.send(page, "/claims/chosen", act="triage").text
    ticked = [page.tree.xpath("//input[@name='claims']/@value")[0]]
    assert "Choose what to do" in visitor.send(page, "/claims/chosen", act="publish", claims=ticked).text
    assert "at least two" in visitor.send(page, "/claims/chosen", act="merge", claims=ticked).text


def test_a_chosen_claim_whose_state_does_not_allow_the_act_keeps_no_other_from_it(
    visit: Visit, stored: Stored, claim: Claim
) -> None:
    visitor = visit("carl")
    other = stored.claim("besuchte")
    visitor.send(visitor.get(f"/claims/{other.id}"), f"/claims/{other.id}/triage")
    ids = [str(claim.id), str(other.id)]
    page = visitor.send(visitor.get("/articles/1"), "/claims/chosen", act="triage", claims=ids)
    assert "1 was left as it is" in page.text
    assert stored.again(claim).status is ClaimStatus.TRIAGED
    page = visitor.send(visitor.get("/articles/1"), "/claims/chosen", act="triage", claims=ids[1:])
    assert "This cannot be done while the claim is" in page.text


def test_words_typed_while_somebody_else_judged_are_not_lost(
    visit: Visit, stored: Stored, claim: Claim
) -> None:
    carl, mia, address = visit("carl"), visit("mia"), f"/claims/{claim.id}"
    seen_before = carl.get(address)
    mia.send(mia.get(address), f"{address}/verdict", rating="false", summary="Schon geprüft.")
    version = str(stored.again(claim).version)
    for action, fields, name in (
        (f"{address}/evidence", {"title": "Akte", "stance": "refutes", "note": "lange getippt"}, "note"),
        (f"{address}/verdict", {"rating": "true", "summary": "lange getippt", "version": version}, "summary"),
        (f"{address}/reshape", {"label": "lange getippt", "version": version}, "label"),
    ):
        page = carl.send(seen_before, action, **fields)
        assert page.status == 409, action
        assert page.tree.xpath("//*[@role='alert']"), f"{action}: the page does not say what went wrong"
        assert value(page, action, name) == "lange getippt", action
