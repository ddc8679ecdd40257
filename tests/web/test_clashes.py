"""Two people correct the same row: both versions stand side by side, and nothing is overwritten or lost."""

from collections.abc import Callable

import pytest

from factcheck.models import Comment, Draft, Evidence, Verdict
from tests.browsing import Page, Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


class Two:
    """Carl and Mia have opened the same piece of evidence, and Mia was faster."""

    def __init__(self, visit: Visit, stored: Stored) -> None:
        self.stored, self.carl, self.mia = stored, visit("carl"), visit("mia")
        self.page = f"/claims/{stored.claim().id}"
        self.carl.send(
            self.carl.get(self.page), f"{self.page}/evidence", title="Akte", stance="supports", note="Anfang"
        )
        seen = self.carl.get(self.page)
        self.mia.send(self.mia.get(self.page), "/evidence/1", note="Mias Notiz", stance="refutes")
        self.conflict: Page = self.carl.send(seen, "/evidence/1", note="Carls Notiz")

    def evidence(self) -> tuple[str, str]:
        with self.stored.reading() as session:
            row = session.get_one(Evidence, 1)
            return row.stance.value, row.note or ""


def test_both_texts_stand_side_by_side_and_nothing_was_overwritten(visit: Visit, stored: Stored) -> None:
    two = Two(visit, stored)
    assert two.conflict.status == 409
    clash = two.conflict.tree.xpath("//*[@class='clash']")[0].text_content()
    assert "Note: yours" in " ".join(clash.split())
    assert "Carls Notiz" in clash
    assert "Mias Notiz" in clash
    assert [mark.text_content() for mark in two.conflict.tree.xpath("//*[@class='clash']//mark")] == [
        "Carls",
        "Mias",
    ]
    assert two.evidence() == ("refutes", "Mias Notiz")


def test_one_click_takes_mine_and_keeps_what_only_the_other_changed(visit: Visit, stored: Stored) -> None:
    two = Two(visit, stored)
    two.carl.send(two.conflict, "/evidence/1", merge="mine")
    assert two.evidence() == ("refutes", "Carls Notiz"), "the stance that only Mia changed is hers"


def test_one_click_joins_both(visit: Visit, stored: Stored) -> None:
    two = Two(visit, stored)
    two.carl.send(two.conflict, "/evidence/1", merge="both")
    assert two.evidence() == ("refutes", "Mias Notiz\n\nCarls Notiz")


def test_one_click_takes_theirs_and_mine_is_kept_among_the_drafts(visit: Visit, stored: Stored) -> None:
    two = Two(visit, stored)
    answer = two.carl.send(two.conflict, "/evidence/1", merge="theirs")
    assert "your words are kept among your drafts" in answer.text
    assert two.evidence() == ("refutes", "Mias Notiz")
    assert stored.count(Draft) == 1
    assert "Carls Notiz" in two.carl.get("/drafts").text
    assert "Carls Notiz" not in two.mia.get("/drafts").text


def test_a_third_change_in_between_is_shown_again(visit: Visit, stored: Stored) -> None:
    two = Two(visit, stored)
    two.mia.send(two.mia.get(two.page), "/evidence/1", note="Mias zweite")
    again = two.carl.send(two.conflict, "/evidence/1", merge="mine")
    assert again.status == 409
    assert "Mias zweite" in again.tree.xpath("//*[@class='clash']")[0].text_content()
    assert two.evidence()[1] == "Mias zweite"
    two.carl.send(again, "/evidence/1", merge="both")
    assert two.evidence()[1] == "Mias zweite\n\nCarls Notiz"


def test_the_ends_of_a_claim_moved_by_two_are_joined_from_first_to_last_word(
    visit: Visit, stored: Stored
) -> None:
    carl, mia, claim = visit("carl"), visit("mia"), stored.claim("besuchte")
    page = f"/claims/{claim.id}"
    seen = carl.get(page)
    mia.send(mia.get(page), f"{page}/reshape", end=str(claim.end - 9), start=str(claim.start), label="")
    conflict = carl.send(seen, f"{page}/reshape", start=str(claim.start + 4), label="")
    assert conflict.status == 409
    assert "from character: yours" in " ".join(
        conflict.tree.xpath("//*[@class='clash']")[0].text_content().split()
    )
    carl.send(conflict, f"{page}/reshape", merge="both")
    now = stored.again(claim)
    assert (now.start, now.end) == (claim.start, claim.end - 12) or now.version > claim.version


def test_a_comment_corrected_in_two_windows_is_a_question_too(visit: Visit, stored: Stored) -> None:
    carl = visit("carl")
    page = f"/claims/{stored.claim().id}"
    carl.send(carl.get(page), f"{page}/comments", text="Erst so.")
    window = carl.get(page)
    carl.send(carl.get(page), "/comments/1", text="Dann so.")
    conflict = carl.send(window, "/comments/1", text="Oder so.")
    assert conflict.status == 409
    carl.send(conflict, "/comments/1", merge="both")
    with stored.reading() as session:
        assert session.get_one(Comment, 1).text == "Dann so.\n\nOder so."


def test_a_source_corrected_by_two_shows_both_titles(visit: Visit, stored: Stored) -> None:
    two = Two(visit, stored)
    seen = two.carl.get("/sources/1")
    two.mia.send(two.mia.get("/sources/1"), "/sources/1", title="Akte 7, Blatt 2")
    conflict = two.carl.send(seen, "/sources/1", publisher="Archiv", title="Akte 8")
    assert conflict.status == 409
    assert "Akte 7, Blatt 2" in conflict.text
    two.carl.send(conflict, "/sources/1", merge="mine")
    shown = two.carl.get("/sources/1")
    assert shown.tree.xpath("//input[@name='title']/@value") == ["Akte 8"]
    assert shown.tree.xpath("//input[@name='publisher']/@value") == ["Archiv"]


@pytest.mark.parametrize("seen", ["", "{", "[]", '{"note": 5}'])
def test_a_form_that_does_not_say_what_was_seen_asks_about_everything(
    visit: Visit, stored: Stored, seen: str
) -> None:
    two = Two(visit, stored)
    page = two.carl.post(
        "/evidence/1", version="1", stance="supports", note="Blind", accessed="2024-12-01", seen=seen
    )
    assert page.status == 409
    assert two.evidence() == ("refutes", "Mias Notiz")


def test_a_verdict_that_came_second_stands_beside_the_first_and_overwrites_nothing(
    visit: Visit, stored: Stored
) -> None:
    carl, mia = visit("carl"), visit("mia")
    page = f"/claims/{stored.claim().id}"
    seen = carl.get(page)
    mia.send(mia.get(page), f"{page}/verdict", rating="true", summary="Die Akte sagt es.")
    conflict = carl.send(seen, f"{page}/verdict", rating="false", summary="Die Akte sagt nichts.")
    assert conflict.status == 409
    clash = " ".join(conflict.tree.xpath("//*[@class='clash']")[0].text_content().split())
    for words in ("Die Akte sagt es.", "Die Akte sagt nichts.", "Rating: yoursFalse", "Rating: theirsTrue"):
        assert words in clash
    kept = carl.send(conflict, f"{page}/verdict", merge="both")
    assert "yours is a comment beside it" in kept.text
    assert "False: Die Akte sagt nichts." in kept.text
    with stored.reading() as session:
        assert [verdict.summary for verdict in session.query(Verdict)] == ["Die Akte sagt es."]


def test_a_verdict_that_gives_way_is_kept_among_the_drafts(visit: Visit, stored: Stored) -> None:
    carl, mia = visit("carl"), visit("mia")
    page = f"/claims/{stored.claim().id}"
    seen = carl.get(page)
    mia.send(mia.get(page), f"{page}/verdict", rating="true", summary="Die Akte sagt es.")
    conflict = carl.send(seen, f"{page}/verdict", rating="false", summary="Die Akte sagt nichts.")
    carl.send(conflict, f"{page}/verdict", merge="theirs")
    assert "Die Akte sagt nichts." in carl.get("/drafts").text
    assert stored.count(Verdict) == 1
