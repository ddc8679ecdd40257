"""Sensational wording for editors to uphold or dismiss."""

from collections.abc import Callable

import pytest

from factcheck.models import FlagStatus
from tests.browsing import Visitor
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
        assert "_" not in link.replace("anonymous_source", ""), link
