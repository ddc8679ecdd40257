"""Sensational wording for editors to uphold or dismiss."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from factcheck.models import Article, Flag, FlagStatus, User
from tests import factories
from tests.browsing import Visitor
from tests.services import steps
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


def test_a_flag_stands_in_its_sentence_with_its_reason(visit: Visit, stored: Stored) -> None:
    flag = stored.flag()
    page = visit("edda").get("/flags")
    assert flag.quote in page.text
    assert flag.reason in page.text
    marked = page.tree.xpath(f"//article[@id='flag-{flag.id}']//*[contains(@class,'flagged')]")
    assert "".join(part.text_content() for part in marked) == flag.quote


def test_a_checker_sees_flags_but_no_buttons(visit: Visit, stored: Stored) -> None:
    page = visit("carl").get("/flags")
    assert stored.flag().quote in page.text
    assert not [form for form in page.tree.forms if "/flags/" in (form.get("action") or "")]


def test_an_upheld_flag_can_be_opened_again_at_once(visit: Visit, stored: Stored) -> None:
    visitor, flag = visit("edda"), stored.flag()
    page = visitor.send(visitor.get("/flags"), f"/flags/{flag.id}/uphold")
    assert "The flag is upheld." in page.text
    assert stored.flag().status is FlagStatus.UPHELD
    assert "The flag is open again." in visitor.send(page, f"/flags/{flag.id}/reopen").text
    assert stored.flag().status is FlagStatus.OPEN


def test_a_dismissed_flag_shows_who_said_why(visit: Visit, stored: Stored) -> None:
    visitor, flag = visit("edda"), stored.flag()
    visitor.send(visitor.get("/flags"), f"/flags/{flag.id}/dismiss", reason="Die Akten liegen vor.")
    page = visitor.get("/flags?status=dismissed")
    assert "Die Akten liegen vor." in page.text
    assert "Edda" in page.tree.xpath(f"string(//article[@id='flag-{flag.id}'])")
    assert "dismissed 1 times" in page.text


@pytest.mark.parametrize(
    ("reason", "words"),
    [("", "Say why the wording is in order."), ("   ", "Say why"), ("x" * 1001, "Field cannot be longer")],
)
def test_a_refused_reason_is_said_beside_its_flag_and_stays_in_the_field(
    visit: Visit, stored: Stored, reason: str, words: str
) -> None:
    visitor, flag = visit("edda"), stored.flag()
    listed = visitor.get("/flags?article=1")
    page = visitor.send(listed, f"/flags/{flag.id}/dismiss", reason=reason)
    assert page.status == 422
    assert words in page.tree.xpath(f"string(//article[@id='flag-{flag.id}'])")
    form = dict(page.form(f"/flags/{flag.id}/dismiss").form_values())
    assert form.get("reason", "").strip() == reason.strip()
    assert form["back"] == "/flags?article=1", "after it is sent again, the list is as it was"
    again = visitor.send(page, f"/flags/{flag.id}/dismiss", reason="In Ordnung.")
    assert "The flag is dismissed." in again.text


def test_a_reason_typed_while_somebody_else_decided_is_not_lost(visit: Visit, stored: Stored) -> None:
    edda, ada, flag = visit("edda"), visit("ada"), stored.flag()
    seen_before = edda.get("/flags")
    ada.send(ada.get("/flags"), f"/flags/{flag.id}/uphold")
    page = edda.send(seen_before, f"/flags/{flag.id}/dismiss", reason="lange getippt")
    assert page.status == 409
    assert "Somebody else has decided on this flag" in page.text
    assert dict(page.form(f"/flags/{flag.id}/dismiss").form_values())["reason"] == "lange getippt"
    assert stored.flag().status is FlagStatus.UPHELD


def test_deciding_twice_says_so_and_changes_nothing(visit: Visit, stored: Stored) -> None:
    visitor, flag = visit("edda"), stored.flag()
    seen_before = visitor.get("/flags")
    visitor.send(seen_before, f"/flags/{flag.id}/uphold")
    page = visitor.send(seen_before, f"/flags/{flag.id}/uphold")
    assert "Somebody else has decided on this flag in the meantime" in page.text


def test_the_links_of_the_list_keep_its_filters_and_nothing_else(visit: Visit) -> None:
    address = "/flags?status=all&kind=anonymous_source&article=1&_scheme=javascript&_external=1&_anchor=x"
    page = visit("edda").get(address)
    assert page.status == 200
    links = page.tree.xpath("//nav[contains(@class,'tabs') or @class='chips']//a/@href")
    assert links
    for link in links:
        assert link.startswith("/flags?"), link
        assert "_" not in link.replace("anonymous_source", "").replace("reword_asked", ""), link


def test_an_author_is_asked_for_other_words_and_a_typed_wording_is_accepted(
    visit: Visit, stored: Stored
) -> None:
    visitor, flag = visit("edda"), stored.flag()
    page = visitor.send(visitor.get("/flags"), f"/flags/{flag.id}/ask", note="Welche Dokumente?")
    assert "The author is asked for other words." in page.text
    page = visitor.get("/flags?status=reword_asked")
    assert "Welche Dokumente?" in page.text
    page = visitor.send(page, f"/flags/{flag.id}/wording", wording="Unterlagen des Ministeriums")
    assert "The wording is accepted." in page.text
    assert "Instead: Unterlagen des Ministeriums" in visitor.get("/flags?status=reworded").text


def test_a_suggested_wording_is_accepted_by_its_button(visit: Visit, stored: Stored) -> None:
    text = "Eine Schock-Studie erschien am Montag in Wien."
    with stored.database.writing() as session:
        edda = session.scalars(select(User).where(User.name == "edda")).one()
        article = factories.make_article(session, edda, text, title="Studie").id
        session.commit()
    visitor = visit("edda")
    page = visitor.get(f"/flags?article={article}")
    button = page.tree.xpath("//button[@name='suggested']")[0]
    assert (button.get("value"), button.get("data-key")) == ("Studie", "1")
    form = button.xpath("ancestor::form")[0]
    page = visitor.submit(form, form.get("action"), suggested=button.get("value"))
    assert "The wording is accepted." in page.text
    assert "Instead: Studie" in visitor.get(f"/flags?article={article}&status=reworded").text


def test_a_flag_is_put_off_stands_under_its_own_tab_and_is_brought_back(visit: Visit, stored: Stored) -> None:
    visitor, flag = visit("edda"), stored.flag()
    until = datetime.now(UTC).date() + timedelta(days=3)
    page = visitor.send(visitor.get("/flags"), f"/flags/{flag.id}/snooze", until=until.isoformat())
    assert "The flag comes back on its day." in page.text
    assert not visitor.get("/flags").tree.xpath(f"//article[@id='flag-{flag.id}']")
    page = visitor.get("/flags?status=snoozed")
    assert "Put off until" in page.text
    visitor.send(page, f"/flags/{flag.id}/reopen")
    assert visitor.get("/flags").tree.xpath(f"//article[@id='flag-{flag.id}']")


@pytest.mark.parametrize(
    ("act", "field", "typed"),
    [("ask", "note", " "), ("wording", "wording", ""), ("snooze", "until", "gestern")],
)
def test_what_is_refused_is_said_beside_its_flag(
    visit: Visit, stored: Stored, act: str, field: str, typed: str
) -> None:
    visitor, flag = visit("edda"), stored.flag()
    page = visitor.send(visitor.get("/flags"), f"/flags/{flag.id}/{act}", **{field: typed})
    assert page.status == 422
    assert page.tree.xpath(f"//article[@id='flag-{flag.id}']//*[@role='alert']")
    assert page.tree.xpath(f"//article[@id='flag-{flag.id}']//input[@name='{field}'][@aria-invalid]")


@pytest.mark.parametrize("group", ["article", "kind", "word"])
def test_a_long_list_goes_on_page_by_page_in_every_grouping(visit: Visit, stored: Stored, group: str) -> None:
    with stored.database.writing() as session:
        article = session.scalars(select(Article)).one()
        for _ in range(60):
            steps.make_flag(session, article)
        session.commit()
    visitor = visit("edda")
    page = visitor.get(f"/flags?group={group}")
    seen = page.tree.xpath("//article/@id")
    page = visitor.get(page.tree.xpath("//a[@rel='next']/@href")[0])
    seen += page.tree.xpath("//article/@id")
    assert len(seen) == len(set(seen)) == stored.count(Flag)
    assert not page.tree.xpath("//a[@rel='next']")


@pytest.mark.parametrize("after", ["x", "1~2", "1~0~a~3", "1~0~2~99999999999999999999"])
def test_a_damaged_address_says_where_to_begin(visit: Visit, after: str) -> None:
    page = visit("edda").get(f"/flags?after={after}")
    assert page.status == 422
    assert "begin at the first page" in page.text
