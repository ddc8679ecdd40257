"""The word lists: looked at before they change, changed, taken back, by administrators."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from factcheck.models import DeskWord, Flag
from factcheck.worker import Worker
from tests.browsing import Visitor
from tests.services import learning_steps as learn
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


def quotes(stored: Stored) -> set[str]:
    with stored.reading() as session:
        return set(session.scalars(select(Flag.quote)))


def test_a_word_is_previewed_added_flagged_in_the_background_and_taken_back(
    visit: Visit, stored: Stored
) -> None:
    visitor = visit("ada")
    page = visitor.get("/words")
    assert "schock" in page.text
    form = next(form for form in page.tree.forms if form.xpath(".//input[@name='note']"))
    fields = dict(form.form_values()) | {
        "words": "nachbarn",
        "note": "zu herzlich",
    }
    page = visitor.get("/words/preview?" + "&".join(f"{name}={value}" for name, value in fields.items()))
    assert "1 article was read again." in page.text
    assert "1 flag would appear" in page.text
    assert "nachbarn" not in {quote.lower() for quote in quotes(stored)}
    page = visitor.send(page, "/words")
    assert "The word list is changed" in page.text
    Worker(stored.database, learn.TOOLS).work_off()
    assert "Nachbarn" in quotes(stored)
    page = visitor.get("/words")
    assert "1 flags were added, 0 removed." in page.text
    visitor.send(page, "/take-back")
    Worker(stored.database, learn.TOOLS).work_off()
    assert "Nachbarn" not in quotes(stored)


def test_the_list_is_searched_and_a_line_left_out_by_its_button(visit: Visit, stored: Stored) -> None:
    visitor = visit("ada")
    page = visitor.get("/words?language=de&kind=loaded_language&q=schockstarre")
    rows = page.tree.xpath("//tbody/tr")
    assert len(rows) == 1
    form = next(
        form
        for form in page.tree.forms
        if form.xpath(".//input[@value='schockstarre']")
        and form.xpath(".//button[contains(@aria-label,'Leave out')]")
    )
    query = "&".join(f"{name}={value}" for name, value in form.form_values())
    page = visitor.send(visitor.get(f"/words/preview?{query}"), "/words")
    assert "schockstarre" in page.text
    with stored.reading() as session:
        assert session.scalars(select(DeskWord.words)).all() == ["schockstarre"]


@pytest.mark.parametrize("words", ["", "a%23b", "skandal"])
def test_a_useless_change_is_refused_in_words_and_stays_in_the_fields(visit: Visit, words: str) -> None:
    page = visit("ada").get(
        f"/words/preview?language=de&kind=loaded_language&change=added&words={words}&note=nie"
    )
    assert page.status == 422
    assert page.tree.xpath("//input[@name='note']/@value")[0] == "nie"


def test_an_editor_does_not_change_the_lists(visit: Visit) -> None:
    assert visit("edda").get("/words").status == 403
    assert not visit("edda").get("/flags").tree.xpath("//a[@href='/words']")
