"""Verdicts: proposed by one person, decided by another, published by an editor."""

from collections.abc import Callable

import pytest

from factcheck.models import Claim, ClaimStatus, Verdict
from tests.browsing import Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


@pytest.fixture
def claim(stored: Stored) -> Claim:
    """A claim of the article."""
    return stored.claim()


@pytest.fixture
def address(claim: Claim) -> str:
    """The page of the claim."""
    return f"/claims/{claim.id}"


def propose(visitor: Visitor, address: str, summary: str = "Weil es so war.") -> None:
    """Judge the claim through its form."""
    page = visitor.send(visitor.get(address), f"{address}/verdict", rating="mostly_false", summary=summary)
    assert "The verdict is proposed" in page.text


def test_four_eyes_bring_a_verdict_out(visit: Visit, stored: Stored, claim: Claim, address: str) -> None:
    carl, edda = visit("carl"), visit("edda")
    propose(carl, address)
    assert "You proposed this verdict; somebody else decides on it." in carl.get(address).text
    assert "The verdict is approved." in edda.send(edda.get(address), f"{address}/approve").text
    page = edda.send(edda.get(address), f"{address}/publish")
    assert "The verdict is published." in page.text
    assert stored.again(claim).status is ClaimStatus.PUBLISHED
    for words in ("Mostly false", "Weil es so war.", "Carl", "second look: Edda"):
        assert words in page.text


def test_nobody_approves_their_own_verdict(visit: Visit, stored: Stored, claim: Claim, address: str) -> None:
    edda = visit("edda")
    propose(edda, address)
    page = edda.get(address)
    assert "You proposed this verdict; somebody else decides on it." in page.text
    assert not [form for form in page.tree.forms if form.get("action").endswith("/approve")]
    version = stored.again(claim).version
    for act, fields in (("approve", {}), ("send-back", {"note": "Mehr."})):
        refused = edda.post(f"{address}/{act}", version=version, **fields)
        assert refused.status == 403
        assert "You proposed this verdict yourself" in refused.text
    assert stored.again(claim).status is ClaimStatus.VERDICT_PROPOSED


def test_nobody_takes_back_what_somebody_else_proposed(
    visit: Visit, stored: Stored, claim: Claim, address: str
) -> None:
    propose(visit("carl"), address)
    refused = visit("mia").post(f"{address}/take-back", version=stored.again(claim).version)
    assert refused.status == 403
    assert stored.again(claim).status is ClaimStatus.VERDICT_PROPOSED


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"rating": ""}, 422, "Choose one of the ratings."),
        ({"rating": "bogus"}, 422, "Choose one of the ratings."),
        ({"summary": ""}, 422, "Say in a sentence or two why."),
        ({"summary": "   "}, 422, "Say in a sentence or two why."),
        ({"summary": "x" * 20_001}, 422, "Field cannot be longer than 20000 characters."),
        ({"version": "0"}, 409, "Somebody else has changed this claim"),
        ({"version": "x"}, 422, "Not a valid integer value"),
    ],
)  # fmt: skip
def test_a_refused_verdict_says_why_and_keeps_rating_and_summary(
    visit: Visit, stored: Stored, address: str, fields: dict[str, str], status: int, words: str
) -> None:
    visitor = visit("carl")
    typed = {"rating": "false", "summary": "lange getippt"} | fields
    page = visitor.send(visitor.get(address), f"{address}/verdict", **typed)
    assert page.status == status
    assert words in page.text
    kept = dict(page.form(f"{address}/verdict").form_values())
    assert kept["summary"].strip() == typed["summary"].strip()
    if typed["rating"] == "false":
        assert kept["rating"] == "false"
    assert kept["version"] == "1"
    assert stored.count(Verdict) == 0


def test_a_verdict_goes_back_with_a_note_and_comes_again(visit: Visit, stored: Stored, address: str) -> None:
    carl, edda = visit("carl"), visit("edda")
    propose(carl, address)
    refused = edda.send(edda.get(address), f"{address}/send-back", note=" ")
    assert refused.status == 422
    assert "Say what is missing." in refused.text
    edda.send(refused, f"{address}/send-back", note="Eine zweite Quelle.")
    page = carl.get(address)
    assert "Eine zweite Quelle." in page.text
    propose(carl, address, "Zwei Quellen sagen es.")
    assert "Earlier verdicts" in carl.get(address).text
    assert stored.count(Verdict) == 2


def test_a_note_typed_while_somebody_else_approved_is_not_lost(
    visit: Visit, stored: Stored, claim: Claim, address: str
) -> None:
    edda, ada = visit("edda"), visit("ada")
    propose(visit("carl"), address)
    seen_before = edda.get(address)
    ada.send(ada.get(address), f"{address}/approve")
    for version in (None, str(stored.again(claim).version)):
        fields = {"note": "lange getippt"} | ({"version": version} if version else {})
        page = edda.send(seen_before, f"{address}/send-back", **fields)
        assert page.status == 409
        assert page.tree.xpath("//*[@role='alert']")
        assert dict(page.form(f"{address}/send-back").form_values())["note"] == "lange getippt"


def test_a_verdict_is_taken_back_by_whoever_proposed_it(
    visit: Visit, stored: Stored, claim: Claim, address: str
) -> None:
    carl = visit("carl")
    propose(carl, address)
    carl.send(carl.get(address), f"{address}/take-back")
    assert stored.again(claim).status is ClaimStatus.IN_RESEARCH
    page = carl.get(address)
    assert not page.tree.xpath("//div[@class='verdict']"), "no verdict stands"
    assert "taken back" in page.text
    summary = page.form("/verdict").fields["summary"]
    assert summary.strip(), "what was written is there to go on from"


def test_an_act_out_of_turn_says_so_and_changes_nothing(
    visit: Visit, stored: Stored, claim: Claim, address: str
) -> None:
    edda = visit("edda")
    assert "There is no verdict on this claim yet." in edda.post(f"{address}/approve", version=1).text
    published = edda.post(f"{address}/publish", version=1)
    assert published.tree.xpath("//div[@class='notice bad']")
    assert stored.again(claim).status is ClaimStatus.NEW
    assert stored.again(claim).version == 1
