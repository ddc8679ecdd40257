"""The page of one's own last acts."""

from collections.abc import Callable

from tests.browsing import Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


def test_an_act_is_listed_with_its_claim_and_taken_back_by_its_button(visit: Visit, stored: Stored) -> None:
    carl = visit("carl")
    assert "Nothing to undo" in carl.get("/undo").text
    page = f"/claims/{stored.claim().id}"
    carl.send(carl.get(page), f"{page}/evidence", title="Akte 7", stance="supports")
    listed = carl.get("/undo")
    assert "added a source that supports the claim: Akte 7" in listed.text
    assert page in listed.links()
    action = listed.tree.xpath("//li//form/@action")[0]
    answer = carl.send(listed, action)
    assert "Undone: Carl added a source that supports the claim: Akte 7" in answer.text
    assert "No evidence yet." in carl.get(page).text


def test_the_newest_act_is_undone_without_saying_which_and_one_comes_back_to_where_one_was(
    visit: Visit, stored: Stored
) -> None:
    carl = visit("carl")
    claim = stored.claim("besuchte")
    page = f"/claims/{claim.id}"
    carl.send(carl.get(page), f"{page}/reshape", label="Besuch")
    answer = carl.post("/undo", back=page)
    assert answer.response.request.path == page
    assert stored.again(claim).label == claim.label
    assert "There is nothing to undo." in carl.post("/undo", back=page).text


def test_the_acts_of_an_article_are_a_list_of_their_own(visit: Visit, stored: Stored) -> None:
    carl = visit("carl")
    page = f"/claims/{stored.claim().id}"
    carl.send(carl.get(page), f"{page}/evidence", title="Akte 7", stance="supports")
    assert "Akte 7" in carl.get("/undo?article=1").text
    assert carl.get("/undo?article=99").status == 404
