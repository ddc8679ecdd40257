"""Correcting an article's text: compared first, stored as a new version, its claims decided on and undone."""

from collections.abc import Callable
from io import BytesIO

from factcheck.models import ArticleVersion, Carryover
from tests.browsing import Page, Visitor
from tests.factories import TEXT
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]
TROOPS = "bis zu 800.000 NATO-Truppen"
CORRECTED = TEXT.replace("800.000", "80.000").replace("kamen am Montag", "kamen nicht am Montag")


def send(visitor: Visitor, act: str, text: str = CORRECTED) -> Page:
    """Send the form for a corrected text."""
    return visitor.send(visitor.get("/articles/1/text"), "/articles/1/text", text=text, act=act)


def test_the_form_begins_with_the_text_as_it_stands(visit: Visit) -> None:
    form = visit("carl").get("/articles/1/text").form("/text")
    assert form.fields["text"].strip() == TEXT


def test_what_would_change_is_shown_word_for_word_before_anything_is_stored(
    visit: Visit, stored: Stored
) -> None:
    before = stored.events()
    page = send(visit("carl"), "preview")
    assert page.tree.xpath("//del/text()[last()]") == ["800.000"]
    assert [words.strip() for words in page.tree.xpath("//ins/text()[last()]")] == ["80.000", "nicht"]
    assert "are said differently" in page.text
    assert page.form("/text").fields["text"].replace("\r", "").strip() == CORRECTED, "it can be sent on"
    assert stored.events()[len(before) :] == ["user.signed_in"]
    assert stored.count(ArticleVersion) == 1


def test_a_stored_text_leads_to_what_it_leaves_to_decide(visit: Visit, stored: Stored) -> None:
    carl = visit("carl")
    page = send(carl, "store")
    assert "claims wait for your decision" in page.text
    assert "another number" in page.text
    assert "a negation came or went" in page.text
    assert "The corrected text leaves" in carl.get("/articles/1").text
    assert "Version 2" in carl.get("/articles/1").text
    old = carl.get("/articles/1/versions/1")
    assert "as it stood until it was corrected" in old.text
    assert "800.000" in old.text
    assert stored.count(ArticleVersion) == 2


def test_one_claim_is_carried_over_and_that_is_undone_from_its_message(visit: Visit, stored: Stored) -> None:
    carl = visit("carl")
    claim = stored.claim(TROOPS)
    send(carl, "store")
    page = carl.get("/articles/1/decisions")
    row = next(
        form for form in page.tree.forms if f"Carry over: {claim.label}" in form.xpath(".//@aria-label")
    )
    done = carl.submit(row, row.get("action"))
    assert "The claim stands in the new text." in done.text
    assert stored.again(claim).quote == "bis zu 80.000 NATO-Truppen"
    undo = next(form for form in done.tree.xpath("//*[@id='notices']//form"))
    assert "waits for a decision again" in carl.submit(undo, undo.get("action")).text
    assert stored.again(claim).quote == TROOPS


def test_everything_with_a_place_is_carried_over_at_once(visit: Visit, stored: Stored) -> None:
    carl = visit("carl")
    send(carl, "store")
    page = carl.get("/articles/1/decisions")
    form = next(form for form in page.tree.forms if form.get("data-confirm"))
    page = carl.submit(form, form.get("action"), act="carry")
    assert "claims are decided on" in page.text
    assert "Nothing is left to decide" in page.text
    with stored.reading() as session:
        assert not session.query(Carryover).where(Carryover.decision.is_(None)).count()


def test_ticks_that_are_none_of_ours_decide_nothing(visit: Visit) -> None:
    carl = visit("carl")
    send(carl, "store")
    for ticks in ([], ["x-1", "1", "1-1-1", "-", "9" * 40 + "-1"]):
        page = carl.post("/articles/1/decisions", act="carry", rows=ticks)
        assert "Tick at least one claim first." in page.text
    assert "Choose what to do with the claim." in carl.post("/articles/1/decisions", act="x").text


def test_the_same_text_or_none_is_refused_and_what_was_typed_stays(visit: Visit) -> None:
    carl = visit("carl")
    page = send(carl, "store", TEXT)
    assert (page.status, "nothing is different" in page.text) == (422, True)
    page = send(carl, "store", "  ")
    assert (page.status, "Paste the text of an article" in page.text) == (422, True)


def test_a_file_is_compared_and_its_text_stands_in_the_form(visit: Visit) -> None:
    carl = visit("carl")
    file = (BytesIO(CORRECTED.encode()), "neu.txt")
    page = carl.send(carl.get("/articles/1/text"), "/text", text="", file=file, act="preview")
    assert "80.000" in page.form("/text").fields["text"]


def test_who_compared_with_an_older_text_is_told_and_keeps_the_words(visit: Visit) -> None:
    carl, mia = visit("carl"), visit("mia")
    seen = carl.get("/articles/1/text")
    send(mia, "store")
    page = carl.send(seen, "/text", text=TEXT + "\nEin Nachtrag von 2024.", act="store")
    assert page.status == 409
    assert "stored a newer text in the meantime" in page.text
    assert "Ein Nachtrag" in page.form("/text").fields["text"]


def test_there_is_no_page_for_a_version_that_never_was(visit: Visit) -> None:
    carl = visit("carl")
    assert carl.get("/articles/1/versions/7").status == 404
    assert carl.get("/articles/9/text").status == 404
    assert carl.get("/articles/1/decisions").status == 200


def test_a_verdict_is_marked_when_its_text_changes_and_the_mark_goes_with_a_new_verdict(
    visit: Visit, stored: Stored
) -> None:
    carl, claim = visit("carl"), stored.claim(TROOPS)
    address = f"/claims/{claim.id}"
    carl.send(carl.get(address), f"{address}/verdict", rating="false", summary="Nein.")
    mark = "text changed since verdict"
    assert mark not in carl.get(address).text
    send(carl, "store")
    assert mark in carl.get(address).text
    assert mark in carl.get("/queue?view=all").text
    carl.send(carl.get(address), f"{address}/take-back")
    carl.send(carl.get(address), f"{address}/verdict", rating="true", summary="Doch.")
    assert mark not in carl.get(address).text
    assert mark not in carl.get("/queue?view=all").text
