"""Rating without script: the same check, claim by claim."""

from collections.abc import Callable

from factcheck.models import BareVerdict, Verdict
from tests.browsing import Page, Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


def rating_form(page: Page) -> str:
    """Where the rating of the claim that is shown goes."""
    return str(page.tree.xpath("//form[contains(@class, 'rate-form')]/@action")[0])


def test_a_rating_sent_by_the_form_is_stored_and_the_next_claim_shown(visit: Visit, stored: Stored) -> None:
    visitor = visit("carl")
    page = visitor.get("/queue/rate")
    first = rating_form(page)
    page = visitor.send(page, first, rating="false", summary="Es waren 40.")
    assert "The rating is stored." in page.text
    assert rating_form(page) != first
    assert stored.count(Verdict) == 1
    assert stored.count(BareVerdict) == 0


def test_the_form_sent_twice_stores_once(visit: Visit, stored: Stored) -> None:
    visitor = visit("carl")
    page = visitor.get("/queue/rate")
    visitor.send(page, rating_form(page), rating="false")
    again = visitor.send(page, rating_form(page), rating="false")
    assert "The rating is stored." in again.text
    assert stored.count(Verdict) == 1


def test_a_conflict_keeps_what_was_typed_and_shows_the_claim_as_it_is(visit: Visit, stored: Stored) -> None:
    carl, mia = visit("carl"), visit("mia")
    page = carl.get("/queue/rate")
    address = rating_form(page)
    claim = f"/claims/{address.rsplit('/', 1)[1]}"
    mia.send(mia.get(claim), f"{claim}/triage")
    page = carl.send(page, address, rating="false", summary="Meine Gründe.")
    assert page.status == 409
    assert "Somebody else has changed this claim" in page.text
    assert page.form(address).fields["summary"] == "Meine Gründe."
    assert stored.count(Verdict) == 0
    assert carl.send(page, address).status == 200
    assert stored.count(Verdict) == 1


def test_a_script_is_answered_in_data(visit: Visit) -> None:
    visitor = visit("carl")
    page = visitor.get("/queue/rate")
    fields = dict(page.form(rating_form(page)).form_values()) | {"rating": "false"}
    headers = {"Accept": "application/json", "Accept-Language": "en"}
    answer = visitor.client.post(rating_form(page), data=fields, headers=headers)
    assert (answer.status_code, answer.json) == (200, {"stored": {"version": 2, "number": 1}})
    answer = visitor.client.post(rating_form(page), data=fields | {"client": "zwei"}, headers=headers)
    assert answer.status_code == 409
    assert "Somebody else" in (answer.json or {})["problem"]
    answer = visitor.client.post(rating_form(page), data=fields | {"rating": ""}, headers=headers)
    assert answer.status_code == 422
    address = rating_form(page) + "/undo"
    answer = visitor.client.post(address, data=fields | {"version": "2"}, headers=headers)
    assert (answer.status_code, answer.json) == (200, {"stored": {"version": 3}})


def test_what_comes_next_is_asked_for_by_place_or_by_claim(visit: Visit, stored: Stored) -> None:
    visitor, claim = visit("carl"), stored.claim()
    part = visitor.client.get(f"/queue/rate/more?claim={claim.id}").text
    assert f'data-claim="{claim.id}"' in part
    assert visitor.client.get("/queue/rate/more?claim=4711").status_code == 404
    assert "data-card" in visitor.client.get("/queue/rate/more").text


def test_reasons_are_added_on_the_claims_page_before_an_editor_can_approve(
    visit: Visit,
) -> None:
    carl, edda = visit("carl"), visit("edda")
    page = carl.get("/queue/rate")
    address = rating_form(page)
    claim = f"/claims/{address.rsplit('/', 1)[1]}"
    carl.send(page, address, rating="false")
    assert "its author has to say why first" in edda.get(claim).text
    page = carl.send(carl.get(claim), f"{claim}/explain", summary="")
    assert page.status == 422
    page = carl.send(page, f"{claim}/explain", summary="Es waren 40.")
    assert "The reasons are with the verdict" in page.text
    assert "has to say why" not in edda.get(claim).text


def test_when_nothing_is_left_to_rate_the_page_says_so(visit: Visit) -> None:
    assert "No claim of this list is left to rate." in visit("carl").get("/queue/rate?language=en").text
